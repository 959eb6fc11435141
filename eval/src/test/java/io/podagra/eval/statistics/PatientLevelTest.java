package io.podagra.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatientLevelTest {
    private static final LabelledScores SCORES =
            Samples.scores(new double[] {.1, .8, .5}, new double[] {.5, .3, .9});
    private static final Patients PATIENTS = Patients.of(List.of("b", "a", "a", "b", "c", "b"));

    @Test
    void aPatientsScoreIsTheShareOfItsImagesCalledAbnormal() {
        LabelledScores patients = PatientLevel.shares(SCORES, PATIENTS, 0.5);

        // In the order of appearance: b .1 .5 .9, a .8 .5, c .3; a score equal to the threshold
        // counts.
        assertThat(IntStream.range(0, patients.size()).mapToDouble(patients::score))
                .containsExactly(2 / 3.0, 1.0, 0.0);
    }

    @Test
    void aPatientIsAbnormalIfAnyImageIs() {
        LabelledScores patients = PatientLevel.shares(SCORES, PATIENTS, 0.5);

        assertThat(IntStream.range(0, patients.size()).mapToObj(patients::abnormal))
                .containsExactly(true, false, true);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.5, 0.9})
    void imagesRepeatedWithinPatientsChangeNothing(double threshold) {
        ScoreTable table = References.table("balanced");
        ScoreTable repeated = Samples.repeated(table, 3);

        assertThat(rows(table, threshold)).isEqualTo(rows(repeated, threshold));
    }

    @Test
    void aHigherThresholdRaisesNoShare() {
        ScoreTable table = References.table("paper-size");
        List<Double> low = rows(table, 0.3);
        List<Double> high = rows(table, 0.6);

        assertThat(IntStream.range(0, low.size()))
                .allSatisfy(
                        patient ->
                                assertThat(high.get(patient))
                                        .isLessThanOrEqualTo(low.get(patient)));
    }

    @Test
    void oneImagePerPatientLeavesTheCalls() {
        LabelledScores patients =
                PatientLevel.shares(
                        SCORES, Patients.of(List.of("a", "b", "c", "d", "e", "f")), 0.5);

        assertThat(ConfusionCounts.at(0.5, patients)).isEqualTo(ConfusionCounts.at(0.5, SCORES));
    }

    @Test
    void theScoresMustBeOfThesePatients() {
        assertThatThrownBy(() -> PatientLevel.shares(SCORES, Patients.of(List.of("a")), 0.5))
                .hasMessage("6 scores but patients of 1 images");
    }

    private static List<Double> rows(ScoreTable table, double threshold) {
        LabelledScores patients =
                PatientLevel.shares(table.scores(Method.SINGLE), table.patients(), threshold);
        return IntStream.range(0, patients.size()).mapToObj(patients::score).toList();
    }
}
