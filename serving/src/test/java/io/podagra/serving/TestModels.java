package io.podagra.serving;

import io.podagra.data.SplitUnit;
import io.podagra.model.ModelMetadata;
import io.podagra.model.ModelZip;
import io.podagra.model.ResNet50Graph;
import io.podagra.model.training.TrainingSettings;
import io.podagra.pipeline.AugmentationSettings;
import io.podagra.pipeline.ImageSettings;
import io.podagra.pipeline.Normalisation;
import io.podagra.pipeline.Normalisers;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Small models that learnt nothing, and images of noise. */
final class TestModels {
    static final int SIZE = 32;

    private TestModels() {}

    /** A model for dorsal and plantar images, that says it is synthetic. */
    static Path write(Path file, long seed) throws IOException {
        TrainingSettings settings = TrainingSettings.defaults();
        ComputationGraph network = ResNet50Graph.create(SIZE, settings, seed);
        try {
            ModelZip.write(file, network, Normalisers.of(Normalisation.RANGE), metadata(settings));
        } finally {
            network.close();
        }
        return file;
    }

    private static ModelMetadata metadata(TrainingSettings settings) {
        ImageSettings plain = ImageSettings.stretched(SIZE);
        return new ModelMetadata(
                ModelMetadata.SCHEMA,
                "single",
                List.of("dorsal", "plantar"),
                List.of("normal", "abnormal"),
                new ModelMetadata.Input(3, "-1 to 1", plain),
                ModelMetadata.Base.random(),
                List.of(
                        new ModelMetadata.OperatingPoint(0.25, "youden", "validation"),
                        new ModelMetadata.OperatingPoint(0, "sensitivity-0.9", "validation")),
                Optional.of(new ModelMetadata.Calibration(0.5, -1, "validation")),
                Optional.empty(),
                new ModelMetadata.Training(
                        settings,
                        Optional.of(AugmentationSettings.defaults()),
                        3,
                        Optional.of(0.5),
                        10,
                        4,
                        1,
                        "cohort",
                        Optional.of("split"),
                        SplitUnit.PATIENT,
                        Optional.empty()),
                true,
                Map.of("podagra", "test"));
    }

    /** A grey picture of noise, another for each seed. */
    static byte[] png(long seed) {
        return png(seed, 48, 40);
    }

    static byte[] png(long seed, int width, int height) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        double brightness = random.nextDouble();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int grey = (int) (brightness * random.nextInt(256));
                image.getRaster().setSample(x, y, 0, grey);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
