package io.podagra.eval.statistics;

import static io.podagra.eval.statistics.References.expected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.StudyMetrics;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For every set of the reference tables, all images and each view, the statistics against pROC,
 * scikit-learn and statsmodels. The scores have ties.
 */
class SetReferenceTest {
    private static final Offset<Double> NINE_DIGITS = within(1e-9);
    private static final double THRESHOLD = 0.5;

    static Stream<Arguments> sets() {
        return References.names().stream()
                .flatMap(
                        data ->
                                Stream.concat(
                                                Stream.of(StudyMetrics.ALL),
                                                References.table(data).views().stream())
                                        .map(set -> Arguments.of(data, set)));
    }

    static Stream<Arguments> setsAndMethods() {
        return sets().flatMap(
                        set ->
                                Arrays.stream(Method.values())
                                        .map(
                                                method ->
                                                        Arguments.of(
                                                                set.get()[0],
                                                                set.get()[1],
                                                                method)));
    }

    static Stream<Arguments> setsWithPoints() {
        return setsAndMethods()
                .filter(
                        set ->
                                List.of("balanced", "heavy-ties", "tiny")
                                        .contains((String) set.get()[0]));
    }

    @ParameterizedTest
    @MethodSource("setsAndMethods")
    void aucAndDelongIntervalAreThoseOfProc(String data, String set, Method method) {
        AucEstimate estimate = DeLong.estimate(table(data, set).scores(method)).orElseThrow();
        Interval interval = estimate.interval(0.95).orElseThrow();

        assertThat(estimate.auc()).isCloseTo(reference(data, set, method, "auc"), NINE_DIGITS);
        assertThat(estimate.variance().orElseThrow())
                .isCloseTo(reference(data, set, method, "variance"), NINE_DIGITS);
        assertThat(interval.low()).isCloseTo(reference(data, set, method, "low"), NINE_DIGITS);
        assertThat(interval.high()).isCloseTo(reference(data, set, method, "high"), NINE_DIGITS);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void pairedTestIsThatOfProc(String data, String set) {
        ScoreTable table = table(data, set);
        ZTest test =
                DeLong.compare(table.scores(Method.SINGLE), table.scores(Method.MULTIPLE))
                        .flatMap(AucComparison::test)
                        .orElseThrow();

        assertThat(test.z()).isCloseTo(expected(data + "," + set, "delong.z"), NINE_DIGITS);
        assertThat(test.p()).isCloseTo(expected(data + "," + set, "delong.p"), NINE_DIGITS);
    }

    @ParameterizedTest
    @MethodSource("setsAndMethods")
    void brierScoreAndAveragePrecisionAreThoseOfScikitLearn(
            String data, String set, Method method) {
        LabelledScores scores = table(data, set).scores(method);

        assertThat(Calibration.of(scores, 10).orElseThrow().brier())
                .isCloseTo(reference(data, set, method, "brier"), NINE_DIGITS);
        assertThat(AveragePrecision.of(scores).orElseThrow())
                .isCloseTo(reference(data, set, method, "averagePrecision"), NINE_DIGITS);
    }

    @ParameterizedTest
    @MethodSource("setsWithPoints")
    void everyRocPointIsThatOfScikitLearn(String data, String set, Method method)
            throws IOException {
        List<RocCurve.Point> points = points(data, set, method);
        List<double[]> theirs = References.rocPoints(data, set, method);

        assertThat(theirs).isNotEmpty();
        assertThat(points.get(0))
                .isEqualTo(new RocCurve.Point(Double.POSITIVE_INFINITY, 0, 0, 0, 0));
        assertThat(points.subList(1, points.size()))
                .zipSatisfy(
                        theirs,
                        (point, row) -> {
                            assertThat(point.threshold()).isEqualTo(row[0]);
                            assertThat(point.falsePositiveRate()).isCloseTo(row[1], within(1e-15));
                            assertThat(point.truePositiveRate()).isCloseTo(row[2], within(1e-15));
                        });
    }

    @ParameterizedTest
    @MethodSource("setsAndMethods")
    void rocPointsSumUpToThoseOfScikitLearn(String data, String set, Method method) {
        double falsePositives = 0;
        double truePositives = 0;
        int rank = 0;
        for (RocCurve.Point point : points(data, set, method)) {
            rank++;
            falsePositives += rank * point.falsePositiveRate();
            truePositives += rank * point.truePositiveRate();
        }

        assertThat(falsePositives)
                .isCloseTo(reference(data, set, method, "rocFprMoment"), within(1e-6));
        assertThat(truePositives)
                .isCloseTo(reference(data, set, method, "rocTprMoment"), within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("setsAndMethods")
    void wilsonIntervalsAreThoseOfStatsmodels(String data, String set, Method method) {
        ConfusionCounts counts = ConfusionCounts.at(THRESHOLD, table(data, set).scores(method));

        isReference(counts.accuracyInterval(0.95), data, set, method.word() + ".accuracy");
        isReference(counts.sensitivityInterval(0.95), data, set, method.word() + ".sensitivity");
        isReference(counts.specificityInterval(0.95), data, set, method.word() + ".specificity");
    }

    @ParameterizedTest
    @MethodSource("sets")
    void exactMcnemarIsThatOfStatsmodels(String data, String set) {
        ScoreTable table = table(data, set);
        McNemar test =
                McNemar.of(
                        table.scores(Method.SINGLE),
                        THRESHOLD,
                        table.scores(Method.MULTIPLE),
                        THRESHOLD);

        assertThat(test.p()).isCloseTo(expected(data + "," + set, "mcnemar.p"), NINE_DIGITS);
    }

    private static ScoreTable table(String data, String set) {
        ScoreTable all = References.table(data);
        return set.equals(StudyMetrics.ALL) ? all : all.forView(set);
    }

    private static List<RocCurve.Point> points(String data, String set, Method method) {
        return RocCurve.of(table(data, set).scores(method)).orElseThrow().points();
    }

    private static double reference(String data, String set, Method method, String figure) {
        return expected(data + "," + set, method.word() + "." + figure);
    }

    private static void isReference(
            Figure<Interval> interval, String data, String set, String figure) {
        assertThat(interval.orElseThrow().low())
                .isCloseTo(expected(data + "," + set, figure + ".low"), NINE_DIGITS);
        assertThat(interval.orElseThrow().high())
                .isCloseTo(expected(data + "," + set, figure + ".high"), NINE_DIGITS);
    }
}
