package io.podagra.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.SplitUnit;
import io.podagra.model.ModelMetadata;
import io.podagra.model.ModelZip;
import io.podagra.model.ResNet50Graph;
import io.podagra.model.training.TrainingSettings;
import io.podagra.pipeline.ImageSettings;
import io.podagra.pipeline.Normalisation;
import io.podagra.pipeline.Normalisers;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifyImagesTest {
    private static final int SIZE = 32;

    @TempDir private Path folder;

    @Test
    void printsScoreAndCallOfEachImage() throws IOException {
        Path image = folder.resolve("joint.png");
        BufferedImage grey = new BufferedImage(40, 50, BufferedImage.TYPE_BYTE_GRAY);
        ImageIO.write(grey, "png", image.toFile());
        ByteArrayOutputStream said = new ByteArrayOutputStream();

        ClassifyImages.classify(
                model(),
                List.of(image, image),
                new PrintStream(said, true, StandardCharsets.UTF_8));

        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("SYNTHETIC MODEL");
        assertThat(said.toString(StandardCharsets.UTF_8).lines().skip(1))
                .allMatch(line -> line.matches("joint\\.png: 0\\.\\d{3}, (ab)?normal"));
    }

    /** What commands, pages and the search for settings need is not there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.podagra.cli.Podagra",
                "io.podagra.ui.server.TrainingUi",
                "io.podagra.eval.StudyEvaluation",
                "org.deeplearning4j.arbiter.optimize.runner.LocalOptimizationRunner",
                "org.deeplearning4j.ui.api.UIServer",
                "io.vertx.core.Vertx"
            })
    void nothingElseIsOnTheClassPath(String name) {
        assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
    }

    private Path model() throws IOException {
        Path file = folder.resolve("model.zip");
        ComputationGraph network = ResNet50Graph.create(SIZE, TrainingSettings.defaults(), 1);
        ModelZip.write(file, network, Normalisers.of(Normalisation.RANGE), metadata());
        network.close();
        return file;
    }

    private static ModelMetadata metadata() {
        return new ModelMetadata(
                ModelMetadata.SCHEMA,
                "single",
                List.of("dorsal"),
                List.of("normal", "abnormal"),
                new ModelMetadata.Input(
                        ResNet50Graph.CHANNELS,
                        Normalisation.RANGE.words(),
                        new ImageSettings(SIZE)),
                ModelMetadata.Base.random(),
                List.of(new ModelMetadata.OperatingPoint(0.5, "youden", "nothing")),
                Optional.empty(),
                Optional.empty(),
                new ModelMetadata.Training(
                        TrainingSettings.defaults(),
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        0,
                        0,
                        1,
                        "none",
                        Optional.empty(),
                        SplitUnit.PATIENT,
                        Optional.empty()),
                true,
                Map.of());
    }
}
