package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.podagra.data.Sha256;
import io.podagra.model.ResNet50Graph;
import io.podagra.model.ResNetVariant;
import io.podagra.model.training.TrainingSettings;
import io.podagra.model.weights.BaseWeights;
import io.podagra.pipeline.Normalisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsCommandTest {
    @TempDir private static Path folder;
    private static Path weights;

    @BeforeAll
    static void writeWeights() throws IOException {
        weights = folder.resolve("base.safetensors");
        ComputationGraph network =
                ResNet50Graph.create(32, ResNetVariant.TORCH, TrainingSettings.defaults(), 1);
        try {
            BaseWeights.write(weights, network, Normalisation.TORCH, Map.of("made of", "noise"));
        } finally {
            network.close();
        }
    }

    @Test
    void saysWhatTheyAre() throws IOException {
        CommandRun run = CommandRun.of("weights", "inspect", weights);

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .contains(
                        "file         " + weights,
                        "format       Podagra's base weights",
                        "network      ResNet-50, stride 2 in the first 3x3 convolution of a stage"
                                + " (v1.5), max-pooling padded by 1, batch-norm epsilon 1.0E-5",
                        "input        standard deviations from ImageNet's means",
                        "parameters   23,587,712 without the head",
                        "SHA-256      " + Sha256.of(weights),
                        "published    not a published file that Podagra knows",
                        "  made of    noise");
    }

    @Test
    void saysItToAProgram() throws IOException {
        CommandRun run = CommandRun.of("weights", "inspect", weights, "--json");

        JsonNode facts = new ObjectMapper().readTree(run.out());
        assertThat(run.exitCode()).isZero();
        assertThat(facts.get("format").asText()).isEqualTo("podagra_base");
        assertThat(facts.get("downsampling").asText()).isEqualTo("middle_convolution");
        assertThat(facts.get("poolPadding").asInt()).isEqualTo(1);
        assertThat(facts.get("epsilon").asDouble()).isEqualTo(1e-5);
        assertThat(facts.get("normalisation").asText()).isEqualTo("torch");
        assertThat(facts.get("sha256").asText()).isEqualTo(Sha256.of(weights));
        assertThat(facts.get("published").isNull()).isTrue();
        assertThat(facts.at("/metadata/made of").asText()).isEqualTo("noise");
    }

    @Test
    void aFileThatIsNoneFails() throws IOException {
        Path cut = folder.resolve("cut.safetensors");
        byte[] whole = Files.readAllBytes(weights);
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));

        CommandRun run = CommandRun.of("weights", "inspect", cut);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith(
                        "podagra: " + cut + ": as a safetensors file it is damaged or truncated")
                .hasLineCount(1);
    }

    @Test
    void whatToDoHasToBeSaid() {
        CommandRun run = CommandRun.of("weights");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualToIgnoringNewLines(
                        "podagra: what to do with weights is missing"
                                + "Try 'podagra weights --help'.");
    }

    @Test
    void aLimitIsAtLeastASecond() {
        CommandRun run =
                CommandRun.of("weights", "download", "--out", folder.resolve("a"), "--limit", "0");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--limit is 0, expected at least 1 second");
    }
}
