package io.podagra.model.training;

import io.podagra.data.CohortImage;
import io.podagra.data.Label;
import io.podagra.data.View;
import io.podagra.pipeline.AugmentationSettings;
import io.podagra.pipeline.CachedImages;
import io.podagra.pipeline.ImageIterator;
import io.podagra.pipeline.ImageIterators;
import io.podagra.pipeline.ImageSettings;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * A few images in files, in batches of {@link #BATCH}, for {@link StagedNetwork}.
 *
 * @param training normal and abnormal in turn, the abnormal ones brighter
 * @param validation the same
 */
record SmallCohort(List<CohortImage> training, List<CohortImage> validation) {
    static final int BATCH = 4;

    private static final ImageSettings SETTINGS = new ImageSettings(32);

    /** Draws images into a folder. */
    static SmallCohort draw(Path folder, int training, int validation) throws IOException {
        List<CohortImage> images = new ArrayList<>();
        for (int index = 0; index < training + validation; index++) {
            images.add(image(folder, index));
        }
        return new SmallCohort(
                images.subList(0, training), images.subList(training, images.size()));
    }

    /** Number of training images, normal and abnormal. */
    List<Integer> byClass() {
        int abnormal =
                (int) training.stream().filter(image -> image.label() == Label.ABNORMAL).count();
        return List.of(training.size() - abnormal, abnormal);
    }

    ImageIterator trainingImages(AugmentationSettings augmentation) {
        return ImageIterators.training(
                training, CachedImages.none(), SETTINGS, augmentation, BATCH, 3);
    }

    ImageIterator validationImages() {
        return ImageIterators.evaluation(validation, CachedImages.none(), SETTINGS, BATCH);
    }

    private static CohortImage image(Path folder, int index) throws IOException {
        BufferedImage pixels = new BufferedImage(40, 40, BufferedImage.TYPE_BYTE_GRAY);
        Random random = new Random(index);
        for (int pixel = 0; pixel < 1600; pixel++) {
            int value = random.nextInt(128) + 64 * (index % 2) + 5 * index;
            pixels.getRaster().setSample(pixel % 40, pixel / 40, 0, value);
        }
        Path file = folder.resolve(index + ".png");
        ImageIO.write(pixels, "png", file.toFile());
        Label label = index % 2 == 0 ? Label.NORMAL : Label.ABNORMAL;
        String name = file.getFileName().toString();
        return new CohortImage(name, file, "p" + index, new View("dorsal"), label, Map.of());
    }
}
