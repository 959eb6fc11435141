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
        "64, 16, false, 1.10",
        "96, 32, false, 3.49",
        "160, 16, true, 4.16",
        "224, 8, true, 4.20"
    })
    void isAtLeastWhatWasMeasuredAndNotMuchMore(
            int size, int batchSize, boolean torch, double measuredGibibytes) {
        ResNetVariant variant = torch ? ResNetVariant.TORCH : ResNetVariant.PODAGRA;
        MemoryEstimate estimate = MemoryEstimate.of(size, variant, SETTINGS);
        long bytes =
                new MemoryEstimate(
                                estimate.parameters(),
                                estimate.valuesPerImage(),
                                estimate.arrays(),
                                batchSize)
                        .bytes();

        assertThat(bytes / (double) GIBIBYTE).isBetween(measuredGibibytes, 1.5 * measuredGibibytes);
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
        assertThatThrownBy(() -> estimate(2).requireFits(GIBIBYTE / 2))
                .hasMessageContaining("lower image.size");
        assertThatCode(() -> estimate(8).requireFits(4 * GIBIBYTE)).doesNotThrowAnyException();
        assertThatCode(() -> estimate(1_024).requireFits(0)).doesNotThrowAnyException();
    }

    private static MemoryEstimate estimate(int batchSize) {
        MemoryEstimate estimate = MemoryEstimate.of(96, ResNetVariant.TORCH, SETTINGS);
        return new MemoryEstimate(
                estimate.parameters(), estimate.valuesPerImage(), estimate.arrays(), batchSize);
    }
}
