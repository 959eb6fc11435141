package io.podagra.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.model.ModelMetadata.PatientCall;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InspectionTest {
    /** A model may come from anywhere, and say anything. */
    @Test
    void nothingInAModelSteersTheTerminal() {
        String evil = "\u001b[2J\u009b31m\u202e";
        ModelCard card =
                new ModelCard(
                        ModelCard.SCHEMA,
                        "title" + evil,
                        false,
                        List.of("notice" + evil),
                        List.of(
                                new ModelCard.Section(
                                        "section" + evil,
                                        List.of(new ModelCard.Row("row" + evil, "value" + evil)))));

        String text =
                new Inspection(
                                "file" + evil,
                                Inspection.Kind.BUNDLE,
                                "0",
                                List.of(card),
                                Optional.of(new PatientCall(0.3, "youden", "chosen" + evil)),
                                List.of("finding" + evil),
                                true)
                        .toText();

        for (String word :
                List.of("file", "title", "notice", "section", "row", "value", "chosen")) {
            assertThat(text).contains(word + "?[2J?31m?");
        }
        assertThat(text).contains("FAILED: finding?[2J?31m?");
        assertThat(text.lines()).noneMatch(line -> line.matches(".*[\\p{Cc}\\p{Cf}].*"));
    }
}
