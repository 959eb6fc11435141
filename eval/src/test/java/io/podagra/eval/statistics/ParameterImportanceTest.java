package io.podagra.eval.statistics;

import static io.podagra.eval.statistics.References.expected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which parameters of a search mattered. */
class ParameterImportanceTest {
    @ParameterizedTest
    @ValueSource(strings = {"plain", "heavy-ties", "failed", "no-effect"})
    void isEtaSquaredOfScipysKruskalWallis(String name) throws IOException {
        List<String[]> trials = References.trials(name);
        Map<String, List<ParameterValue>> parameters =
                Map.of(
                        "category", trials.stream().map(row -> ParameterValue.of(row[0])).toList(),
                        "number",
                                trials.stream()
                                        .map(row -> ParameterValue.of(Double.parseDouble(row[1])))
                                        .toList());
        List<OptionalDouble> scores =
                trials.stream()
                        .map(
                                row ->
                                        row[2].isEmpty()
                                                ? OptionalDouble.empty()
                                                : OptionalDouble.of(Double.parseDouble(row[2])))
                        .toList();

        Map<String, Figure<Double>> importance = ParameterImportance.of(parameters, scores);

        importance.forEach(
                (parameter, eta2) ->
                        assertThat(eta2.orElseThrow())
                                .as(parameter)
                                .isCloseTo(expected(name, parameter + ".eta2"), within(1e-12)));
    }

    /** Ranks 1 to 9 in thirds: H = 8 x 54 / 60 = 7.2, (7.2 - 2) / 6. */
    @Test
    void isLargeWhereTheScoreFollowsTheNumber() {
        assertThat(numbers(scores(1, 2, 3, 4, 5, 6, 7, 8, 9), 1, 2, 3, 4, 5, 6, 7, 8, 9))
                .isEqualTo(Figure.of(5.2 / 6));
    }

    /** Groups with the same ranks: H = 0, less than k - 1 have by chance. */
    @Test
    void isZeroAndNeverLessWhereNothingFollows() {
        assertThat(categories(scores(1, 2, 3, 3, 2, 1), "a", "a", "a", "b", "b", "b"))
                .isEqualTo(Figure.of(0.0));
    }

    /** All of the variance: H = 5, (5 - 1) / 4. */
    @Test
    void isOneWhereTheValueSaysAll() {
        assertThat(categories(scores(1, 1, 1, 2, 2, 2), "a", "a", "a", "b", "b", "b"))
                .isEqualTo(Figure.of(1.0));
    }

    @Test
    void onlyTheOrderOfScoresAndOfNumbersCounts() {
        SplittableRandom random = new SplittableRandom(5);
        double[] numbers = random.doubles(40, 0.001, 1).toArray();
        double[] scores =
                DoubleStream.of(numbers).map(number -> number + random.nextDouble()).toArray();

        Figure<Double> importance = numbers(scores(scores), numbers);

        assertThat(importance.orElseThrow()).isPositive();
        assertThat(numbers(scores(map(scores, Math::exp)), numbers)).isEqualTo(importance);
        assertThat(numbers(scores(scores), map(numbers, Math::log))).isEqualTo(importance);
    }

    @Test
    void theOrderOfTrialsDoesNotMatter() {
        List<Integer> order = new ArrayList<>(IntStream.range(0, 30).boxed().toList());
        Collections.shuffle(order, new Random(3));
        double[] numbers = IntStream.range(0, 30).mapToDouble(trial -> trial % 11).toArray();
        double[] scores = IntStream.range(0, 30).mapToDouble(trial -> trial * 7 % 13).toArray();
        double[] shuffledNumbers = order.stream().mapToDouble(trial -> numbers[trial]).toArray();
        double[] shuffledScores = order.stream().mapToDouble(trial -> scores[trial]).toArray();

        assertThat(numbers(scores(shuffledScores), shuffledNumbers).orElseThrow())
                .isCloseTo(numbers(scores(scores), numbers).orElseThrow(), within(1e-12));
    }

    @Test
    void aFailedTrialIsWorseThanAnyOther() {
        List<OptionalDouble> failed = new ArrayList<>(scores(0, 0, 0, -5, -7, -9));
        failed.set(0, OptionalDouble.empty());
        failed.set(1, OptionalDouble.empty());
        String[] categories = {"a", "a", "b", "b", "c", "c"};

        assertThat(categories(failed, categories))
                .isEqualTo(categories(scores(-99, -99, 0, -5, -7, -9), categories));
    }

    @Test
    void equalNumbersAreInOneGroup() {
        double[] scores = {1, 2, 3, 4, 5, 6, 7, 8};

        // Four distinct numbers; the many equal ones reach from the first third to the last.
        assertThat(numbers(scores(scores), 1, 2, 2, 2, 2, 2, 3, 4))
                .isEqualTo(categories(scores(scores), "a", "b", "b", "b", "b", "b", "c", "c"));
    }

    @Test
    void threeDistinctNumbersAreGroupsHoweverManyTrialsHaveThem() {
        double[] scores = {1, 2, 3, 4, 5, 6, 7, 8};

        assertThat(numbers(scores(scores), 1, 2, 3, 3, 3, 3, 3, 3))
                .isEqualTo(categories(scores(scores), "a", "b", "c", "c", "c", "c", "c", "c"));
        assertThat(numbers(scores(scores), 0.0, -0.0, 0.0, 1, 1, 1, 1, 1))
                .isEqualTo(categories(scores(scores), "a", "a", "a", "b", "b", "b", "b", "b"));
    }

    @Test
    void aParameterThatOnlySomeTrialsHaveIsACategoryForTheOthers() {
        List<ParameterValue> values =
                Stream.concat(
                                Stream.of("none", "none", "none").map(ParameterValue::of),
                                Stream.of(0.1, 0.2, 0.1).map(ParameterValue::of))
                        .toList();

        assertThat(importance(values, scores(1, 2, 3, 4, 5, 6)))
                .isEqualTo(categories(scores(1, 2, 3, 4, 5, 6), "n", "n", "n", "a", "b", "a"));
    }

    @Test
    void saysWhyItIsNotDefined() {
        List<OptionalDouble> six = scores(1, 2, 3, 4, 5, 6);

        assertThat(numbers(scores(1, 2, 3, 4, 5), 1, 2, 3, 4, 5).reason())
                .contains("importance needs 6 trials, there are only 5");
        assertThat(numbers(scores()).reason())
                .contains("importance needs 6 trials, there are only 0");
        assertThat(categories(six, "a", "a", "a", "a", "a", "a").reason())
                .contains("every trial had the same value");
        assertThat(categories(six, "a", "b", "c", "d", "e", "f").reason())
                .contains("every trial had a value of its own");
        assertThat(numbers(scores(3, 3, 3, 3, 3, 3), 1, 2, 3, 4, 5, 6).reason())
                .contains("all trials scored the same");
    }

    @Test
    void keepsTheOrderOfParameters() {
        Map<String, List<ParameterValue>> parameters = new LinkedHashMap<>();
        for (String name : List.of("rate", "decay", "dropout", "batch")) {
            parameters.put(name, List.of(ParameterValue.of(1)));
        }

        assertThat(ParameterImportance.of(parameters, scores(1)).keySet())
                .containsExactly("rate", "decay", "dropout", "batch");
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> numbers(scores(1, 2), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameter has 1 values for 2 trials");
        assertThatThrownBy(() -> numbers(scores(Double.NaN), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("score NaN is not finite");
        assertThatThrownBy(() -> ParameterValue.of(Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("number Infinity is not finite");
    }

    private static Figure<Double> categories(List<OptionalDouble> scores, String... names) {
        return importance(Stream.of(names).map(ParameterValue::of).toList(), scores);
    }

    private static Figure<Double> numbers(List<OptionalDouble> scores, double... numbers) {
        return importance(DoubleStream.of(numbers).mapToObj(ParameterValue::of).toList(), scores);
    }

    private static Figure<Double> importance(
            List<ParameterValue> values, List<OptionalDouble> scores) {
        return ParameterImportance.of(Map.of("parameter", values), scores).get("parameter");
    }

    private static List<OptionalDouble> scores(double... scores) {
        return DoubleStream.of(scores).mapToObj(OptionalDouble::of).toList();
    }

    private static double[] map(double[] values, DoubleUnaryOperator change) {
        return DoubleStream.of(values).map(change).toArray();
    }
}
