package io.podagra.ui.roc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.podagra.data.Part;
import java.util.List;
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
                .isThrownBy(() -> snapshot(Part.TEST, 0, OptionalDouble.of(value), CURVE));
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
                    .isThrownBy(() -> snapshot(Part.TEST, 0, OptionalDouble.of(0.5), wrong));
        }
    }

    @Test
    void anAreaAndACurveComeTogether() {
        assertThat(Evaluations.oneClassOnly("dorsal").auc()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> snapshot(Part.TEST, 0, OptionalDouble.empty(), CURVE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> snapshot(Part.TEST, 0, OptionalDouble.of(0.5), List.of()));
    }

    @Test
    void trainingImagesAreNotEvaluatedAndEpochsAreNotNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> snapshot(Part.TRAIN, 0, OptionalDouble.of(0.8), CURVE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> snapshot(Part.TEST, -1, OptionalDouble.of(0.8), CURVE));
    }

    private static RocSnapshot snapshot(
            Part part, int epoch, OptionalDouble auc, List<RocPoint> points) {
        return new RocSnapshot(
                "single", "all", part, epoch, auc, points, 5, 5, false, Evaluations.NOON);
    }
}
