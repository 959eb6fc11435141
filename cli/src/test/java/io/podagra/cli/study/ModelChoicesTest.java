package io.podagra.cli.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.podagra.data.Label;
import io.podagra.data.View;
import io.podagra.eval.EvaluationSettings;
import io.podagra.eval.Method;
import io.podagra.eval.OperatingPoints;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.ScoredImage;
import io.podagra.model.ModelMetadata;
import io.podagra.model.ModelMetadata.OperatingPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelChoicesTest {
    /** The network of the left view says less than that of the right one, of the same joints. */
    private static ScoreTable validation() {
        List<ScoredImage> images = new ArrayList<>();
        for (int patient = 0; patient < 20; patient++) {
            Label label = patient % 2 == 0 ? Label.NORMAL : Label.ABNORMAL;
            double score = (patient % 2 == 0 ? 0.1 : 0.3) + patient / 200.0;
            images.add(image(patient, "left", label, score));
            images.add(image(patient, "right", label, score + 0.5));
        }
        return ScoreTable.of(images);
    }

    private static ScoredImage image(int patient, String view, Label label, double score) {
        return new ScoredImage(
                view + patient + ".png",
                "p" + patient,
                view,
                label,
                Map.of(Method.SINGLE, score, Method.MULTIPLE, score));
    }

    private static ModelMetadata chosen(Arm arm, String... views) {
        ScoreTable validation = validation();
        return new ModelChoices(
                        validation,
                        OperatingPoints.fromValidation(validation),
                        EvaluationSettings.defaults())
                .into(Models.metadata(arm.name(), List.of(views), "cohort", "split"), arm);
    }

    private static Arm arm(String name) {
        return Arm.named(name, Arm.of(List.of(new View("left"), new View("right"))));
    }

    private static OperatingPoint point(ModelMetadata metadata, String rule) {
        return metadata.operatingPoints().stream()
                .filter(one -> one.rule().startsWith(rule))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aNetworkOfAViewHasItsRulesFromItsViewAlone() {
        ModelMetadata left = chosen(arm("left"), "left");
        ModelMetadata right = chosen(arm("right"), "right");

        assertThat(point(right, "sensitivity").threshold())
                .isCloseTo(point(left, "sensitivity").threshold() + 0.5, within(1e-9));
        assertThat(point(left, "sensitivity").chosenOn())
                .isEqualTo("20 validation images of 20 patients, view left");
        assertThat(left.calibration().orElseThrow().fittedOn())
                .isEqualTo("20 validation images of 20 patients, view left");
        assertThat(left.patientCall().orElseThrow().chosenOn())
                .isEqualTo("20 validation patients, view left");
    }

    @Test
    void theDefaultIsTheStudysOneForAllViews() {
        ModelMetadata left = chosen(arm("left"), "left");
        ModelMetadata right = chosen(arm("right"), "right");

        assertThat(left.operatingPoints().get(0)).isEqualTo(right.operatingPoints().get(0));
        assertThat(left.operatingPoints().get(0).chosenOn())
                .isEqualTo("40 validation images of 20 patients, all views");
    }

    @Test
    void theSingleModelHasThemFromAllViews() {
        ModelMetadata single = chosen(arm(Arm.SINGLE.name()), "left", "right");

        assertThat(single.operatingPoints())
                .allSatisfy(one -> assertThat(one.chosenOn()).endsWith("all views"));
        assertThat(single.patientCall().orElseThrow().chosenOn())
                .isEqualTo("20 validation patients, all views");
    }

    @Test
    void patientsOfOneClassGiveNoRule() {
        ScoreTable normal =
                ScoreTable.of(
                        validation().images().stream()
                                .filter(image -> image.label() == Label.NORMAL)
                                .toList());

        assertThat(PatientCallChoice.of(normal, Method.MULTIPLE, 0.5)).isEmpty();
    }
}
