package io.podagra.model.saliency;

import static io.podagra.model.saliency.PatchNetwork.LAST;
import static io.podagra.model.saliency.PatchNetwork.MIDDLE;
import static io.podagra.model.saliency.PatchNetwork.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.podagra.model.ResNet50Graph;
import io.podagra.model.training.TrainingSettings;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class EvidenceGraphTest {
    private static final double STEP = 1e-5;

    private final ComputationGraph network = PatchNetwork.residual(11);

    @Test
    void gradientsAreTheSlopesOfTheEvidence() {
        INDArray image = PatchNetwork.noise(1, 5);

        try (EvidenceGraph graph = new EvidenceGraph(network, List.of(START))) {
            StageEvidence evidence = graph.of(image).get(0);

            assertThat(evidence.activations()).isEqualTo(image);
            for (int index = 0; index < image.length(); index++) {
                INDArray more = image.dup('c');
                INDArray less = image.dup('c');
                more.data().put(index, more.data().getDouble(index) + STEP);
                less.data().put(index, less.data().getDouble(index) - STEP);
                double slope =
                        (PatchNetwork.evidence(network, more)
                                        - PatchNetwork.evidence(network, less))
                                / (2 * STEP);
                assertThat(evidence.gradients().reshape(image.length()).getDouble(index))
                        .isCloseTo(slope, within(1e-7));
            }
        }
    }

    /** Moving a batch norm's shift moves a channel wherever its ReLU lets it pass. */
    @Test
    void gradientsOfAnInnerStageAreTheSlopesByTheShiftOfItsBatchNorm() {
        INDArray image = PatchNetwork.noise(1, 6);
        INDArray shift = network.getLayer("norm1").getParam("beta");

        try (EvidenceGraph graph = new EvidenceGraph(network, List.of(MIDDLE))) {
            StageEvidence evidence = graph.of(image).get(0);
            INDArray passed =
                    evidence.gradients().mul(evidence.activations().gt(0).castTo(image.dataType()));
            for (int channel = 0; channel < shift.length(); channel++) {
                double before = shift.getDouble(channel);
                shift.putScalar(channel, before + STEP);
                double more = PatchNetwork.evidence(network, image);
                shift.putScalar(channel, before - STEP);
                double less = PatchNetwork.evidence(network, image);
                shift.putScalar(channel, before);
                assertThat(
                                passed.get(NDArrayIndex.point(0), NDArrayIndex.point(channel))
                                        .sumNumber()
                                        .doubleValue())
                        .isCloseTo((more - less) / (2 * STEP), within(1e-7));
            }
        }
    }

    @Test
    void imagesOfABatchDoNotTouchEachOther() {
        INDArray images = PatchNetwork.noise(3, 7);

        try (EvidenceGraph graph = new EvidenceGraph(network, List.of(MIDDLE, LAST))) {
            List<StageEvidence> together = graph.of(images);
            for (int image = 0; image < 3; image++) {
                INDArray one = images.get(NDArrayIndex.interval(image, image + 1)).dup('c');
                List<StageEvidence> alone = graph.of(one);
                for (int stage = 0; stage < 2; stage++) {
                    INDArray part =
                            together.get(stage)
                                    .gradients()
                                    .get(NDArrayIndex.interval(image, image + 1));
                    assertThat(part.equalsWithEps(alone.get(stage).gradients(), 1e-12)).isTrue();
                }
            }
        }
    }

    /** Nobody could give it back: another thread does not see it. */
    @Test
    void noThreadKeepsAWorkspace() throws Exception {
        INDArray image = PatchNetwork.noise(1, 5);
        List<String> before = Nd4j.getWorkspaceManager().getAllWorkspacesIdsForCurrentThread();

        try (EvidenceGraph graph = new EvidenceGraph(network, List.of(START))) {
            INDArray here = gradients(graph, image);
            assertThat(Nd4j.getWorkspaceManager().getAllWorkspacesIdsForCurrentThread())
                    .isEqualTo(before);
            for (int thread = 0; thread < 3; thread++) {
                FutureTask<INDArray> task =
                        new FutureTask<>(
                                () -> {
                                    INDArray there = gradients(graph, image);
                                    assertThat(
                                                    Nd4j.getWorkspaceManager()
                                                            .getAllWorkspacesIdsForCurrentThread())
                                            .isEmpty();
                                    return there;
                                });
                new Thread(task).start();
                assertThat(task.get()).isEqualTo(here);
            }
        }
    }

    private static INDArray gradients(EvidenceGraph graph, INDArray image) {
        return graph.of(image).get(0).gradients();
    }

    /** After the last stage all is linear, so its parts add up to the whole. */
    @Test
    void evidenceOfTheLastStageAddsUpToTheLogOddsOfResNet50() {
        ComputationGraph resNet = ResNet50Graph.create(32, TrainingSettings.defaults(), 4);
        INDArray image = Nd4j.rand(1, 3, 32, 32).mul(2).sub(1);
        INDArray bias = resNet.getLayer(ResNet50Graph.OUTPUT).getParam("b");
        double logOdds = PatchNetwork.evidence(resNet, image);

        try (EvidenceGraph graph = new EvidenceGraph(resNet, List.of("res5c_branch"))) {
            StageEvidence last = graph.of(image).get(0);
            double sum = last.activations().mul(last.gradients()).sumNumber().doubleValue();

            assertThat(sum + bias.getDouble(1) - bias.getDouble(0))
                    .isCloseTo(logOdds, within(1e-4 * Math.max(1, Math.abs(logOdds))));
        }
        resNet.close();
    }

    @Test
    void theNetworkAndTheImagesStayAsTheyAre() {
        INDArray image = PatchNetwork.noise(1, 8);
        INDArray before = image.dup();
        INDArray parameters = network.params().dup();
        double evidence = PatchNetwork.evidence(network, image);

        try (EvidenceGraph graph = new EvidenceGraph(network, List.of(START))) {
            graph.of(image).forEach(StageEvidence::close);
        }

        assertThat(image).isEqualTo(before);
        assertThat(network.params()).isEqualTo(parameters);
        assertThat(PatchNetwork.evidence(network, image)).isEqualTo(evidence);
    }

    @Test
    void saysWhichVertexIsMissing() {
        assertThatThrownBy(() -> new EvidenceGraph(network, List.of("res9")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("res9");
    }
}
