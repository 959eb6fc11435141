package io.podagra.eval.statistics;

import static io.podagra.eval.statistics.References.expected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RocBandTest {
    private static final ScoreTable TABLE = References.table("balanced");
    private static final LabelledScores SINGLE = TABLE.scores(Method.SINGLE);

    static List<String> names() {
        return References.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theCurveBetweenItsPointsIsThatOfProc(String name) {
        ScoreTable table = References.table(name);
        for (Method method : Method.values()) {
            double[] sensitivities =
                    sensitivities(table.scores(method), table.patients(), once(table.patients()));
            double moment =
                    IntStream.rangeClosed(0, 100)
                            .mapToDouble(i -> (i + 1) * sensitivities[i])
                            .sum();

            assertThat(moment).isCloseTo(expected(name, method.word() + ".grid"), within(1e-6));
        }
    }

    @Test
    void aVerticalLineReachesItsTop() {
        // From the top: abnormal .9; normal .8; abnormal .7; normal and abnormal .5; normal .2.
        LabelledScores scores =
                Samples.scores(new double[] {.2, .5, .8, .1}, new double[] {.9, .7, .5, .05});
        Patients patients = Patients.of(List.of("a", "b", "c", "d", "e", "f", "g", "h"));

        double[] sensitivities = sensitivities(scores, patients, once(patients));

        assertThat(sensitivities[0]).isEqualTo(1 / 4.0);
        assertThat(sensitivities[24]).isEqualTo(1 / 4.0);
        assertThat(sensitivities[25]).isEqualTo(2 / 4.0);
        assertThat(sensitivities[40]).isCloseTo((2 + 0.6) / 4, within(1e-15));
        assertThat(sensitivities[50]).isEqualTo(3 / 4.0);
        assertThat(sensitivities[99]).isEqualTo(3 / 4.0);
        assertThat(sensitivities[100]).isEqualTo(1);
    }

    @Test
    void aPatientTwiceIsAPatientWithCopies() {
        LabelledScores scores =
                Samples.scores(new double[] {.1, .4, .4}, new double[] {.3, .4, .9});
        Patients patients = Patients.of(List.of("a", "b", "c", "a", "b", "c"));
        LabelledScores copied =
                Samples.scores(new double[] {.4, .4, .4}, new double[] {.4, .9, .9});

        assertThat(sensitivities(scores, patients, new int[] {0, 1, 2}))
                .isEqualTo(
                        sensitivities(
                                copied,
                                Patients.of(List.of("b", "c", "d", "b", "c", "d")),
                                new int[] {1, 1, 1}));
    }

    @Test
    void aRedrawOfOneClassHasNoCurve() {
        LabelledScores scores = Samples.scores(new double[] {.1}, new double[] {.3});

        assertThat(sensitivities(scores, Patients.of(List.of("a", "b")), new int[] {2, 0}))
                .containsOnly(Double.NaN);
    }

    @Test
    void theBandHoldsTheCurveAndRises() {
        double[] curve = sensitivities(SINGLE, TABLE.patients(), once(TABLE.patients()));

        List<RocBand.Point> band = band(2_000, 0.95);

        assertThat(band).hasSize(101);
        assertThat(band).extracting(RocBand.Point::falsePositiveRate).startsWith(0.0, 0.01);
        assertThat(band.get(100)).isEqualTo(new RocBand.Point(1, 1, 1));
        assertThat(band).extracting(RocBand.Point::low).isSorted();
        assertThat(band).extracting(RocBand.Point::high).isSorted();
        assertThat(IntStream.rangeClosed(0, 100))
                .allSatisfy(
                        i -> assertThat(curve[i]).isBetween(band.get(i).low(), band.get(i).high()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.8, 0.9})
    void moreConfidenceWidensIt(double confidence) {
        List<RocBand.Point> narrow = band(500, confidence);
        List<RocBand.Point> wide = band(500, 0.95);

        assertThat(IntStream.rangeClosed(0, 100))
                .allSatisfy(
                        i -> {
                            assertThat(wide.get(i).low()).isLessThanOrEqualTo(narrow.get(i).low());
                            assertThat(wide.get(i).high())
                                    .isGreaterThanOrEqualTo(narrow.get(i).high());
                        });
    }

    @Test
    void parallelRedrawsAreTheSerialOnes() {
        PatientBootstrap parallel = PatientBootstrap.of(TABLE.patients(), 300, 7);

        assertThat(RocBand.of(SINGLE, parallel, 0.95).orElseThrow().points())
                .isEqualTo(RocBand.of(SINGLE, parallel.serial(), 0.95).orElseThrow().points());
    }

    @Test
    void whatHasNoBandSaysWhy() {
        PatientBootstrap one = PatientBootstrap.of(Patients.of(List.of("a", "a")), 10, 1);

        assertThat(
                        RocBand.of(Samples.scores(new double[] {.1, .2}, new double[0]), one, 0.95)
                                .reason())
                .contains("no abnormal image");
        assertThat(
                        RocBand.of(Samples.scores(new double[] {.1}, new double[] {.2}), one, 0.95)
                                .reason())
                .contains("drawing patients needs two of them");
        assertThatThrownBy(() -> RocBand.of(SINGLE, one, 0.95))
                .hasMessage("240 scores but patients of 2 images");
    }

    private static List<RocBand.Point> band(int redraws, double confidence) {
        return RocBand.of(SINGLE, PatientBootstrap.of(TABLE.patients(), redraws, 1), confidence)
                .orElseThrow()
                .points();
    }

    private static double[] sensitivities(LabelledScores scores, Patients patients, int[] weights) {
        return new WeightedRoc(scores, patients).sensitivities(weights, 100);
    }

    private static int[] once(Patients patients) {
        int[] weights = new int[patients.count()];
        Arrays.fill(weights, 1);
        return weights;
    }
}
