package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureCacheTest {
    private static final ImageSettings SETTINGS = new ImageSettings(32);
    private static final int LENGTH = 3;
    private static final int RECORD = 32 + 4 * LENGTH + 32;
    private static final float[][] ROWS = {{1, 2, 3}, {-4, 0, 5}, {6, 7, 8}, {9, 10, 11}};

    @TempDir private Path folder;
    private final List<String> notices = new ArrayList<>();
    private List<CohortImage> images;
    private Path cacheFolder;

    @BeforeEach
    void writeImages() throws IOException {
        images = TestImages.cohort(folder, 4);
        cacheFolder = folder.resolve("run").resolve("cache");
    }

    @Test
    void whatWasAddedIsFoundByWhoOpensItLater() {
        fill();

        Features features = open("trunk", SETTINGS);
        assertThat(features.missing(plan(SETTINGS))).isEmpty();
        assertThat(features.of(plan(SETTINGS), List.of(images.get(2), images.get(0))))
                .isDeepEqualTo(new float[][] {ROWS[2], ROWS[0]});
        assertThat(notices).isEmpty();
    }

    @Test
    void anotherNetworksFeaturesAreNotFound() {
        fill();

        assertThat(open("other", SETTINGS).missing(plan(SETTINGS))).isEqualTo(images);
    }

    @Test
    void featuresOfAnotherPreparationAreNotFound() {
        fill();

        for (ImageSettings other :
                List.of(
                        new ImageSettings(64),
                        ImageSettings.stretched(32),
                        SETTINGS.withNormalisation(Normalisation.TORCH))) {
            assertThat(open("trunk", other).missing(plan(other))).isEqualTo(images);
        }
    }

    @Test
    void changedImageIsMissingAndARenamedOneIsNot() throws IOException {
        fill();
        TestImages.write(TestImages.speckle(90, 70, 99), images.get(1).file());
        Path renamed = folder.resolve("renamed.png");
        Files.move(images.get(3).file(), renamed);
        images = new ArrayList<>(images);
        images.set(3, TestImages.image(renamed, images.get(3).label()));

        assertThat(open("trunk", SETTINGS).missing(plan(SETTINGS))).containsExactly(images.get(1));
    }

    @Test
    void copiesAreOneImage() throws IOException {
        Files.copy(images.get(0).file(), images.get(2).file(), StandardCopyOption.REPLACE_EXISTING);
        Features features = open("trunk", SETTINGS);
        List<CohortImage> missing = features.missing(plan(SETTINGS));

        assertThat(missing).containsExactly(images.get(0), images.get(1), images.get(3));
        features.add(plan(SETTINGS), missing, new float[][] {ROWS[0], ROWS[1], ROWS[3]});
        assertThat(features.of(plan(SETTINGS), List.of(images.get(2))))
                .isDeepEqualTo(new float[][] {ROWS[0]});
    }

    @Test
    void damagedRecordIsMissingAndTheOthersAreNot() throws IOException {
        fill();
        int inTheSecond = headerBytes() + RECORD + 32 + 2;
        byte[] content = Files.readAllBytes(file());
        content[inTheSecond] ^= 1;
        Files.write(file(), content);

        Features features = open("trunk", SETTINGS);
        assertThat(features.missing(plan(SETTINGS))).containsExactly(images.get(1));
        features.add(plan(SETTINGS), List.of(images.get(1)), new float[][] {ROWS[1]});
        assertThat(open("trunk", SETTINGS).missing(plan(SETTINGS))).isEmpty();
    }

    @Test
    void recordThatAKilledWriterLeftUnfinishedIsWrittenOver() throws IOException {
        fill();
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 1);
        }

        Features features = open("trunk", SETTINGS);
        assertThat(features.missing(plan(SETTINGS))).containsExactly(images.get(3));
        features.add(plan(SETTINGS), List.of(images.get(3)), new float[][] {ROWS[3]});
        assertThat(Files.size(file())).isEqualTo(headerBytes() + 4 * RECORD);
        assertThat(open("trunk", SETTINGS).missing(plan(SETTINGS))).isEmpty();
    }

    @Test
    void foreignContentIsNotBelieved() throws IOException {
        fill();
        Path first = file();
        Features other = open("other", SETTINGS);
        other.add(plan(SETTINGS), images, ROWS);
        Path second = files().stream().filter(file -> !file.equals(first)).findAny().orElseThrow();
        byte[] records = Files.readAllBytes(first);
        byte[] mixed = Files.readAllBytes(second);
        System.arraycopy(
                records, headerBytes(), mixed, headerBytes(), records.length - headerBytes());
        Files.write(second, mixed); // this network's header, another's records
        assertThat(open("other", SETTINGS).missing(plan(SETTINGS))).isEqualTo(images);

        Files.write(second, records); // another network's file
        assertThat(open("other", SETTINGS).missing(plan(SETTINGS))).isEqualTo(images);

        Files.writeString(second, "short");
        assertThat(open("other", SETTINGS).missing(plan(SETTINGS))).isEqualTo(images);
        assertThat(open("trunk", SETTINGS).missing(plan(SETTINGS))).isEmpty();
    }

    @Test
    void whatAKilledProcessLeftIsClearedAway() throws IOException {
        Files.createDirectories(cacheFolder);
        Path left = cacheFolder.resolve(".x.features.123e4567-e89b-12d3-a456-426614174000.tmp");
        Files.writeString(left, "half");

        open("trunk", SETTINGS);

        assertThat(left).doesNotExist();
    }

    @Test
    void whereNothingCanBeWrittenFeaturesStayInMemory() throws IOException {
        Files.createDirectories(cacheFolder.getParent());
        Files.writeString(cacheFolder, "in the way");
        FeatureCache cache = cache();
        Features features = cache.of("trunk", List.of(plan(SETTINGS)), LENGTH).orElseThrow();
        features.add(plan(SETTINGS), images, ROWS);

        assertThat(cache.of("trunk", List.of(plan(SETTINGS)), LENGTH)).containsSame(features);
        assertThat(features.missing(plan(SETTINGS))).isEmpty();
        assertThat(notices)
                .singleElement()
                .asString()
                .startsWith("features are kept in memory only: " + cacheFolder);
    }

    @Test
    void moreThanAQuarterOfTheHeapIsNotKept() {
        int huge = Integer.MAX_VALUE / Float.BYTES - 100;
        assumeTrue(Runtime.getRuntime().maxMemory() < 16L << 30);

        assertThat(cache().of("trunk", List.of(plan(SETTINGS)), huge)).isEmpty();
        assertThat(notices)
                .containsExactly(
                        String.format(
                                Locale.ROOT,
                                "features of 4 images are not kept: they take 8,191 MiB, more than"
                                        + " the %,d MiB they may take of Java's heap"
                                        + " (PODAGRA_HEAP_MB)",
                                (Runtime.getRuntime().maxMemory() / 4) >> 20));
    }

    @Test
    void plansHaveRoomForAllTheirImagesTogetherAndForOneTheyShareOnce() {
        ImagePlan first = plan(images.subList(0, 3));
        ImagePlan second = plan(images.subList(2, 4));
        int four = 4 * LENGTH * Float.BYTES;

        assertThat(cacheOf(four).of("trunk", List.of(first, second), LENGTH)).isPresent();
        assertThat(notices).isEmpty();
        assertThat(cacheOf(four - 1).of("trunk", List.of(first, second), LENGTH)).isEmpty();
        assertThat(notices)
                .singleElement()
                .asString()
                .startsWith("features of 5 images are not kept");
        assertThat(cacheOf(four - 1).of("trunk", List.of(first), LENGTH)).isPresent();
    }

    @Test
    void plansThatPrepareImagesDifferentlyAreRefused() {
        List<ImagePlan> plans = List.of(plan(SETTINGS), plan(new ImageSettings(64)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> cache().of("trunk", plans, LENGTH))
                .withMessageContaining("prepared in 2 ways")
                .withMessageContaining("size=64");
    }

    @Test
    void featuresOfAnotherLengthAreRefused() {
        Features features = open("trunk", SETTINGS);

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> features.add(plan(SETTINGS), images, new float[][] {{1, 2, 3, 4}}))
                .withMessage("4 features, expected 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> features.of(plan(SETTINGS), images))
                .withMessage("no features of image '0.png'");
    }

    @Test
    void missingFileIsNamedAsInTheManifest() throws IOException {
        Files.delete(images.get(2).file());

        assertThatThrownBy(() -> open("trunk", SETTINGS))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("image '2.png' of the manifest");
    }

    @Test
    void nothingIsReadableForOthersAndDeletedCacheLeavesNothing() throws IOException {
        fill();
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cacheFolder)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                    .isEqualTo("rw-------");
        }

        new ImageCache(cacheFolder, 1 << 20, notices::add).delete();

        assertThat(cacheFolder).doesNotExist();
    }

    @Test
    void planSaysWhatTheIteratorGives() {
        List<CohortImage> three = images.subList(0, 3); // batches of two: the last would be single
        try (ImageIterator iterator =
                ImageIterators.training(three, SETTINGS, AugmentationSettings.none(), 2, 7)) {
            ImagePlan plan = iterator.plan();
            assertThat(plan.varied()).isFalse();
            for (int epoch = 0; epoch < 4; epoch++) {
                iterator.startEpoch(epoch);
                for (List<CohortImage> batch : plan.epoch(epoch)) {
                    var given = iterator.next();
                    assertThat(plan.labels(batch)).isEqualTo(given.getLabels());
                    try (ImageIterator same = plan.unvaried(batch)) {
                        assertThat(same.next().getFeatures()).isEqualTo(given.getFeatures());
                    }
                }
                assertThat(iterator.hasNext()).isFalse();
            }
        }
        try (ImageIterator iterator =
                ImageIterators.training(three, SETTINGS, AugmentationSettings.defaults(), 2, 7)) {
            assertThat(iterator.plan().varied()).isTrue();
        }
    }

    private void fill() {
        open("trunk", SETTINGS).add(plan(SETTINGS), images, ROWS);
    }

    /** As another process would. */
    private Features open(String network, ImageSettings settings) {
        return cache().of(network, List.of(plan(settings)), LENGTH).orElseThrow();
    }

    private FeatureCache cache() {
        return new FeatureCache(cacheFolder, 1 << 20, notices::add);
    }

    private FeatureCache cacheOf(long memoryBytes) {
        return new FeatureCache(cacheFolder, 1 << 20, memoryBytes, notices::add);
    }

    private ImagePlan plan(ImageSettings settings) {
        return plan(images, settings);
    }

    private static ImagePlan plan(List<CohortImage> some) {
        return plan(some, SETTINGS);
    }

    private static ImagePlan plan(List<CohortImage> some, ImageSettings settings) {
        try (ImageIterator iterator = ImageIterators.evaluation(some, settings, 2)) {
            return iterator.plan();
        }
    }

    private Path file() throws IOException {
        return files().get(0);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> content = Files.list(cacheFolder)) {
            return content.filter(file -> file.toString().endsWith(".features")).sorted().toList();
        }
    }

    private static int headerBytes() {
        return 8 + 32 + 4;
    }
}
