package io.podagra.cli.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.podagra.cli.retrain.OldAgainstNew.Outcome;
import io.podagra.eval.statistics.LabelledScores;
import io.podagra.eval.statistics.Patients;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OldAgainstNewTest {
    private static final int IMAGES = 80;
    private static final double MARGIN = 0.05;

    /** Scores that follow the label, mostly. */
    private static double good(int image) {
        return isAbnormal(image) ? 0.4 + image / 200.0 : 0.1 + image / 200.0;
    }

    /** Scores that know nothing of the label. */
    private static double blind(int image) {
        return image * 37 % IMAGES / 80.0;
    }

    @Test
    void aModelThatFollowsTheLabelIsBetterThanOneThatDoesNot() {
        OldAgainstNew compared = compare(OldAgainstNewTest::blind, OldAgainstNewTest::good, MARGIN);

        assertThat(compared.outcome()).isEqualTo(Outcome.NEW_BETTER);
        assertThat(compared.interval().value().orElseThrow().low()).isPositive();
        assertThat(compared.toText()).contains("the new model is better");
    }

    @Test
    void theOtherWayRoundTheOldModelIsToBeKept() {
        OldAgainstNew compared = compare(OldAgainstNewTest::good, OldAgainstNewTest::blind, MARGIN);
        OldAgainstNew reversed = compare(OldAgainstNewTest::blind, OldAgainstNewTest::good, MARGIN);

        assertThat(compared.outcome()).isEqualTo(Outcome.OLD_BETTER);
        assertThat(compared.toText()).contains("the old model is better: keep it");
        assertThat(compared.oldAuc()).isEqualTo(reversed.newAuc());
        assertThat(compared.interval().value().orElseThrow().low())
                .isCloseTo(-reversed.interval().value().orElseThrow().high(), within(1e-12));
        assertThat(compared.clustered().value().orElseThrow().p())
                .isCloseTo(reversed.clustered().value().orElseThrow().p(), within(1e-12));
    }

    /** One image is scored a little otherwise, so that the difference varies a little. */
    @Test
    void modelsThatOrderAlmostAllImagesAlikeAreEquivalent() {
        OldAgainstNew compared =
                compare(
                        OldAgainstNewTest::good,
                        image -> good(image) + (image == 7 ? 0.02 : 0),
                        MARGIN);

        assertThat(compared.interval().value().orElseThrow().width()).isBetween(1e-6, 2 * MARGIN);
        assertThat(compared.outcome()).isEqualTo(Outcome.EQUIVALENT);
    }

    @Test
    void aDifferenceWithinTheMarginIsNone() {
        assertThat(compare(OldAgainstNewTest::blind, OldAgainstNewTest::good, 0.99).outcome())
                .isEqualTo(Outcome.EQUIVALENT);
    }

    @Test
    void twoModelsThatKnowNothingAreNotToldApart() {
        OldAgainstNew compared =
                compare(OldAgainstNewTest::blind, image -> image * 23 % IMAGES / 80.0, MARGIN);

        assertThat(compared.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(compared.toText()).contains("these images do not tell which is better");
    }

    @Test
    void imagesOfOneClassDefineNoFigureAndSayWhy() {
        OldAgainstNew compared =
                compare(OldAgainstNewTest::blind, OldAgainstNewTest::good, MARGIN, image -> false);

        assertThat(compared.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(compared.interval().value()).isEmpty();
        assertThat(compared.clustered().value()).isEmpty();
        assertThat(compared.delong().value()).isEmpty();
        assertThat(compared.oldAuc().reason()).isPresent();
        assertThat(compared.newAuc().reason()).isPresent();
        assertThat(compared.toText())
                .contains("AUC not defined against not defined", "interval not defined, P = not");
    }

    @Test
    void patientsAreCountedAndCautionsSaid() {
        OldAgainstNew compared = compare(OldAgainstNewTest::blind, OldAgainstNewTest::good, MARGIN);

        assertThat(compared.images()).isEqualTo(IMAGES);
        assertThat(compared.patients()).isEqualTo(IMAGES / 2);
        assertThat(compared.toText())
                .startsWith("dorsal, old against new on 80 test images of 40 patients: AUC 0.")
                .contains("  ! Mind the split.");
    }

    private static boolean isAbnormal(int image) {
        return image / 2 % 2 == 1;
    }

    private static OldAgainstNew compare(
            IntToDoubleFunction before, IntToDoubleFunction after, double margin) {
        return compare(before, after, margin, OldAgainstNewTest::isAbnormal);
    }

    /** Two images of each patient. */
    private static OldAgainstNew compare(
            IntToDoubleFunction before,
            IntToDoubleFunction after,
            double margin,
            IntPredicate abnormal) {
        boolean[] labels = new boolean[IMAGES];
        for (int image = 0; image < IMAGES; image++) {
            labels[image] = abnormal.test(image);
        }
        return OldAgainstNew.of(
                "abc",
                "dorsal",
                LabelledScores.of(scores(before), labels),
                LabelledScores.of(scores(after), labels),
                Patients.of(IntStream.range(0, IMAGES).mapToObj(image -> "p" + image / 2).toList()),
                margin,
                List.of("Mind the split."),
                false);
    }

    private static double[] scores(IntToDoubleFunction model) {
        return IntStream.range(0, IMAGES).mapToDouble(model).toArray();
    }
}
