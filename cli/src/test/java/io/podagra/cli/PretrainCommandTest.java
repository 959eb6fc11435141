package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.model.weights.BaseWeights;
import io.podagra.pipeline.Normalisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainCommandTest {
    @TempDir private Path folder;

    @Test
    void makesWeightsThatAStudyCanBeginWithAndMakesThemOnce() throws IOException {
        Path out = folder.resolve("run");

        CommandRun first = pretrain(out);

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.err()).contains("SYNTHETIC DATA");
        Path file = out.resolve("podagra-base.safetensors");
        assertThat(first.out()).contains("Base weights: " + file);
        BaseWeights weights = BaseWeights.read(file);
        assertThat(weights.normalisation()).isEqualTo(Normalisation.RANGE);
        assertThat(weights.metadata()).containsEntry("imageSize", "32");
        assertThat(weights.metadata().get("data")).contains("synthetic", "24 of 8 patients");
        assertThat(Files.readAllLines(out.resolve("history.csv"))).hasSize(2);
        assertThat(Files.readAllLines(out.resolve("rounding.csv"))).hasSize(3);
        assertThat(out.resolve("checkpoints")).doesNotExist();

        CommandRun other = pretrain(out);
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err())
                .contains("holds a pretraining that goes on with the settings in run.yaml");

        CommandRun second = CommandRun.of("pretrain", "--out", out);
        assertThat(second.err()).contains("are there already");
        assertThat(BaseWeights.read(file).sha256()).isEqualTo(weights.sha256());
    }

    private static CommandRun pretrain(Path out) {
        return CommandRun.of(
                "pretrain",
                "--out",
                out,
                "--patients",
                8,
                "--images",
                24,
                "--set",
                "image.size=32",
                "--set",
                "training.epochs=1",
                "--set",
                "training.batchSize=8");
    }
}
