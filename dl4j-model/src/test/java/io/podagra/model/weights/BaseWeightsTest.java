package io.podagra.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.podagra.data.InvalidInputException;
import io.podagra.data.Sha256;
import io.podagra.model.ResNet50Graph;
import io.podagra.model.ResNetVariant;
import io.podagra.model.training.TrainingSettings;
import io.podagra.pipeline.Normalisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

class BaseWeightsTest {
    @TempDir private Path folder;
    private Map<String, Tensor> tensors;
    private ComputationGraph network;

    @BeforeEach
    void makeTensors() throws IOException {
        tensors = new HashMap<>(Golden.read("torchvision").tensors());
    }

    @AfterEach
    void freeNativeMemory() {
        if (network != null) {
            network.close();
        }
    }

    private BaseWeights weights() {
        return Golden.weights(FileKind.TORCH_ZIP, tensors, Map.of());
    }

    private AbstractThrowableAssert<?, ?> assertRefused() {
        return assertThatThrownBy(this::weights)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(Golden.FILE + ": ");
    }

    private static Tensor zeros(Long... shape) {
        return new Tensor(List.of(shape), new float[Tensor.elements(List.of(shape))]);
    }

    /** 23,587,712 as in {@code ResNet50GraphTest}, the biases that torch does not have included. */
    @Test
    void hasEveryParameterOfTheTrunk() {
        assertThat(weights().parameters()).isEqualTo(23_587_712);
        assertThat(weights().tensorsInFile()).isEqualTo(53 * 5);
    }

    @Test
    void headsOfAnySizeAreLeftOut() {
        tensors.put("fc.weight", zeros(1000L, 2048L));
        tensors.put("fc.bias", zeros(1000L));

        assertThat(weights().trunk()).hasSize(53 * 6);
    }

    @Test
    void namesWhatIsMissingUnknownAndMisshapen() {
        IntStream.range(0, 3).forEach(block -> tensors.remove("layer4." + block + ".bn1.bias"));
        tensors.remove("layer4.2.bn2.bias");
        tensors.remove("layer4.2.bn3.bias");
        tensors.put("conv1.weight", zeros(64L, 1L, 7L, 7L));
        tensors.put("attention.weight", zeros(3L));

        assertRefused()
                .hasMessage(
                        "formula-weights: its tensors (PyTorch, torchvision or timm) are not those"
                                + " of a ResNet-50, of which it should have 265: 5 missing"
                                + " (layer4.0.bn1.bias, layer4.1.bn1.bias, layer4.2.bn1.bias,"
                                + " layer4.2.bn2.bias, ...); 1 of another shape (conv1.weight is"
                                + " [64, 1, 7, 7], expected [64, 3, 7, 7]); 1 unknown"
                                + " (attention.weight); give the weights of a ResNet-50");
    }

    @Test
    void tellsADeeperNetwork() {
        tensors.put("layer3.6.conv1.weight", zeros(256L, 1024L, 1L, 1L));
        tensors.put("layer3.22.conv1.weight", zeros(256L, 1024L, 1L, 1L));

        assertRefused().hasMessageContaining("it looks like ResNet-101");
    }

    @Test
    void tellsAnotherFamily() {
        tensors = Map.of("block1_conv1/kernel", zeros(3L, 3L, 3L, 64L));

        assertRefused().hasMessageContaining("the names of no ResNet-50, it looks like VGG");
    }

    @Test
    void namesTheTensorThatHoldsNoNumbers() {
        tensors.get("layer2.1.conv2.weight").values()[77] = Float.NaN;

        assertRefused()
                .hasMessageContaining("layer2.1.conv2.weight holds NaN, expected finite numbers");
    }

    @Test
    void refusesNegativeVariances() {
        tensors.get("bn1.running_var").values()[3] = -0.5f;

        assertRefused().hasMessageContaining("bn1.running_var holds -0.5, expected variances");
    }

    @Test
    void tellsAFileThatIsNoWeights() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "These are no weights at all.");

        assertThatThrownBy(() -> BaseWeights.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(file + ": it is no file of weights that can be read");
        assertThatThrownBy(() -> BaseWeights.read(folder.resolve("none.pth")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("there is no such file");
    }

    /** The whole trunk, in 8 bits, through a file. */
    @Test
    void whatIsWrittenIsReadBackToHalfAStep() throws IOException {
        Path file = folder.resolve("base.safetensors");
        BaseWeights source = weights();
        network = create(source.variant());
        source.copyInto(network);

        BaseWeights.write(file, network, Normalisation.TORCH, Map.of("cohort", "phantom"));
        BaseWeights read = BaseWeights.read(file);

        assertThat(Files.size(file)).isBetween(23_500_000L, 24_500_000L);
        assertThat(read.format()).isEqualTo(WeightFormat.PODAGRA_BASE);
        assertThat(read.variant()).isEqualTo(ResNetVariant.TORCH);
        assertThat(read.normalisation()).isEqualTo(Normalisation.TORCH);
        assertThat(read.metadata()).containsEntry("cohort", "phantom");
        assertThat(read.sha256()).isEqualTo(Sha256.of(file));
        assertThat(read.publishedName()).isEmpty();
        source.trunk().forEach((name, tensor) -> assertClose(name, read.trunk().get(name), tensor));
    }

    @Test
    void theHeadStaysAsItWas() {
        BaseWeights source = weights();
        network = create(source.variant());
        INDArray before = network.getLayer("output").params().dup();

        source.copyInto(network);

        assertThat(network.getLayer("output").params()).isEqualTo(before);
    }

    private static ComputationGraph create(ResNetVariant variant) {
        return ResNet50Graph.create(32, variant, TrainingSettings.defaults(), 1);
    }

    private static void assertClose(String name, Tensor found, Tensor expected) {
        assertThat(found.shape()).as(name).isEqualTo(expected.shape());
        float[] values = expected.values();
        int row = values.length / expected.shape().get(0).intValue();
        for (int first = 0; first < values.length; first += row) {
            float largest = 0;
            float furthest = 0;
            for (int index = first; index < first + row; index++) {
                largest = Math.max(largest, Math.abs(values[index]));
                furthest = Math.max(furthest, Math.abs(found.values()[index] - values[index]));
            }
            // Of the logarithm and back, or of the rounding.
            double tolerance = name.endsWith("/W") ? largest / 127 / 2 * 1.0001 : largest * 1e-6;
            if (furthest > tolerance) {
                fail("%s: off by %s, at most %s expected", name, furthest, tolerance);
            }
        }
    }
}
