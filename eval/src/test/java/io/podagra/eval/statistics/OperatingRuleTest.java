package io.podagra.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.eval.Method;
import io.podagra.eval.statistics.OperatingRule.CostRatio;
import io.podagra.eval.statistics.OperatingRule.FixedSensitivity;
import io.podagra.eval.statistics.OperatingRule.FixedSpecificity;
import io.podagra.eval.statistics.OperatingRule.Youden;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatingRuleTest {
    /** From the top: abnormal .9, normal .8, abnormal .7, normal .4, abnormal .3, normal .1. */
    private static final LabelledScores ALTERNATING =
            Samples.scores(new double[] {.1, .4, .8}, new double[] {.3, .7, .9});

    static List<String> names() {
        return References.names();
    }

    @Test
    void fixedSensitivityTakesTheHighestThresholdThatReachesIt() {
        assertThat(new FixedSensitivity(1 / 3.0).choose(ALTERNATING))
                .isEqualTo(Figure.of(new OperatingPoint(.8 + (.9 - .8) / 2, 1 / 3.0, 1)));
        assertThat(new FixedSensitivity(0.5).choose(ALTERNATING))
                .isEqualTo(Figure.of(new OperatingPoint(.4 + (.7 - .4) / 2, 2 / 3.0, 2 / 3.0)));
        assertThat(new FixedSensitivity(1).choose(ALTERNATING))
                .isEqualTo(Figure.of(new OperatingPoint(.1 + (.3 - .1) / 2, 1, 1 / 3.0)));
    }

    @Test
    void fixedSpecificityTakesTheLowestThresholdThatReachesIt() {
        assertThat(new FixedSpecificity(1 / 3.0).choose(ALTERNATING))
                .isEqualTo(Figure.of(new OperatingPoint(.1 + (.3 - .1) / 2, 1, 1 / 3.0)));
        assertThat(new FixedSpecificity(0.5).choose(ALTERNATING))
                .isEqualTo(Figure.of(new OperatingPoint(.4 + (.7 - .4) / 2, 2 / 3.0, 2 / 3.0)));
        assertThat(new FixedSpecificity(1).choose(ALTERNATING))
                .isEqualTo(Figure.of(new OperatingPoint(.8 + (.9 - .8) / 2, 1 / 3.0, 1)));
    }

    @Test
    void callingEveryImageAbnormalIsTheLowestScore() {
        LabelledScores abnormalLast = Samples.scores(new double[] {.5}, new double[] {.2, .9});

        assertThat(new FixedSensitivity(1).choose(abnormalLast))
                .isEqualTo(Figure.of(new OperatingPoint(.2, 1, 0)));
        assertThat(new CostRatio(100, 0.5).choose(abnormalLast))
                .isEqualTo(Figure.of(new OperatingPoint(.2, 1, 0)));
    }

    @Test
    void callingNoImageAbnormalIsNoOperatingPoint() {
        LabelledScores normalFirst = Samples.scores(new double[] {.2, .9}, new double[] {.5});

        assertThat(new FixedSpecificity(0.75).choose(normalFirst).reason())
                .contains("only calling no image abnormal reaches a specificity of 0.75");
        assertThat(new CostRatio(0.01, 0.5).choose(normalFirst).reason())
                .contains("calling no image abnormal costs least");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 0.8, 0.9, 0.95, 0.99, 1})
    void aShareThatIsExactlyReachedCounts(double least) {
        // The k-th highest of 100 abnormal images finds k/100, and of 100 normal ones as well.
        double[] scores = IntStream.rangeClosed(1, 100).mapToDouble(i -> i / 200.0).toArray();
        double[] higher = DoubleStream.of(scores).map(s -> s + 0.25).toArray();
        LabelledScores validation = Samples.scores(scores, higher);

        assertThat(new FixedSensitivity(least).choose(validation).orElseThrow().sensitivity())
                .isEqualTo(least);
        assertThat(new FixedSpecificity(least).choose(validation).orElseThrow().specificity())
                .isEqualTo(least);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyRuleIsTheBestOfAllThresholdsTriedOneByOne(String name) {
        LabelledScores scores = References.table(name).scores(Method.SINGLE);
        List<ConfusionCounts> all =
                DoubleStream.of(scores.distinctAscending())
                        .mapToObj(threshold -> ConfusionCounts.at(threshold, scores))
                        .toList();

        assertThat(new FixedSensitivity(0.8).choose(scores).orElseThrow().specificity())
                .isEqualTo(best(all, c -> sensitivity(c) >= 0.8 ? specificity(c) : -1));
        assertThat(new FixedSpecificity(0.6).choose(scores).orElseThrow().sensitivity())
                .isEqualTo(best(all, c -> specificity(c) >= 0.6 ? sensitivity(c) : -1));
        OperatingPoint cheapest = new CostRatio(3, 0.4).choose(scores).orElseThrow();
        assertThat(1.2 * cheapest.sensitivity() + 0.6 * cheapest.specificity())
                .isEqualTo(best(all, c -> 1.2 * sensitivity(c) + 0.6 * specificity(c)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatARuleReportsIsWhatItsThresholdComesTo(String name) {
        LabelledScores scores = References.table(name).scores(Method.SINGLE);

        for (OperatingRule rule :
                List.of(
                        new Youden(),
                        new FixedSensitivity(0.95),
                        new FixedSpecificity(0.5),
                        new CostRatio(2, 0.3))) {
            OperatingPoint point = rule.choose(scores).orElseThrow();
            ConfusionCounts counts = ConfusionCounts.at(point.threshold(), scores);

            assertThat(point.threshold()).isBetween(0.0, 1.0);
            assertThat(point.sensitivity()).isEqualTo(sensitivity(counts));
            assertThat(point.specificity()).isEqualTo(specificity(counts));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void errorsThatCostTheSameInTheWholePopulationGiveYoudensThreshold(String name) {
        LabelledScores scores = References.table(name).scores(Method.SINGLE);

        // Cost x prevalence = 1 - prevalence.
        assertThat(new CostRatio(9, 0.1).choose(scores)).isEqualTo(new Youden().choose(scores));
    }

    @Test
    void oneClassHasNone() {
        LabelledScores normal = Samples.scores(new double[] {.5}, new double[0]);

        for (OperatingRule rule :
                List.of(
                        new Youden(),
                        new FixedSensitivity(0.9),
                        new FixedSpecificity(0.9),
                        new CostRatio(2, 0.3))) {
            assertThat(rule.choose(normal).reason()).contains("no abnormal image");
        }
    }

    @Test
    void argumentsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new FixedSensitivity(0))
                .hasMessage("sensitivity 0.0 is not above 0 and at most 1");
        assertThatThrownBy(() -> new FixedSpecificity(Double.NaN))
                .hasMessage("specificity NaN is not above 0 and at most 1");
        assertThatThrownBy(() -> new CostRatio(-1, 0.5))
                .hasMessage("cost of a false negative -1.0 is not a number above 0");
        assertThatThrownBy(() -> new CostRatio(1, 1))
                .hasMessage("prevalence 1.0 is not between 0 and 1");
    }

    private static double best(List<ConfusionCounts> all, ToDoubleFunction<ConfusionCounts> merit) {
        return all.stream().mapToDouble(merit).max().orElseThrow();
    }

    private static double sensitivity(ConfusionCounts counts) {
        return counts.sensitivity().orElseThrow();
    }

    private static double specificity(ConfusionCounts counts) {
        return counts.specificity().orElseThrow();
    }
}
