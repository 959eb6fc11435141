package io.podagra.cli.export;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.podagra.model.ModelMetadata;
import java.util.List;
import java.util.Map;

/**
 * What a model is, for whom and how good, in sections of names and values (Mitchell et al., Model
 * Cards for Model Reporting, FAT* 2019, arXiv:1810.03993). Names no patient and no image.
 *
 * @param schema {@link #SCHEMA}
 * @param title the model's name
 * @param synthetic whether it was trained on phantom images
 * @param notices what a reader must know first, a sentence each
 * @param sections in the order of reading
 */
public record ModelCard(
        String schema,
        String title,
        boolean synthetic,
        List<String> notices,
        List<Section> sections) {
    /** Version of the card's form. */
    static final String SCHEMA = "podagra.card/1";

    public ModelCard {
        requireNonNull(schema, "schema is null");
        requireNonNull(title, "title is null");
        notices = List.copyOf(notices);
        sections = List.copyOf(sections);
    }

    /**
     * A part of a card.
     *
     * @param rows in order
     */
    public record Section(String title, List<Row> rows) {
        public Section {
            rows = List.copyOf(rows);
        }
    }

    /** A fact. */
    public record Row(String name, String value) {}

    /**
     * The card of a model.
     *
     * @param figures {@link io.podagra.model.ModelEntries#METRICS}
     * @param cautions of the study, a sentence each
     * @param more entries that the zip has beside the usual ones
     */
    static ModelCard of(
            ModelMetadata metadata,
            JsonNode figures,
            List<String> cautions,
            Map<String, byte[]> more) {
        return new CardWriter(metadata, figures, more).card(cautions);
    }
}
