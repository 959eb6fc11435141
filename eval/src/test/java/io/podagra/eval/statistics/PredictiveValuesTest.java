package io.podagra.eval.statistics;

import static io.podagra.eval.statistics.References.expected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.podagra.eval.Method;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictiveValuesTest {
    /** The reference's derivatives are numerical. */
    private static final Offset<Double> EIGHT_DIGITS = within(1e-8);

    private static final double PREVALENCE = 0.1;

    static List<String> namesWithAllFourCounts() {
        return List.of("balanced", "heavy-ties", "paper-size", "tiny");
    }

    @Test
    void areBayesTheorem() {
        // Of 1,000 images 100 are abnormal: 90 found, 10 missed; of 900 normal 180 called.
        PredictiveValues values = PredictiveValues.of(0.9, 0.8, 0.1);

        assertThat(values.ppv().orElseThrow()).isCloseTo(90 / 270.0, within(1e-12));
        assertThat(values.npv().orElseThrow()).isCloseTo(720 / 730.0, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void atTheImagesOwnPrevalenceAreTheSharesOfTheCalls(Method method) {
        ConfusionCounts counts = counts("unbalanced", method);

        PredictiveValues values =
                PredictiveValues.of(
                        counts.sensitivity().orElseThrow(),
                        counts.specificity().orElseThrow(),
                        (counts.tp() + counts.fn()) / (double) counts.images());

        assertThat(values.ppv().orElseThrow())
                .isCloseTo(counts.tp() / (double) (counts.tp() + counts.fp()), within(1e-12));
        assertThat(values.npv().orElseThrow())
                .isCloseTo(counts.tn() / (double) (counts.tn() + counts.fn()), within(1e-12));
    }

    @Test
    void aCallThatIsNeverMadeHasNone() {
        assertThat(PredictiveValues.of(0, 1, 0.1).ppv().reason())
                .contains("no image would be called abnormal");
        assertThat(PredictiveValues.of(1, 0, 0.1).npv().reason())
                .contains("no image would be called normal");
        assertThat(PredictiveValues.of(0.9, 1, 0).ppv().isKnown()).isFalse();
        assertThat(PredictiveValues.of(0.9, 0.8, 0).npv()).isEqualTo(Figure.of(1.0));
    }

    @ParameterizedTest
    @MethodSource("namesWithAllFourCounts")
    void intervalsAreThoseOfTheDeltaMethod(String name) {
        for (Method method : Method.values()) {
            ConfusionCounts counts = counts(name, method);
            Interval ppv = PredictiveValues.ppvInterval(counts, PREVALENCE, 0.95).orElseThrow();
            Interval npv = PredictiveValues.npvInterval(counts, PREVALENCE, 0.95).orElseThrow();

            String word = method.word();
            assertThat(ppv.low()).isCloseTo(expected(name, word + ".ppv.low"), EIGHT_DIGITS);
            assertThat(ppv.high()).isCloseTo(expected(name, word + ".ppv.high"), EIGHT_DIGITS);
            assertThat(npv.low()).isCloseTo(expected(name, word + ".npv.low"), EIGHT_DIGITS);
            assertThat(npv.high()).isCloseTo(expected(name, word + ".npv.high"), EIGHT_DIGITS);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.3, 0.9})
    void intervalsHoldTheValues(double prevalence) {
        ConfusionCounts counts = new ConfusionCounts(90, 10, 80, 20);
        PredictiveValues values = PredictiveValues.of(0.9, 0.8, prevalence);

        assertHolds(PredictiveValues.ppvInterval(counts, prevalence, 0.95), values.ppv());
        assertHolds(PredictiveValues.npvInterval(counts, prevalence, 0.95), values.npv());
    }

    @Test
    void theClassesTradePlaces() {
        assertThat(PredictiveValues.npvInterval(new ConfusionCounts(90, 10, 75, 25), 0.2, 0.95))
                .isEqualTo(
                        PredictiveValues.ppvInterval(
                                new ConfusionCounts(75, 25, 90, 10), 1 - 0.2, 0.95));
    }

    @Test
    void intervalsNeedRightAndWrongCalls() {
        assertThat(
                        PredictiveValues.ppvInterval(new ConfusionCounts(9, 1, 10, 0), 0.2, 0.95)
                                .reason())
                .contains("the logit interval needs images of both classes called abnormal");
        assertThat(
                        PredictiveValues.npvInterval(new ConfusionCounts(9, 0, 8, 2), 0.2, 0.95)
                                .reason())
                .contains("the logit interval needs images of both classes called normal");
        // All called abnormal: the share of each class that is called is known without variance.
        assertThat(PredictiveValues.ppvInterval(new ConfusionCounts(9, 0, 0, 8), 0.2, 0.95))
                .satisfies(
                        interval ->
                                assertThat(interval.orElseThrow().low())
                                        .isCloseTo(0.2, within(1e-12)));
    }

    @Test
    void argumentsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> PredictiveValues.of(1.1, 0.5, 0.5))
                .hasMessage("sensitivity 1.1 is outside 0 to 1");
        assertThatThrownBy(() -> PredictiveValues.of(0.5, 0.5, Double.NaN))
                .hasMessage("prevalence NaN is outside 0 to 1");
        assertThatThrownBy(
                        () -> PredictiveValues.ppvInterval(new ConfusionCounts(1, 1, 1, 1), 0, 0.9))
                .hasMessage("prevalence 0.0 is not between 0 and 1");
    }

    private static ConfusionCounts counts(String name, Method method) {
        return ConfusionCounts.at(0.5, References.table(name).scores(method));
    }

    private static void assertHolds(Figure<Interval> interval, Figure<Double> value) {
        assertThat(value.orElseThrow())
                .isStrictlyBetween(interval.orElseThrow().low(), interval.orElseThrow().high());
    }
}
