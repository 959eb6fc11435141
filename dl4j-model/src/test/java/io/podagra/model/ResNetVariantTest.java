package io.podagra.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.model.ResNetVariant.DownsamplingAt;
import io.podagra.model.training.TrainingSettings;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.zoo.model.ResNet50;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ResNetVariantTest {
    static Stream<ResNetVariant> variants() {
        return Stream.of(
                ResNetVariant.PODAGRA,
                ResNetVariant.KERAS_OLD,
                ResNetVariant.KERAS_NEW,
                ResNetVariant.TORCH);
    }

    @ParameterizedTest
    @MethodSource("variants")
    void aGraphIsOfTheVariantItWasMadeAs(ResNetVariant variant) {
        try (ComputationGraphs graphs = new ComputationGraphs(variant)) {
            assertThat(ResNetVariant.of(graphs.graph().getConfiguration())).isEqualTo(variant);
        }
    }

    /** Rows of each stage at 96 px: torchvision's own are 24, 24, 12, 6, 3. */
    @ParameterizedTest
    @MethodSource("variants")
    void stagesHalveAsTheVariantSays(ResNetVariant variant) {
        try (ComputationGraphs graphs = new ComputationGraphs(variant)) {
            Map<String, INDArray> activations =
                    graphs.graph().feedForward(Nd4j.zeros(DataType.FLOAT, 1, 3, 96, 96), false);

            assertThat(activations.get("stem-maxpool1").size(2))
                    .isEqualTo(variant.poolPadding() == 1 ? 24 : 23);
            assertThat(activations.get("act3a_branch2a").size(2))
                    .isEqualTo(
                            variant.downsampling() == DownsamplingAt.MIDDLE_CONVOLUTION ? 24 : 12);
            assertThat(activations.get("res5c_branch").size(2)).isEqualTo(3);
        }
    }

    /** Deeplearning4j, issue #5463. */
    @Test
    void theZoosGraphIsNone() {
        ComputationGraphConfiguration zoo =
                ResNet50.builder()
                        .numClasses(2)
                        .inputShape(new int[] {3, 96, 96})
                        .build()
                        .graphBuilder()
                        .build();

        assertThatThrownBy(() -> ResNetVariant.of(zoo))
                .hasMessage("res2a_branch2a has stride [2, 2], expected [1, 1]");
    }

    private record ComputationGraphs(ComputationGraph graph) implements AutoCloseable {
        ComputationGraphs(ResNetVariant variant) {
            this(ResNet50Graph.create(96, variant, TrainingSettings.defaults(), 1));
        }

        @Override
        public void close() {
            graph.close();
        }
    }
}
