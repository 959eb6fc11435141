package io.podagra.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.podagra.model.ResNet50Graph;
import io.podagra.model.onednn.OneDnnGraph;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

class ScoresTest {
    private static final int SIZE = 32;
    private static final double SAME = 1e-5;
    private static final double OTHER = 1e-3;

    /** Batches that change the weights while they are held tell when these are taken in. */
    @Test
    void parametersAreTakenInOnceForAllBatchesAndAnewTheNextTime() {
        ComputationGraph network = ResNet50Graph.create(SIZE, new TestSettings().build(), 1);
        assumeTrue(network instanceof OneDnnGraph whole && whole.isComputedHere());
        INDArray weights = network.getLayer("stem-cnn1").getParam("W");
        DataSetIterator doubling = images();
        doubling.setPreProcessor(batch -> weights.muli(2));

        Scores held = Scores.of(network, doubling);
        Scores fourfold = Scores.of(network, images());
        weights.muli(0.5);
        Scores twofold = Scores.of(network, images());

        assertThat(largestDifference(held, twofold)).isLessThan(SAME);
        assertThat(largestDifference(fourfold, twofold)).isGreaterThan(OTHER);
        network.close();
    }

    private static double largestDifference(Scores scores, Scores others) {
        return IntStream.range(0, scores.size())
                .mapToDouble(
                        image ->
                                Math.abs(
                                        scores.probabilities().get(image)
                                                - others.probabilities().get(image)))
                .max()
                .orElseThrow();
    }

    /** Two batches of two. */
    private static DataSetIterator images() {
        Nd4j.getRandom().setSeed(11);
        INDArray features = Nd4j.randn(DataType.FLOAT, 4, 3, SIZE, SIZE);
        INDArray labels = Nd4j.createFromArray(new float[][] {{1, 0}, {0, 1}, {1, 0}, {0, 1}});
        List<DataSet> images = new DataSet(features, labels).asList();
        return new ListDataSetIterator<>(images, 2);
    }
}
