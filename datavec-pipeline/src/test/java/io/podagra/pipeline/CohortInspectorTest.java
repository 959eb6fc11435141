package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.podagra.data.CohortImage;
import io.podagra.data.Label;
import io.podagra.data.ProgressListener;
import io.podagra.data.audit.Box;
import io.podagra.data.audit.Duplicate;
import io.podagra.data.audit.Duplicates;
import io.podagra.data.audit.Inspection;
import io.podagra.data.audit.Inspection.Inspected;
import io.podagra.data.audit.Inspections;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CohortInspectorTest {
    private final CohortInspector inspector = new CohortInspector();

    @TempDir private Path folder;

    @Test
    void tellsSizeChannelsAndGreyLevels() throws IOException {
        // 1 % of 10,000 pixels is black, 5 % are brighter than 200.
        BufferedImage image =
                TestImages.grey(
                        100, 100, (x, y) -> y == 0 ? 0 : y >= 95 ? 250 : y == 94 ? 200 : 100);

        Inspected seen = inspect("a.png", image);

        assertThat(seen.width()).isEqualTo(100);
        assertThat(seen.channels()).isEqualTo(1);
        assertThat(seen.grey().low()).isZero();
        assertThat(seen.grey().bright()).isEqualTo(200);
        assertThat(seen.grey().high()).isEqualTo(250);
    }

    @Test
    void pixelsAreKnownAgainInAnotherFormatAndInColour() throws IOException {
        BufferedImage grey = TestImages.speckle(120, 90, 1);
        BufferedImage colour = new BufferedImage(120, 90, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 90; y++) {
            for (int x = 0; x < 120; x++) {
                colour.setRGB(x, y, 0x010101 * grey.getRaster().getSample(x, y, 0));
            }
        }

        Inspected png = inspect("a.png", grey);
        Inspected bmp = inspect("a.bmp", grey);
        Inspected threeChannels = inspect("colour.png", colour);

        assertThat(bmp.pixelDigest()).isEqualTo(png.pixelDigest());
        assertThat(bmp.contentDigest()).isNotEqualTo(png.contentDigest());
        assertThat(threeChannels.channels()).isEqualTo(3);
        assertThat(threeChannels.pixelDigest()).isEqualTo(png.pixelDigest());
    }

    @Test
    void brokenFileGivesItsReason() throws IOException {
        CohortImage image = TestImages.cohort(folder, 1).get(0);
        TestImages.spoil(image);

        assertThat(inspector.inspect(image))
                .isInstanceOfSatisfying(
                        Inspection.Broken.class,
                        broken -> assertThat(broken.reason()).contains("is no image"));
    }

    @Test
    void uprightStrokesAreOverlaysAndLinesAcrossTheBeamAreNot() throws IOException {
        BufferedImage tissue = TestImages.grey(300, 200, (x, y) -> 90 + (x * 7 + y * 13) % 20);
        for (int x = 40; x < 260; x++) { // bone: thin along the beam, long across it
            tissue.getRaster().setSample(x, 120, 0, 255);
        }
        assertThat(inspect("bone.png", tissue).overlays()).isEmpty();

        for (int y = 50; y < 59; y++) {
            tissue.getRaster().setSample(100, y, 0, 255);
        }
        assertThat(inspect("mark.png", tissue).overlays()).containsExactly(new Box(100, 50, 1, 9));
    }

    @Test
    void likenessIsSymmetricAndOneForTheSamePicture() throws IOException {
        CohortImage one = write("one.png", blobs(1));
        CohortImage other = write("other.png", blobs(2));

        assertThat(inspector.likeness(one, one)).isCloseTo(1, within(1e-3));
        assertThat(inspector.likeness(one, other))
                .isEqualTo(inspector.likeness(other, one))
                .isLessThan(0.5);
    }

    @Test
    void resultsDependNeitherOnOrderNorOnThreads() throws IOException {
        List<CohortImage> images = new ArrayList<>();
        for (int seed = 0; seed < 24; seed++) {
            // Every third is a copy of the one before it, a little darker.
            int look = seed % 3 == 2 ? seed - 1 : seed;
            double gain = seed % 3 == 2 ? 0.9 : 1;
            BufferedImage picture = blobs(look);
            images.add(
                    write(
                            seed + ".png",
                            TestImages.grey(
                                    picture.getWidth(),
                                    picture.getHeight(),
                                    (x, y) ->
                                            (int)
                                                    (gain
                                                            * picture.getRaster()
                                                                    .getSample(x, y, 0)))));
        }
        List<String> pairs = pairs(images);

        assertThat(pairs).hasSize(8).contains("1.png 2.png", "22.png 23.png");
        for (int round = 0; round < 3; round++) {
            List<CohortImage> shuffled = new ArrayList<>(images);
            Collections.shuffle(shuffled, new Random(round));
            assertThat(pairs(shuffled)).containsExactlyInAnyOrderElementsOf(pairs);
        }
    }

    @Test
    void thumbnailIsASmallJpegOfTheSameShape() throws IOException {
        CohortImage image = write("wide.png", TestImages.speckle(400, 200, 1));

        BufferedImage small =
                ImageIO.read(new ByteArrayInputStream(inspector.thumbnail(image, 100)));

        assertThat(small.getWidth()).isEqualTo(100);
        assertThat(small.getHeight()).isEqualTo(50);
    }

    @Test
    void onePixelIsInspected() throws IOException {
        assertThat(inspect("dot.png", TestImages.grey(1, 1, (x, y) -> 9)).width()).isEqualTo(1);
    }

    @Test
    void nativeMemoryIsFreedAtOnce() throws IOException {
        CohortImage one = write("one.png", blobs(1));
        CohortImage copy = write("copy.bmp", blobs(1));
        look(one, copy);
        long before = Pointer.totalCount();
        for (int round = 0; round < 100; round++) {
            look(one, copy);
        }
        // Each look allocates dozens of pointers; not one of 100 looks may leave one behind.
        assertThat(Pointer.totalCount() - before).isLessThan(100);
    }

    private void look(CohortImage one, CohortImage other) {
        CohortInspector fresh = new CohortInspector();
        fresh.inspect(one);
        assertThat(fresh.likeness(one, other)).isGreaterThan(0.99);
        fresh.thumbnail(one, 50);
    }

    private List<String> pairs(List<CohortImage> images) {
        CohortInspector fresh = new CohortInspector();
        Inspections inspections = Inspections.of(images, fresh, ProgressListener.SILENT);
        return Duplicates.find(inspections, fresh, ProgressListener.SILENT).all().stream()
                .map(Duplicate::pair)
                .map(
                        pair -> {
                            List<String> ids =
                                    new ArrayList<>(List.of(pair.first().id(), pair.second().id()));
                            Collections.sort(ids);
                            return String.join(" ", ids);
                        })
                .toList();
    }

    /** Bright blobs at random places, different for every seed at every scale. */
    private static BufferedImage blobs(int seed) {
        Random random = new Random(seed);
        double[][] waves = new double[40][4];
        for (double[] wave : waves) {
            wave[0] = random.nextGaussian() * 0.15;
            wave[1] = random.nextGaussian() * 0.15;
            wave[2] = random.nextDouble() * 2 * Math.PI;
            wave[3] = random.nextDouble();
        }
        return TestImages.grey(
                320,
                220,
                (x, y) -> {
                    double sum = 0;
                    for (double[] wave : waves) {
                        sum += wave[3] * Math.sin(wave[0] * x + wave[1] * y + wave[2]);
                    }
                    return (int) Math.max(0, Math.min(255, 120 + 20 * sum));
                });
    }

    private Inspected inspect(String name, BufferedImage image) throws IOException {
        return (Inspected) inspector.inspect(write(name, image));
    }

    private CohortImage write(String name, BufferedImage image) throws IOException {
        return TestImages.image(TestImages.write(image, folder.resolve(name)), Label.NORMAL);
    }
}
