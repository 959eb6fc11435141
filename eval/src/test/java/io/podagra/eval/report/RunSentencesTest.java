package io.podagra.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.eval.Method;
import io.podagra.eval.OperatingPoints;
import io.podagra.eval.statistics.References;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunSentencesTest {
    private static final RunSentences CHINESE = new RunSentences(Messages.of(Language.ZH));

    @Test
    void aSentenceKeepsItsNumbers() {
        assertThat(
                        CHINESE.translated(
                                "The single model saw 1,208 training images; the paper's saw about"
                                        + " 2,416."))
                .isEqualTo(
                        "\u5355\u4e00\u6a21\u578b\u7684\u8bad\u7ec3\u56fe\u50cf\u4e3a 1,208"
                                + " \u5e45\uff1b\u539f\u8bba\u6587\u7ea6\u4e3a 2,416 \u5e45\u3002");
        assertThat(CHINESE.translated("Study first")).endsWith("first").doesNotContain("Study");
    }

    @Test
    void whereThresholdsComeFromIsSaidInChinese() {
        for (OperatingPoints points :
                List.of(
                        OperatingPoints.fromValidation(References.table("balanced")),
                        OperatingPoints.conventional(),
                        OperatingPoints.fixed(
                                Map.of(Method.SINGLE, 0.4), "Given on the command line."))) {
            assertThat(CHINESE.translated(points.origin()))
                    .isNotEqualTo(points.origin())
                    .doesNotContainPattern("[a-z]{3,} [a-z]{3,}");
        }
    }

    @Test
    void severalSentencesAreTakenOneAfterTheOther() {
        String split =
                "Split by images, not by patients: 3 of 12 test patients have images in training or"
                    + " validation too. Images of one joint are near copies of each other, so the"
                    + " figures are too good, and say nothing about new patients.";

        assertThat(CHINESE.translated(split))
                .contains("3", "12")
                .doesNotContainPattern("[a-z]{3,} [a-z]{3,}");
    }

    @Test
    void namesOfFactsAreTheRunsOwn() {
        // StudyFacts writes these names, and a run's context.json keeps them in English.
        assertThat(Messages.of(Language.EN).textOr("factname.Image_size", ""))
                .isEqualTo("Image size");
        assertThat(Messages.of(Language.ZH).textOr("factname.Image_size", ""))
                .isEqualTo("\u56fe\u50cf\u5c3a\u5bf8");
    }

    @Test
    void whatIsNotKnownStaysAsItIs() {
        String own = "Images of the left foot only. The single model saw stars.";

        assertThat(CHINESE.translated(own)).isEqualTo(own);
        assertThat(new RunSentences(Messages.of(Language.EN)).translated("Study x"))
                .isEqualTo("Study x");
    }
}
