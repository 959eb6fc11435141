package io.podagra.model.saliency;

import static io.podagra.model.saliency.PatchNetwork.SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.model.ResNet50Graph;
import io.podagra.model.training.TrainingSettings;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class SaliencyTest {
    private static final int IMAGES = 20;
    private static final int RIGHT = 0;
    private static final int WRONG = 1;

    @Test
    void theMapPointsToThePatchThatTheNetworkLooksFor() {
        assertThat(hits(PatchNetwork.ofBrightPatches())).isEqualTo(IMAGES);
    }

    /** The sanity check of Adebayo et al. 2018, arXiv:1810.03292. */
    @Test
    void withRandomWeightsTheMapLosesThePatch() {
        int networks = 16;
        int hits = 0;
        for (int seed = 1; seed <= networks; seed++) {
            hits += hits(PatchNetwork.residual(seed));
        }

        // Half of them by chance, as there are two patches.
        assertThat((double) hits / (networks * IMAGES)).isLessThan(0.6);
    }

    /** Of images with one bright patch in each channel, those whose peak lies in the right one. */
    private static int hits(ComputationGraph network) {
        Random random = new Random(9);
        int hits = 0;
        try (Saliency saliency = fineSaliency(network)) {
            for (int image = 0; image < IMAGES; image++) {
                INDArray pixels = PatchNetwork.noise(1, image).mul(0.05);
                int[] right = {random.nextInt(3), random.nextInt(SIZE - 2)};
                int[] wrong = {5, random.nextInt(SIZE - 2)};
                patch(pixels, RIGHT, right);
                patch(pixels, WRONG, wrong);
                SaliencyMap.Pixel peak = saliency.of(pixels).get(0).peak().orElse(null);
                hits += peak != null && isIn(peak, right) ? 1 : 0;
            }
        }
        return hits;
    }

    private static Saliency fineSaliency(ComputationGraph network) {
        return new Saliency(
                new EvidenceGraph(network, List.of(PatchNetwork.START)), new CellBlur(1, 0, 0.7));
    }

    private static void patch(INDArray pixels, int channel, int[] corner) {
        pixels.get(
                        NDArrayIndex.point(0),
                        NDArrayIndex.point(channel),
                        NDArrayIndex.interval(corner[0], corner[0] + 3),
                        NDArrayIndex.interval(corner[1], corner[1] + 3))
                .addi(1);
    }

    private static boolean isIn(SaliencyMap.Pixel pixel, int[] corner) {
        return pixel.y() >= corner[0]
                && pixel.y() < corner[0] + 3
                && pixel.x() >= corner[1]
                && pixel.x() < corner[1] + 3;
    }

    @Test
    void whereNothingSpeaksForAbnormalTheMapIsEmpty() {
        try (Saliency saliency = fineSaliency(PatchNetwork.ofBrightPatches())) {
            INDArray dark = PatchNetwork.noise(1, 3).mul(0.05);

            SaliencyMap map = saliency.of(dark).get(0);

            assertThat(map.isEmpty()).isTrue();
            assertThat(map.peak()).isEmpty();
        }
    }

    @Test
    void manyImagesAreAsEachAlone() {
        ComputationGraph network = ResNet50Graph.create(32, TrainingSettings.defaults(), 4);
        INDArray images = Nd4j.rand(6, 3, 32, 32).mul(2).sub(1);
        assertThat(Saliency.isFor(network)).isTrue();

        try (Saliency saliency = Saliency.of(network)) {
            List<SaliencyMap> together = saliency.of(images);

            assertThat(together).hasSize(6).allMatch(map -> map.size() == 32);
            INDArray last = images.get(NDArrayIndex.interval(5, 6)).dup('c');
            assertThat(saliency.of(last).get(0).peak()).isEqualTo(together.get(5).peak());
        }
        network.close();
    }

    @Test
    void aNetworkThatIsNoResNet50IsRefused() {
        ComputationGraph network = PatchNetwork.residual(1);

        assertThat(Saliency.isFor(network)).isFalse();
        assertThatThrownBy(() -> Saliency.of(network)).isInstanceOf(IllegalArgumentException.class);
    }
}
