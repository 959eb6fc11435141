package io.podagra.ui.trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.podagra.ui.trials.SearchSnapshot.Axis;
import io.podagra.ui.trials.SearchSnapshot.Scale;
import io.podagra.ui.trials.SearchSnapshot.Stage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchSnapshotTest {
    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void importanceIsWithinZeroAndOne(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search(10, 1, Map.of("training.dropout", share)))
                .withMessageContaining("training.dropout");
    }

    @Test
    void importanceIsThatOfAnAxis() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search(10, 1, Map.of("training.epochs", 0.5)))
                .withMessageContaining("training.epochs");
    }

    @Test
    void trialsAreCountedFromOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> search(0, 1, Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> search(10, 0, Map.of()));
    }

    @Test
    void twoAxesHaveTwoNames() {
        Axis axis = Axis.linear("dropout", 0, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new SearchSnapshot(
                                        "single",
                                        Searches.METHOD,
                                        Stage.SEARCHING,
                                        List.of(axis, axis),
                                        1,
                                        1,
                                        Optional.empty(),
                                        Map.of(),
                                        false,
                                        Searches.NOON))
                .withMessageContaining("dropout");
    }

    @Test
    void anAxisRunsUpwardsAndALogarithmicOneBeginsAboveZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> Axis.linear("dropout", 1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Axis.linear("dropout", 0, Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> Axis.linear(" ", 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Axis.logarithmic("rate", 0, 1));
        assertThat(Axis.linear("fixed", 3, 3).high()).isEqualTo(3);
    }

    @Test
    void categoriesHaveNoEnds() {
        Axis axis =
                new Axis("loss", Scale.CATEGORY, Double.NaN, Double.NaN, List.of("focal", "l2"));
        assertThat(axis).isEqualTo(Axis.category("loss", List.of("focal", "l2")));
    }

    @Test
    void namesAndNumbersAreNotMixed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Axis.category("optimiser", List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Axis("rate", Scale.LINEAR, 0, 1, List.of("high")));
    }

    private static SearchSnapshot search(int planned, int chosen, Map<String, Double> importance) {
        return Searches.search("single", Stage.FINISHED, planned, Optional.of(chosen), importance);
    }
}
