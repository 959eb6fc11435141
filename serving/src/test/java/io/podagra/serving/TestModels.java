package io.podagra.serving;

import io.podagra.data.SplitUnit;
import io.podagra.model.ModelJson;
import io.podagra.model.ModelMetadata;
import io.podagra.model.ModelZip;
import io.podagra.model.ResNet50Graph;
import io.podagra.model.deployment.Bundle;
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
import java.util.LinkedHashMap;
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
        return write(file, seed, "single", List.of("dorsal", "plantar"));
    }

    /** A bundle of a model for dorsal and one for plantar images, which lie beside it. */
    static Path writeBundle(Path file, long dorsal, long plantar) throws IOException {
        Map<String, Path> models = new LinkedHashMap<>();
        models.put("models/dorsal.zip", view(file, dorsal, "dorsal"));
        models.put("models/plantar.zip", view(file, plantar, "plantar"));
        Bundle bundle =
                new Bundle(
                        Bundle.SCHEMA,
                        "multiple",
                        List.of(
                                new Bundle.Entry("dorsal", "models/dorsal.zip"),
                                new Bundle.Entry("plantar", "models/plantar.zip")),
                        Optional.empty(),
                        true);
        ModelZip.writeBundle(file, models, Map.of(Bundle.ENTRY, ModelJson.write(bundle)));
        return file;
    }

    private static Path view(Path bundle, long seed, String view) throws IOException {
        return write(bundle.resolveSibling(view + ".zip"), seed, view, List.of(view));
    }

    private static Path write(Path file, long seed, String arm, List<String> views)
            throws IOException {
        TrainingSettings settings = TrainingSettings.defaults();
        ComputationGraph network = ResNet50Graph.create(SIZE, settings, seed);
        try {
            ModelZip.write(
                    file,
                    network,
                    Normalisers.of(Normalisation.RANGE),
                    metadata(settings, arm, views));
        } finally {
            network.close();
        }
        return file;
    }

    private static ModelMetadata metadata(
            TrainingSettings settings, String arm, List<String> views) {
        ImageSettings plain = ImageSettings.stretched(SIZE);
        return new ModelMetadata(
                ModelMetadata.SCHEMA,
                arm,
                views,
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
