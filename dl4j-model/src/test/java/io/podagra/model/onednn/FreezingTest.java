package io.podagra.model.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Parts that are not trained are left alone, and the others are trained as by Deeplearning4j. */
@WhereOneDnnRuns
class FreezingTest {
    private static final float MARK = 7;

    private final Twins twins = Twins.computedHere(configuration());
    private final DataSet batch = SmallNetwork.batch(1, 4, 3, 7, 6);

    @AfterEach
    void freeMemory() {
        twins.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a-c]", "[a-e]", "[a-g]", "[a-i]", "[a-j]"})
    void frozenPartsAreUntouched(String frozen) {
        Freezing.freeze(twins, name -> name.matches(frozen));
        assertAgrees();
        twins.whole().getGradientsViewArray().assign(MARK);

        assertAgrees();

        assertThat(twins.whole().isComputedHere()).isTrue();
        for (Layer layer : twins.whole().getLayers()) {
            INDArray gradient = layer.getGradientsViewArray();
            if (gradient != null && layer.conf().getLayer().getLayerName().matches(frozen)) {
                assertThat(gradient.minNumber().floatValue()).isEqualTo(MARK);
                assertThat(gradient.maxNumber().floatValue()).isEqualTo(MARK);
            }
        }
    }

    @Test
    void frozenAndThawedInTurn() {
        for (String frozen : new String[] {"[a-g]", "none", "[a-c]", "[a-g]"}) {
            Freezing.freeze(twins, name -> name.matches(frozen));
            assertAgrees();
            assertThat(twins.outputError(batch.getFeatures())).isLessThan(1e-5);
        }
    }

    @Test
    void whatIsFrozenFollowsItsParameters() {
        Freezing.freeze(twins, name -> name.matches("[a-c]"));
        assertAgrees();
        for (ComputationGraph each : new ComputationGraph[] {twins.plain(), twins.whole()}) {
            each.getLayer("a").getParam("W").muli(1.5);
            each.getLayer("b").getParam("mean").addi(0.2);
        }
        assertAgrees();
    }

    @Test
    void fixedStatisticsAreUsedAndNotMoved() {
        Freezing.fixStatistics(twins);
        assertAgrees();
        twins.whole().getGradientsViewArray().assign(MARK);

        assertAgrees();

        assertThat(twins.whole().isComputedHere()).isTrue();
        INDArray gradient = twins.whole().getLayer("b").getGradientsViewArray();
        INDArray statistics = gradient.reshape(gradient.length());
        for (long index = gradient.length() / 2; index < gradient.length(); index++) {
            assertThat(statistics.getFloat(index)).isEqualTo(MARK);
        }
    }

    @Test
    void fixedStatisticsAndFrozenParts() {
        Freezing.fixStatistics(twins);
        Freezing.freeze(twins, name -> name.matches("[a-c]"));
        assertAgrees();
    }

    /** Deeplearning4j's own way of freezing, for which it wraps layers. */
    @Test
    void frozenLayersOfTransferLearning() {
        ComputationGraph frozen =
                new TransferLearning.GraphBuilder(twins.plain()).setFeatureExtractor("c").build();
        OneDnnGraph whole = new OneDnnGraph(frozen.getConfiguration().clone());
        whole.init(frozen.params().dup(), false);
        try (Twins others = new Twins(frozen, whole)) {
            assertThat(others.outputError(batch.getFeatures())).isLessThan(1e-5);
            INDArray expected = Twins.computeGradients(frozen, batch).gradient();
            INDArray actual = Twins.computeGradients(whole, batch).gradient();
            assertThat(whole.score()).isCloseTo(frozen.score(), within(1e-5));
            assertThat(Twins.relativeError(expected, actual)).isLessThan(1e-4);
        }
    }

    private void assertAgrees() {
        TrainingErrors errors = twins.trainingErrors(batch);
        assertThat(errors.worstGradient()).as(errors.toString()).isLessThan(1e-4);
        assertThat(errors.worstVanishing()).as(errors.toString()).isLessThan(1e-4);
        assertThat(errors.worstStep()).as(errors.toString()).isLessThan(1e-5);
        assertThat(errors.score()).isLessThan(1e-5);
    }

    private static ComputationGraphConfiguration configuration() {
        return SmallNetwork.on(3, 7, 6)
                .convolve("a", 16, 3)
                .normalise("b")
                .rectify("c")
                .convolve("d", 16, 3)
                .normalise("e")
                .plus("f", "c")
                .rectify("g")
                .convolve("h", 16, 1)
                .normalise("i")
                .rectify("j")
                .classified();
    }
}
