package io.podagra.model.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.model.ModelEntries;
import io.podagra.model.ModelZip;
import io.podagra.model.TestModels;
import io.podagra.pipeline.Normalisation;
import io.podagra.pipeline.Normalisers;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of an image that is unlike those of a model's validation. */
class WarningTest {
    @TempDir private Path folder;

    /** From the fingerprint in the zip; every image is farther than nothing from its middle. */
    @Test
    void warnsOfAnImageUnlikeThoseOfTheModelsFingerprint() throws IOException {
        assertThat(warning(1e9)).isEmpty();
        assertThat(warning(0))
                .hasValueSatisfying(
                        said -> assertThat(said).startsWith("unlike the images the model was"));
    }

    private Optional<String> warning(double limit) throws IOException {
        String mean = matrix(1, TestModels.SMALL_FEATURES);
        String fingerprint =
                """
                {"schema": "podagra.fingerprint/1", "synthetic": true, "views": ["left"],
                 "seen": {"parts": "all", "images": 40, "patients": 10},
                 "heldOut": {"parts": "some", "images": 20, "patients": 5},
                 "quantities": [], "devices": null,
                 "features": {"images": 20, "mean": %s, "components": %s, "variances": [1.0],
                   "residual": 1.0, "limit": %s, "falseAlarmRate": 0.01}}
                """
                        .formatted(mean, mean, limit);
        Path file = folder.resolve("with-fingerprint.zip");
        ComputationGraph network = TestModels.small(2);
        ModelZip.write(
                file,
                network,
                Normalisers.of(Normalisation.RANGE),
                TestModels.metadata("left", "left"));
        network.close();
        ModelZip.update(
                file,
                ModelZip.readMetadata(file),
                Map.of(ModelEntries.FINGERPRINT, fingerprint.getBytes(StandardCharsets.UTF_8)));
        try (Classifier classifier = Classifier.load(file)) {
            return classifier.classify(image(), "left").warning();
        }
    }

    /** Of the features' number, all zero but the first. */
    private static String matrix(int rows, int columns) {
        ByteBuffer floats =
                ByteBuffer.allocate(Float.BYTES * rows * columns).order(ByteOrder.LITTLE_ENDIAN);
        floats.putFloat(0, 1);
        return "{\"rows\": %d, \"columns\": %d, \"float32\": \"%s\"}"
                .formatted(rows, columns, Base64.getEncoder().encodeToString(floats.array()));
    }

    private Path image() throws IOException {
        Path file = folder.resolve("image.png");
        ImageIO.write(
                new BufferedImage(60, 40, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
        return file;
    }
}
