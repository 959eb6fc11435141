package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import io.podagra.data.ProgressListener;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** What a plan shows of images is what the iterator gives to the network. */
class ImagePlanTest {
    private static final ImageSettings SETTINGS = new ImageSettings(32);
    private static final AugmentationSettings VARIED = AugmentationSettings.defaults();
    private static final int EPOCH = 2;

    @TempDir private Path folder;
    private List<CohortImage> images;

    @BeforeEach
    void writeImages() throws IOException {
        images = TestImages.cohort(folder, 6);
    }

    @Test
    void variantsAreThoseOfTheEpoch() {
        assertThatVariantsAreThoseOfTheEpoch(CachedImages.none());
    }

    @Test
    void imagesThatAreCachedNeedNoFile() throws IOException {
        ImageCache cache =
                new ImageCache(folder.resolve("cache"), ImageCache.DEFAULT_BYTES, notice -> {});
        try (CachedImages cached = cache.open(images, SETTINGS, ProgressListener.SILENT)) {
            for (CohortImage image : images) {
                TestImages.spoil(image);
            }
            assertThatVariantsAreThoseOfTheEpoch(cached);
        }
    }

    private void assertThatVariantsAreThoseOfTheEpoch(CachedImages cached) {
        try (ImageIterator iterator =
                ImageIterators.training(images, cached, SETTINGS, VARIED, 6, 9)) {
            iterator.startEpoch(EPOCH);
            DataSet batch = iterator.next();
            ImagePlan plan = iterator.plan();
            List<CohortImage> order = plan.epoch(EPOCH).get(0);
            for (int row = 0; row < order.size(); row++) {
                ImagePreview.Variant variant = plan.variant(images.indexOf(order.get(row)), EPOCH);
                assertThat(variant.applied()).isNotEmpty();
                assertThatIsInput(variant.picture(), batch.getFeatures().slice(row));
            }
        }
    }

    @Test
    void anImageThatIsNotVariedIsAsInEvaluation() {
        try (ImageIterator iterator = ImageIterators.evaluation(images, SETTINGS, 6)) {
            INDArray features = iterator.next().getFeatures();
            for (int row = 0; row < images.size(); row++) {
                assertThatIsInput(iterator.plan().picture(images.get(row)), features.slice(row));
                assertThat(iterator.plan().variant(row, EPOCH).applied()).isEmpty();
            }
        }
    }

    @Test
    void anImageThatCannotBeDecodedIsNamed() throws IOException {
        TestImages.spoil(images.get(1));
        try (ImageIterator iterator = ImageIterators.evaluation(images, SETTINGS, 6)) {
            assertThatThrownBy(() -> iterator.plan().picture(images.get(1)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("1.png");
        }
    }

    /**
     * @param input {@code [3, size, size]} in [-1, 1]
     */
    private static void assertThatIsInput(BufferedImage picture, INDArray input) {
        for (int y = 0; y < SETTINGS.size(); y++) {
            for (int x = 0; x < SETTINGS.size(); x++) {
                int rgb = picture.getRGB(x, y);
                for (int channel = 0; channel < ImageLoader.CHANNELS; channel++) {
                    long value = Math.round((input.getDouble(channel, y, x) + 1) * 127.5);
                    assertThat((long) ((rgb >> (8 * channel)) & 0xFF)).isEqualTo(value);
                }
            }
        }
    }
}
