package io.podagra.eval.statistics;

import static io.podagra.eval.statistics.References.expected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The statistics against pROC, base R and scikit-learn, on data with ties. */
class ReferenceTest {
    private static final Offset<Double> NINE_DIGITS = within(1e-9);

    static List<String> names() {
        return References.names();
    }

    static Stream<Arguments> namesAndMethods() {
        return names().stream()
                .flatMap(
                        name ->
                                Arrays.stream(Method.values())
                                        .map(method -> Arguments.of(name, method)));
    }

    @ParameterizedTest
    @MethodSource("namesAndMethods")
    void delongEstimateIsThatOfProc(String name, Method method) {
        AucEstimate estimate = DeLong.estimate(References.table(name).scores(method)).orElseThrow();
        Interval interval = estimate.interval(0.95).orElseThrow();

        assertThat(estimate.auc()).isCloseTo(expected(name, method.word() + ".auc"), NINE_DIGITS);
        assertThat(estimate.variance().orElseThrow())
                .isCloseTo(expected(name, method.word() + ".variance"), NINE_DIGITS);
        assertThat(interval.low()).isCloseTo(expected(name, method.word() + ".low"), NINE_DIGITS);
        assertThat(interval.high()).isCloseTo(expected(name, method.word() + ".high"), NINE_DIGITS);
    }

    @ParameterizedTest
    @MethodSource("names")
    void delongPairedTestIsThatOfProc(String name) {
        ScoreTable table = References.table(name);
        AucComparison comparison =
                DeLong.compare(table.scores(Method.SINGLE), table.scores(Method.MULTIPLE))
                        .orElseThrow();
        ZTest test = comparison.test().orElseThrow();
        Interval interval = comparison.interval(0.95).orElseThrow();

        assertThat(test.z()).isCloseTo(expected(name, "delong.z"), NINE_DIGITS);
        assertThat(test.p()).isCloseTo(expected(name, "delong.p"), NINE_DIGITS);
        assertThat(interval.low()).isCloseTo(expected(name, "difference.low"), NINE_DIGITS);
        assertThat(interval.high()).isCloseTo(expected(name, "difference.high"), NINE_DIGITS);
    }

    @ParameterizedTest
    @MethodSource("namesAndMethods")
    void clusteredVarianceIsThatOfTheFormulaOverTheWholeMatrix(String name, Method method) {
        ScoreTable table = References.table(name);
        AucEstimate estimate =
                ClusteredAuc.estimate(table.scores(method), table.patients()).orElseThrow();

        assertThat(estimate.variance().orElseThrow())
                .isCloseTo(expected(name, "clustered." + method.word() + ".variance"), NINE_DIGITS);
    }

    @ParameterizedTest
    @MethodSource("names")
    void clusteredTestIsThatOfTheFormulaOverTheWholeMatrix(String name) {
        ScoreTable table = References.table(name);
        ZTest test =
                ClusteredAuc.compare(
                                table.scores(Method.SINGLE),
                                table.scores(Method.MULTIPLE),
                                table.patients())
                        .flatMap(AucComparison::test)
                        .orElseThrow();

        assertThat(test.z()).isCloseTo(expected(name, "clustered.z"), NINE_DIGITS);
        assertThat(test.p()).isCloseTo(expected(name, "clustered.p"), NINE_DIGITS);
    }

    @ParameterizedTest
    @MethodSource("namesAndMethods")
    void youdenThresholdIsTheLowestBestOfProc(String name, Method method) {
        double threshold =
                new OperatingRule.Youden()
                        .choose(References.table(name).scores(method))
                        .orElseThrow()
                        .threshold();

        assertThat(threshold).isCloseTo(expected(name, method.word() + ".youden"), NINE_DIGITS);
    }

    @ParameterizedTest
    @MethodSource("names")
    void mcnemarIsTheBinomialTestOfR(String name) {
        ScoreTable table = References.table(name);
        McNemar test =
                McNemar.of(table.scores(Method.SINGLE), 0.5, table.scores(Method.MULTIPLE), 0.5);

        assertThat(test.b()).isEqualTo((int) expected(name, "mcnemar.b"));
        assertThat(test.c()).isEqualTo((int) expected(name, "mcnemar.c"));
        assertThat(test.p()).isCloseTo(expected(name, "mcnemar.p"), NINE_DIGITS);
    }

    @ParameterizedTest
    @MethodSource("names")
    void wilsonIntervalIsThatOfR(String name) {
        Interval interval =
                ConfusionCounts.at(0.5, References.table(name).scores(Method.SINGLE))
                        .accuracyInterval(0.95)
                        .orElseThrow();

        assertThat(interval.low()).isCloseTo(expected(name, "wilson.low"), NINE_DIGITS);
        assertThat(interval.high()).isCloseTo(expected(name, "wilson.high"), NINE_DIGITS);
    }

    @ParameterizedTest
    @MethodSource("namesAndMethods")
    void brierScoreAndAveragePrecisionAreThoseOfScikitLearn(String name, Method method) {
        LabelledScores scores = References.table(name).scores(method);

        assertThat(Calibration.of(scores, 10).orElseThrow().brier())
                .isCloseTo(expected(name, method.word() + ".brier"), NINE_DIGITS);
        assertThat(AveragePrecision.of(scores).orElseThrow())
                .isCloseTo(expected(name, method.word() + ".averagePrecision"), NINE_DIGITS);
    }

    @ParameterizedTest
    @MethodSource("namesAndMethods")
    void rocPointsAreThoseOfScikitLearn(String name, Method method) {
        List<RocCurve.Point> points =
                RocCurve.of(References.table(name).scores(method)).orElseThrow().points();
        double moment = 0;
        for (int i = 0; i < points.size(); i++) {
            RocCurve.Point point = points.get(i);
            moment += (i + 1) * (point.falsePositiveRate() + 2 * point.truePositiveRate());
        }

        assertThat(points).hasSize((int) expected(name, method.word() + ".rocPoints"));
        assertThat(moment).isCloseTo(expected(name, method.word() + ".rocMoment"), within(1e-6));
    }

    @Test
    void holmIsThatOfR() {
        List<Double> p = List.of(0.012, 0.62, 0.03, 0.03, 0.0004);

        List<Figure<Double>> adjusted = Holm.adjust(p.stream().map(Figure::of).toList());

        assertThat(adjusted)
                .extracting(Figure::orElseThrow)
                .containsExactly(0.048, 0.62, 0.09, 0.09, 0.002);
    }
}
