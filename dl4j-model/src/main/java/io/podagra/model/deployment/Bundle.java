package io.podagra.model.deployment;

import static java.util.Objects.requireNonNull;

import io.podagra.data.InvalidInputException;
import io.podagra.model.ModelArchive;
import io.podagra.model.ModelEntries;
import io.podagra.model.ModelJson;
import io.podagra.model.ModelMetadata.PatientCall;
import java.util.List;
import java.util.Optional;

/**
 * What a bundle says: which of its entries, each a model zip, is for which view.
 *
 * @param schema {@link #SCHEMA}
 * @param method {@code multiple}: one network for each view
 * @param models one for each view
 * @param patientCall when a patient is called abnormal by images of all views together; empty where
 *     it cannot be chosen
 * @param synthetic whether they were trained on phantom images
 */
public record Bundle(
        String schema,
        String method,
        List<Entry> models,
        Optional<PatientCall> patientCall,
        boolean synthetic) {
    /** Version that this release reads and writes. */
    public static final String SCHEMA = "podagra.bundle/1";

    /** The entry that tells a bundle from a model. */
    public static final String ENTRY = ModelEntries.BUNDLE;

    private static final int MOST_MODELS = 64;

    public Bundle {
        requireNonNull(schema, "schema is null");
        requireNonNull(method, "method is null");
        models = List.copyOf(models);
        requireNonNull(patientCall, "patientCall is null");
    }

    /**
     * A model of a bundle.
     *
     * @param view it is for
     * @param entry of the bundle, a zip
     */
    public record Entry(String view, String entry) {
        public Entry {
            requireNonNull(view, "view is null");
            requireNonNull(entry, "entry is null");
        }
    }

    /**
     * That of an archive, if it is one of a bundle.
     *
     * @throws InvalidInputException if it cannot be read, is of a later release, or names what is
     *     not there
     */
    public static Optional<Bundle> of(ModelArchive archive) {
        Optional<byte[]> json = archive.text(ENTRY);
        if (json.isEmpty()) {
            return Optional.empty();
        }
        Bundle bundle = ModelJson.read(archive.shownAs(), ENTRY, json.get(), Bundle.class);
        if (!bundle.schema().equals(SCHEMA)) {
            throw new InvalidInputException(
                    "%s: its %s has schema '%s', this release reads '%s'; use the release that made it"
                            .formatted(archive.shownAs(), ENTRY, bundle.schema(), SCHEMA));
        }
        boolean sound =
                !bundle.models().isEmpty()
                        && bundle.models().size() <= MOST_MODELS
                        && bundle.models().stream().allMatch(model -> archive.has(model.entry()))
                        && bundle.models().stream()
                                .allMatch(model -> archive.isStored(model.entry()))
                        && bundle.models().stream().map(Entry::view).distinct().count()
                                == bundle.models().size();
        if (!sound) {
            throw new InvalidInputException(
                    "%s: its %s names no models, too many, one that is missing or compressed, or a view twice; export it again"
                            .formatted(archive.shownAs(), ENTRY));
        }
        return Optional.of(bundle);
    }
}
