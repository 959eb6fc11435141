package io.podagra.model.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.model.ResNet50Graph;
import io.podagra.model.ResNetVariant;
import io.podagra.model.training.TrainingSettings;
import java.util.List;
import java.util.function.BiConsumer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * The whole ResNet-50.
 *
 * <p>Where a value is 0 but for rounding, ReLU passes the gradient on in one computation and not in
 * the other. One such value among some millions changes the gradients of its block and of all
 * blocks before by up to some hundredths, which says nothing. So gradients are compared closely on
 * a network whose values are nearly all far above 0, and loosely on one whose are around 0.
 */
@WhereOneDnnRuns
class ResNetTest {
    private static final int SIZE = 64;
    private static final int IMAGES = 4;
    private static final String FROZEN = "stem.*|(res|bn|act|short)[23].*";
    private static final float MARK = 7;

    private static Twins twins;
    private static INDArray parameters;
    private static DataSet batch;

    @BeforeAll
    static void createNetwork() {
        ComputationGraph network =
                ResNet50Graph.create(SIZE, ResNetVariant.PODAGRA, TrainingSettings.defaults(), 1);
        ComputationGraphConfiguration configuration = network.getConfiguration();
        network.close();
        twins = Twins.computedHere(configuration);
        forEachNormalisation(
                (name, layer) -> {
                    // With scales of 1 the sums of 16 blocks grow and grow.
                    if (name.endsWith("_branch2c")) {
                        layer.getParam("gamma").assign(0.3);
                    }
                });
        parameters = twins.plain().params().dup();
        batch =
                SmallNetwork.batch(
                        SmallNetwork.noise(3, IMAGES, ResNet50Graph.CHANNELS, SIZE, SIZE),
                        ResNet50Graph.CLASSES);
    }

    @AfterAll
    static void freeMemory() {
        if (twins != null) {
            twins.close();
            parameters.close();
        }
    }

    @AfterEach
    void putBack() {
        Freezing.release(twins);
        twins.plain().params().assign(parameters);
        twins.whole().params().assign(parameters);
    }

    @Test
    void inferenceAgrees() {
        INDArray expected = features(twins.plain());
        assertThat(Twins.relativeError(expected, features(twins.whole()))).isLessThan(1e-5);

        // So that no probability is 0 or 1, whatever the features are.
        double largest = expected.maxNumber().doubleValue();
        for (ComputationGraph each : List.of(twins.plain(), twins.whole())) {
            each.getLayer(ResNet50Graph.OUTPUT).getParam("W").divi(largest);
        }
        INDArray output = twins.plain().outputSingle(batch.getFeatures());
        assertThat(output.minNumber().doubleValue()).isBetween(0.01, 0.5);
        assertThat(twins.outputError(batch.getFeatures())).isLessThan(1e-5);
    }

    private static INDArray features(ComputationGraph network) {
        INDArray[] images = {batch.getFeatures()};
        return network.output(List.of(ResNet50Graph.FEATURES), false, images, null)[0];
    }

    @Test
    void trainingAgrees() {
        keepValuesAboveZero();

        assertAgree(errorsAboveZero());
    }

    @Test
    void trainingAgreesWithValuesAroundZero() {
        TrainingErrors errors = twins.trainingErrors(batch);

        assertThat(errors.score()).isLessThan(1e-5);
        assertThat(errors.worstStep()).as(errors.toString()).isLessThan(1e-5);
        assertThat(errors.worstVanishing()).as(errors.toString()).isLessThan(1e-4);
        assertThat(share(errors, 1e-2)).as(errors.toString()).isGreaterThan(0.9);
        assertThat(share(errors, 1e-3)).as(errors.toString()).isGreaterThan(0.5);
        assertThat(errors.worstGradient()).as(errors.toString()).isLessThan(0.1);
    }

    @Test
    void trainingAgreesWithFrozenStages() {
        keepValuesAboveZero();
        Freezing.freeze(twins, name -> name.matches(FROZEN));
        Twins.computeGradients(twins.whole(), batch);
        twins.whole().getGradientsViewArray().assign(MARK);

        assertAgree(errorsAboveZero());

        assertThat(twins.whole().isComputedHere()).isTrue();
        for (Layer layer : twins.whole().getLayers()) {
            String name = layer.conf().getLayer().getLayerName();
            INDArray gradient = layer.getGradientsViewArray();
            if (gradient != null && name.matches(FROZEN)) {
                assertThat(gradient.minNumber().floatValue()).as(name).isEqualTo(MARK);
                assertThat(gradient.maxNumber().floatValue()).as(name).isEqualTo(MARK);
            }
        }
    }

    @Test
    void trainingAgreesWithFixedStatistics() {
        keepValuesAboveZero();
        Freezing.fixStatistics(twins);

        assertAgree(errorsAboveZero());
        assertThat(twins.whole().isComputedHere()).isTrue();
    }

    /** Where nothing is cut off, the next batch norm takes away what a shift adds. */
    private static TrainingErrors errorsAboveZero() {
        return twins.trainingErrors(batch, name -> name.endsWith("_beta"));
    }

    private static void assertAgree(TrainingErrors errors) {
        assertThat(errors.score()).isLessThan(1e-5);
        assertThat(errors.worstGradient()).as(errors.toString()).isLessThan(1e-2);
        assertThat(share(errors, 1e-3)).as(errors.toString()).isGreaterThan(0.9);
        assertThat(errors.worstVanishing()).as(errors.toString()).isLessThan(1e-4);
        assertThat(errors.worstStep()).as(errors.toString()).isLessThan(1e-5);
    }

    private static double share(TrainingErrors errors, double tolerance) {
        return errors.gradients().values().stream()
                .mapToDouble(error -> error < tolerance ? 1 : 0)
                .average()
                .orElseThrow();
    }

    /** Three deviations above, most of them. */
    private static void keepValuesAboveZero() {
        forEachNormalisation(
                (name, layer) -> {
                    layer.getParam("gamma").muli(0.3);
                    layer.getParam("beta").addi(1);
                });
    }

    private static void forEachNormalisation(BiConsumer<String, Layer> change) {
        for (ComputationGraph each : List.of(twins.plain(), twins.whole())) {
            for (Layer layer : each.getLayers()) {
                if (layer instanceof BatchNormalization) {
                    change.accept(layer.conf().getLayer().getLayerName(), layer);
                }
            }
        }
    }
}
