package io.podagra.ui.trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.podagra.ui.trials.TrialSnapshot.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrialSnapshotTest {
    @Test
    void trialsAreCountedFromOneAndRepeatsFromTheSearchsOwn() {
        assertThat(snapshot(1, 0, 0.8, 0, State.COMPLETE, "").trial()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> snapshot(0, 0, 0.8, 0, State.COMPLETE, ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> snapshot(1, -1, 0.8, 0, State.COMPLETE, ""));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY})
    void aScoreIsANumber(double score) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> snapshot(1, 0, score, 0, State.COMPLETE, ""));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                Searches.trial(
                                        "single",
                                        1,
                                        0,
                                        State.RUNNING,
                                        Map.of(),
                                        List.of(0.5, score),
                                        ""));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void timeIsFiniteAndNotNegative(double seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> snapshot(1, 0, 0.8, seconds, State.COMPLETE, ""));
    }

    @ParameterizedTest
    @EnumSource(names = {"RUNNING", "COMPLETE"})
    void onlyWhatEndedEarlyHasAReason(State state) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> snapshot(1, 0, 0.8, 0, state, "out of memory"));
        assertThat(snapshot(1, 0, 0.8, 0, State.FAILED, "out of memory").reason())
                .isEqualTo("out of memory");
        assertThat(snapshot(1, 0, 0.8, 0, State.STOPPED, "").reason()).isEmpty();
    }

    @Test
    void whatIsHandedInMayChangeAfterwards() {
        Map<String, String> values = new HashMap<>(Map.of("rate", "0.1"));
        List<Double> curve = new ArrayList<>(List.of(0.5));
        TrialSnapshot trial = Searches.trial("single", 1, 0, State.RUNNING, values, curve, "");
        values.clear();
        curve.add(0.6);
        assertThat(trial.values()).containsOnlyKeys("rate");
        assertThat(trial.curve()).containsExactly(0.5);
    }

    private static TrialSnapshot snapshot(
            int trial, int repeat, double score, double seconds, State state, String reason) {
        return new TrialSnapshot(
                "single",
                trial,
                repeat,
                state,
                Map.of(),
                OptionalDouble.of(score),
                List.of(),
                seconds,
                reason,
                Searches.NOON);
    }
}
