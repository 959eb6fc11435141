package io.podagra.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import io.podagra.model.training.TrainingSettings;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryEstimateTest {
    private static final TrainingSettings SETTINGS = TrainingSettings.defaults();
    private static final long GIBIBYTE = 1L << 30;

    @Test
    void countsEveryParameterOfTheNetwork() {
        ComputationGraph network = ResNet50Graph.create(32, SETTINGS, 1);

        assertThat(MemoryEstimate.of(32, ResNetVariant.PODAGRA, SETTINGS).parameters())
                .isEqualTo(network.numParams());
        network.close();
    }

    /** Activations grow with the image's area. */
    @Test
    void countsTheActivationsOfAnImage() {
        long small = MemoryEstimate.of(64, ResNetVariant.PODAGRA, SETTINGS).valuesPerImage();
        long large = MemoryEstimate.of(128, ResNetVariant.PODAGRA, SETTINGS).valuesPerImage();

        assertThat(large).isBetween((long) (3.8 * small), (long) (4.2 * small));
    }

    /** What benchmarks/memory measured, less the 0.4 GiB that Java takes besides. */
    @ParameterizedTest
    @CsvSource({
        "64, 16, false, true, 0.54",
        "96, 32, false, true, 0.86",
        "160, 16, true, true, 1.08",
        "224, 8, true, true, 1.07",
        "64, 16, false, false, 1.10",
        "96, 32, false, false, 3.49",
        "160, 16, true, false, 4.16",
        "224, 8, true, false, 4.20"
    })
    void isAtLeastWhatWasMeasuredAndNotMuchMore(
            int size, int batchSize, boolean torch, boolean asAWhole, double measuredGibibytes) {
        ResNetVariant variant = torch ? ResNetVariant.TORCH : ResNetVariant.PODAGRA;
        long bytes =
                MemoryEstimate.of(size, variant, SETTINGS, asAWhole)
                        .withBatchSize(batchSize)
                        .bytes();

        assertThat(bytes / (double) GIBIBYTE).isBetween(measuredGibibytes, 1.8 * measuredGibibytes);
    }

    @Test
    void largestBatchFitsAndOneMoreDoesNot() {
        MemoryEstimate one = estimate(1);
        int largest = one.largestBatch(4 * GIBIBYTE);

        assertThat(estimate(largest).bytes()).isLessThanOrEqualTo(4 * GIBIBYTE);
        assertThat(estimate(largest + 1).bytes()).isGreaterThan(4 * GIBIBYTE);
    }

    @Test
    void refusesWhatCannotFitAndSaysWhatToLower() {
        assertThatThrownBy(() -> estimate(1_024).requireFits(4 * GIBIBYTE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("batches of 1024")
                .hasMessageContaining("4.0 GiB may be used")
                .hasMessageContaining(
                        "lower training.batchSize to " + estimate(1).largestBatch(4 * GIBIBYTE));
        assertThatThrownBy(() -> estimate(2).requireFits(3 * GIBIBYTE / 4))
                .hasMessageContaining("lower image.size");
        assertThatCode(() -> estimate(8).requireFits(4 * GIBIBYTE)).doesNotThrowAnyException();
        assertThatCode(() -> estimate(1_024).requireFits(0)).doesNotThrowAnyException();
    }

    @Test
    void refusesMoreTrainingsAtTheSameTimeThanFitAndSaysHowManyDo() {
        MemoryEstimate one = estimate(8);
        long limit = 3 * one.bytes() + one.bytes() / 2;

        assertThatThrownBy(() -> one.requireFits(4, limit))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("tuning.parallel is 4")
                .hasMessageContaining("; set it to 3, or raise PODAGRA_NATIVE_MB");
        assertThatCode(() -> one.requireFits(3, limit)).doesNotThrowAnyException();
        assertThatCode(() -> one.requireFits(64, 0)).doesNotThrowAnyException();
    }

    private static MemoryEstimate estimate(int batchSize) {
        return MemoryEstimate.of(96, ResNetVariant.TORCH, SETTINGS, true).withBatchSize(batchSize);
    }
}
