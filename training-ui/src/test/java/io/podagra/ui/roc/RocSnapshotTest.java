package io.podagra.ui.roc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.podagra.data.Part;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RocSnapshotTest {
    private static final List<RocPoint> CURVE = Evaluations.curve(0.8, 11);

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void ratesAndAreaAreWithinZeroAndOne(double value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RocPoint(value, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new RocPoint(0, value, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> result(OptionalDouble.of(value), CURVE));
    }

    @Test
    void aCurveRunsFromOneCornerToTheOtherAndNeverFalls() {
        RocPoint start = new RocPoint(0, 0, Double.POSITIVE_INFINITY);
        RocPoint end = new RocPoint(1, 1, 0);
        RocPoint high = new RocPoint(0.4, 0.8, 0.6);
        RocPoint low = new RocPoint(0.6, 0.7, 0.5);
        for (List<RocPoint> wrong :
                List.of(List.of(start, high), List.of(high, end), List.of(start, high, low, end))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> result(OptionalDouble.of(0.5), wrong));
        }
    }

    @Test
    void anAreaAndACurveComeTogether() {
        assertThat(Evaluations.oneClassOnly("dorsal").result().auc()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> result(OptionalDouble.empty(), CURVE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> result(OptionalDouble.of(0.5), List.of()));
    }

    @Test
    void trainingImagesAreNotEvaluated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RocSeries("single", "all", Part.TRAIN));
    }

    @Test
    void validationImagesComeWithEpochsAndTestImagesWithout() {
        Map<String, Integer> two = Map.of("single", 2);
        assertThat(snapshot(Part.VALIDATION, 2, two).epochs()).isEqualTo(two);
        assertThat(snapshot(Part.TEST, 0, Map.of()).epochs()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> snapshot(Part.VALIDATION, 0, two));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> snapshot(Part.VALIDATION, 2, Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> snapshot(Part.TEST, 2, Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> snapshot(Part.TEST, 0, two));
    }

    private static RocSnapshot snapshot(Part part, int epoch, Map<String, Integer> epochs) {
        return new RocSnapshot(
                new RocSeries("single", "all", part),
                epoch,
                epochs,
                result(OptionalDouble.of(0.8), CURVE),
                false,
                Evaluations.NOON);
    }

    private static RocResult result(OptionalDouble auc, List<RocPoint> points) {
        return new RocResult(auc, Optional.empty(), Optional.empty(), points, 5, 5);
    }
}
