package io.podagra.eval.statistics;

import static io.podagra.eval.statistics.References.expected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The BCa interval of {@link Redraws} and the {@link Jackknife} it needs. */
class AcceleratedIntervalTest {
    private static final Jackknife EVEN = new Jackknife(0.5, new double[] {0.4, 0.5, 0.6});

    static List<String> names() {
        return References.names();
    }

    @ParameterizedTest
    @ValueSource(strings = {"balanced", "heavy-ties"})
    void isThatOfScipyForItsRedraws(String name) throws IOException {
        ScoreTable table = References.table(name);
        Jackknife single = Jackknife.ofAuc(table.scores(Method.SINGLE), table.patients());
        Jackknife multiple = Jackknife.ofAuc(table.scores(Method.MULTIPLE), table.patients());

        assertIsThatOfScipy(name, "single", single);
        assertIsThatOfScipy(name, "multiple", multiple);
        assertIsThatOfScipy(name, "difference", single.minus(multiple));
    }

    private static void assertIsThatOfScipy(String name, String figure, Jackknife jackknife)
            throws IOException {
        Interval interval =
                new Redraws(References.redraws(name, figure), jackknife).bca(0.95).orElseThrow();

        assertThat(interval.low()).isCloseTo(expected(name, figure + ".bca.low"), within(1e-9));
        assertThat(interval.high()).isCloseTo(expected(name, figure + ".bca.high"), within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("names")
    void leavingAPatientOutIsAWeightOfZero(String name) {
        ScoreTable table = References.table(name);
        LabelledScores scores = table.scores(Method.SINGLE);
        Patients patients = table.patients();
        WeightedRoc curve = new WeightedRoc(scores, patients);

        assertThat(Jackknife.ofAuc(scores, patients))
                .isEqualTo(
                        Jackknife.of(
                                DeLong.estimate(scores).orElseThrow().auc(),
                                patients.count(),
                                patient -> curve.auc(allBut(patient, patients.count()))));
    }

    @Test
    void callsWithoutAPatientAreCountedAfresh() {
        LabelledScores scores =
                Samples.scores(new double[] {.1, .6, .4}, new double[] {.3, .7, .9});
        Patients patients = Patients.of(List.of("a", "b", "c", "a", "b", "c"));
        WeightedCalls calls = new WeightedCalls(scores, 0.5, patients);
        ConfusionCounts all = ConfusionCounts.at(0.5, scores);

        for (int patient = 0; patient < patients.count(); patient++) {
            assertThat(calls.without(all, patient)).isEqualTo(calls.of(allBut(patient, 3)));
        }
    }

    @Test
    void evenRedrawsOfAnEvenFigureHaveThePercentileInterval() {
        // As many redraws below the figure as above it, and no skewness.
        double[] values = IntStream.rangeClosed(0, 1000).mapToDouble(i -> i / 1000.0).toArray();
        Interval interval = new Redraws(values, EVEN).bca(0.9).orElseThrow();

        assertThat(EVEN.acceleration()).isCloseTo(0, within(1e-12));
        assertThat(interval.low()).isCloseTo(0.05, within(1e-12));
        assertThat(interval.high()).isCloseTo(0.95, within(1e-12));
    }

    @Test
    void turnsRoundWithTheFigure() {
        ScoreTable table = References.table("balanced");
        PatientBootstrap bootstrap = PatientBootstrap.of(table.patients(), 2000, 3);
        Redraws single = bootstrap.redraw(table.scores(Method.SINGLE), 0.5).auc();
        Redraws multiple = bootstrap.redraw(table.scores(Method.MULTIPLE), 0.5).auc();

        Interval there = single.minus(multiple).bca(0.95).orElseThrow();
        Interval back = multiple.minus(single).bca(0.95).orElseThrow();

        assertThat(back.low()).isCloseTo(-there.high(), within(1e-9));
        assertThat(back.high()).isCloseTo(-there.low(), within(1e-9));
    }

    @Test
    void movesTowardsTheSideThatTheRedrawsNeglect() {
        double[] low = IntStream.rangeClosed(0, 1000).mapToDouble(i -> i / 1100.0).toArray();
        Redraws redraws = new Redraws(low, EVEN);

        assertThat(redraws.bca(0.9).orElseThrow().low())
                .isGreaterThan(redraws.interval(0.9).orElseThrow().low());
        assertThat(redraws.bca(0.9).orElseThrow().high())
                .isGreaterThan(redraws.interval(0.9).orElseThrow().high());
    }

    @Test
    void aMethodDoesNotDifferFromItself() {
        ScoreTable table = References.table("balanced");
        Redraws auc =
                PatientBootstrap.of(table.patients(), 100, 3)
                        .redraw(table.scores(Method.SINGLE), 0.5)
                        .auc();

        assertThat(auc.minus(auc).bca(0.95)).isEqualTo(Figure.of(new Interval(0, 0)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void imagesRepeatedWithinPatientsLeaveItAsItWas(int times) {
        ScoreTable table = References.table("heavy-ties");
        ScoreTable repeated = Samples.repeated(table, times);

        assertThat(bca(repeated).low()).isCloseTo(bca(table).low(), within(1e-12));
        assertThat(bca(repeated).high()).isCloseTo(bca(table).high(), within(1e-12));
    }

    @Test
    void accuracyAndItsPartsHaveOneToo() {
        ScoreTable table = References.table("paper-size");
        MethodRedraws redraws =
                PatientBootstrap.of(table.patients(), 2000, 1)
                        .redraw(table.scores(Method.SINGLE), 0.5);

        for (Redraws figure :
                List.of(redraws.accuracy(), redraws.sensitivity(), redraws.specificity())) {
            Interval percentile = figure.interval(0.95).orElseThrow();
            Interval accelerated = figure.bca(0.95).orElseThrow();

            double little = percentile.width() / 5;
            assertThat(accelerated.low()).isCloseTo(percentile.low(), within(little));
            assertThat(accelerated.high()).isCloseTo(percentile.high(), within(little));
        }
    }

    @Test
    void whatHasNoneSaysWhy() {
        double[] values = {0.1, 0.2, 0.3};

        assertThat(new Redraws(values, new Jackknife(0.2, new double[] {0.2})).bca(0.95).reason())
                .contains("drawing patients needs two of them");
        assertThat(
                        new Redraws(values, new Jackknife(0.2, new double[] {0.2, Double.NaN}))
                                .bca(0.95)
                                .reason())
                .contains("without some patient a class is lacking");
        assertThat(new Redraws(values, EVEN).bca(0.95).reason())
                .contains("all redraws lie on one side of the figure");
        assertThat(new Redraws(new double[] {Double.NaN, Double.NaN, 0.5}, EVEN).bca(0.95).reason())
                .contains("2 of 3 redraws lack a class");
    }

    private static Interval bca(ScoreTable table) {
        return PatientBootstrap.of(table.patients(), 500, 3)
                .redraw(table.scores(Method.SINGLE), 0.5)
                .auc()
                .bca(0.95)
                .orElseThrow();
    }

    private static int[] allBut(int patient, int patients) {
        int[] weights = new int[patients];
        Arrays.fill(weights, 1);
        weights[patient] = 0;
        return weights;
    }
}
