package io.podagra.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class GradientRatiosTest {
    private static final Set<Stage> ALL = EnumSet.allOf(Stage.class);

    @Test
    void isTheNormOfTheMeanGradientOverThatOfTheWeightsOfEachStage() {
        ComputationGraph network = StagedNetwork.create(DataType.DOUBLE);
        Map<Stage, Double> ratios = ratios(network, StagedNetwork.images(6, DataType.DOUBLE), ALL);

        assertThat(ratios).containsOnlyKeys(Stage.STEM, Stage.STAGE_2, Stage.HEAD);
        assertThat(ratios.get(Stage.STEM)).isCloseTo(byLayer(network, "stem-cnn1"), within(1e-12));
        assertThat(ratios.get(Stage.STAGE_2))
                .isCloseTo(byLayer(network, "res2a_branch2a"), within(1e-12));
        assertThat(ratios.get(Stage.HEAD)).isCloseTo(byLayer(network, "output"), within(1e-12));
        assertThat(ratios.values()).allSatisfy(ratio -> assertThat(ratio).isPositive());
    }

    @Test
    void doesNotChangeWhenEveryImageIsThereTwice() {
        DataSet once = StagedNetwork.images(6, DataType.DOUBLE);
        DataSet twice =
                new DataSet(
                        Nd4j.concat(0, once.getFeatures(), once.getFeatures()),
                        Nd4j.concat(0, once.getLabels(), once.getLabels()));

        Map<Stage, Double> ofTwice = ratios(StagedNetwork.create(DataType.DOUBLE), twice, ALL);

        ratios(StagedNetwork.create(DataType.DOUBLE), once, ALL)
                .forEach(
                        (stage, ratio) ->
                                assertThat(ofTwice.get(stage)).isCloseTo(ratio, within(1e-9)));
    }

    @Test
    void saysNothingOfAStageThatIsNotTrained() {
        assertThat(
                        ratios(
                                StagedNetwork.create(DataType.DOUBLE),
                                StagedNetwork.images(4, DataType.DOUBLE),
                                EnumSet.of(Stage.HEAD)))
                .containsOnlyKeys(Stage.HEAD);
    }

    @ParameterizedTest
    @CsvSource({"4, 1", "10, 1", "25, 3", "40, 4", "100, 4", "1000, 4"})
    void isLookedAtFourTimesInALongEpochAndLessInAShortOne(int batches, long times) {
        assertThat(
                        IntStream.rangeClosed(1, batches)
                                .filter(batch -> GradientRatios.isDue(batch, batches))
                                .count())
                .isEqualTo(times);
        assertThat(GradientRatios.isDue(batches, batches)).isTrue();
    }

    private static Map<Stage, Double> ratios(
            ComputationGraph network, DataSet images, Set<Stage> trained) {
        network.setInputs(images.getFeatures());
        network.setLabels(images.getLabels());
        network.computeGradientAndScore();
        return new GradientRatios(FlatLayout.of(network))
                .of(network.getGradientsViewArray(), images.numExamples(), trained);
    }

    /** From Deeplearning4j's table of gradients, of the batch that went through it last. */
    private static double byLayer(ComputationGraph network, String layer) {
        INDArray gradient = network.gradient().getGradientFor(layer + "_W");
        return gradient.norm2Number().doubleValue()
                / network.batchSize()
                / network.getLayer(layer).getParam("W").norm2Number().doubleValue();
    }
}
