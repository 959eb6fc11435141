package io.podagra.cli.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import io.podagra.model.ModelMetadata;
import io.podagra.model.ResNet50Graph;
import io.podagra.model.training.TrainingSettings;
import io.podagra.model.weights.BaseWeights;
import io.podagra.pipeline.Normalisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitialWeightsTest {
    private static final TrainingSettings SETTINGS = TrainingSettings.defaults();

    @TempDir private Path folder;

    @Test
    void randomWeightsAreTheGraphsOwn() throws IOException {
        InitialWeights weights = InitialWeights.of("random");
        ComputationGraph network = weights.network(32, SETTINGS, 7);
        ComputationGraph plain = ResNet50Graph.create(32, SETTINGS, 7);

        assertThat(network.params().equalsWithEps(plain.params(), 0)).isTrue();
        assertThat(weights.description()).isEqualTo(ModelMetadata.Base.random());
        assertThat(weights.normalisation()).isEqualTo(Normalisation.RANGE);
        assertThat(weights.caution())
                .hasValueSatisfying(text -> assertThat(text).contains("random"));
        network.close();
        plain.close();
    }

    @Test
    void shippedWeightsSayThatTheyAreLearntFromSyntheticImages() throws IOException {
        InitialWeights weights = InitialWeights.of("podagra");
        ComputationGraph first = weights.network(32, SETTINGS, 1);
        ComputationGraph second = weights.network(32, SETTINGS, 2);

        assertThat(kernel(first)).isEqualTo(kernel(second));
        assertThat(first.getLayer("output").params())
                .as("the head begins at random")
                .isNotEqualTo(second.getLayer("output").params());
        assertThat(weights.words()).contains("synthetic");
        assertThat(weights.caution())
                .hasValueSatisfying(text -> assertThat(text).contains("synthetic"));
        assertThat(weights.description().sha256())
                .hasValueSatisfying(sha -> assertThat(sha).hasSize(64));
        first.close();
        second.close();
    }

    @Test
    void aFileIsABaseWithTheNormalisationItWasTrainedOn() throws IOException {
        ComputationGraph network = ResNet50Graph.create(32, SETTINGS, 3);
        Path file = folder.resolve("mine.safetensors");
        BaseWeights.write(file, network, Normalisation.TORCH, Map.of());

        InitialWeights weights = InitialWeights.of(file.toString());

        assertThat(weights.normalisation()).isEqualTo(Normalisation.TORCH);
        assertThat(weights.description().name()).isEqualTo("mine.safetensors");
        assertThat(weights.description().synthetic()).isTrue(); // as all that pretrain makes
        assertThat(weights.words()).contains("learnt from synthetic images");
        assertThat(weights.caution())
                .hasValueSatisfying(text -> assertThat(text).contains("synthetic"));
        network.close();
    }

    @Test
    void saysWhatABaseCanBe() {
        assertThatThrownBy(() -> InitialWeights.of("kerras"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "base is 'kerras', which is no file; give random, podagra, keras,"
                                + " radimagenet, torchvision, or the path of a file of weights");
    }

    @Test
    void saysWhereTheFileOfASourceIsLookedFor() throws IOException {
        Path none = folder.resolve("none");
        assertThatThrownBy(() -> InitialWeights.kept("keras", none))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(none + ": holds no ResNet-50 of keras; README.md tells");

        Files.writeString(folder.resolve("broken.h5"), "not weights");
        assertThatThrownBy(() -> InitialWeights.kept("keras", folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("broken.h5");
    }

    private static float[] kernel(ComputationGraph network) {
        return network.getLayer("res3b_branch2b").getParam("W").dup('c').data().asFloat();
    }
}
