package io.podagra.pipeline;

import io.podagra.data.CohortImage;
import io.podagra.data.Label;
import io.podagra.data.View;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;

/** Writes images with the JDK's ImageIO, so that OpenCV is tested against another's files. */
final class TestImages {
    private TestImages() {}

    /** A grey image whose value at (x, y) is given, 0 to 255. */
    static BufferedImage grey(int width, int height, IntBinaryOperator value) {
        return filled(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), value);
    }

    /** Sets the first band of every pixel. */
    static BufferedImage filled(BufferedImage image, IntBinaryOperator value) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.getRaster().setSample(x, y, 0, value.applyAsInt(x, y));
            }
        }
        return image;
    }

    /** A smooth gradient with noise: no two places alike, and no two seeds. */
    static BufferedImage speckle(int width, int height, long seed) {
        Random random = new Random(seed);
        return grey(width, height, (x, y) -> (x + 2 * y) % 160 + random.nextInt(96));
    }

    static Path write(BufferedImage image, Path file) throws IOException {
        String name = file.getFileName().toString();
        String format = name.substring(name.lastIndexOf('.') + 1);
        if (!ImageIO.write(image, format, file.toFile())) {
            throw new IOException("no ImageIO writer for " + format);
        }
        return file;
    }

    /** Images of alternating labels, normal first, named {@code 0.png}, {@code 1.png} and so on. */
    static List<CohortImage> cohort(Path folder, int count) throws IOException {
        List<CohortImage> images = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            Path file = folder.resolve(index + ".png");
            write(speckle(90, 70, index), file);
            images.add(image(file, index % 2 == 0 ? Label.NORMAL : Label.ABNORMAL));
        }
        return images;
    }

    /** Replaces the file of an image by something that is none. */
    static void spoil(CohortImage image) throws IOException {
        Files.writeString(image.file(), "no image");
    }

    static CohortImage image(Path file, Label label) {
        return new CohortImage(
                file.getFileName().toString(), file, "p1", new View("dorsal"), label, Map.of());
    }
}
