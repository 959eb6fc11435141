package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Label;
import io.podagra.data.ProgressListener;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.datavec.api.writable.NDArrayWritable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ImageCacheTest {
    private static final ImageSettings SETTINGS = new ImageSettings(32);
    private static final AugmentationSettings VARIED = AugmentationSettings.defaults();
    private static final int IMAGE_BYTES = 64 * 64;
    private static final int MANY = 1 << 24;

    @TempDir private Path folder;
    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger decoded = new AtomicInteger();
    private List<CohortImage> images;
    private Path cacheFolder;

    @BeforeEach
    void writeImages() throws IOException {
        images = new ArrayList<>(TestImages.cohort(folder, 5));
        BufferedImage colour = new BufferedImage(50, 70, BufferedImage.TYPE_INT_RGB);
        colour.setRGB(20, 30, 0x804020);
        Path file = TestImages.write(colour, folder.resolve("colour.png"));
        images.add(TestImages.image(file, Label.ABNORMAL));
        cacheFolder = folder.resolve("run").resolve("cache");
    }

    @Test
    void cachedImagesAreTheDecodedOnes() {
        try (CachedImages cached = open(MANY);
                CohortRecordReader kept = shuffled(cached);
                CohortRecordReader read = shuffled(CachedImages.none())) {
            for (int epoch = 0; epoch < 2; epoch++) {
                kept.startEpoch(epoch);
                read.startEpoch(epoch);
                assertThat(epochOf(kept)).isEqualTo(epochOf(read));
            }
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void filesAreNotReadAgain() throws IOException {
        try (CachedImages cached = open(MANY);
                CohortRecordReader reader = shuffled(cached)) {
            for (CohortImage image : images) {
                Files.delete(image.file());
            }
            assertThat(epochOf(reader).size(0)).isEqualTo(6);
        }
    }

    @Test
    void imagesAreDecodedOnceForAllWhoOpenThem() throws IOException {
        open(MANY).close();
        assertThat(decoded).hasValue(6);
        open(MANY).close();
        assertThat(decoded).hasValue(6);
        assertThat(packs()).hasSize(1);
    }

    @Test
    void renamedFilesAndAnotherOrderAreFoundAgain() throws IOException {
        open(MANY).close();
        Path renamed = folder.resolve("renamed.png");
        Files.move(images.get(0).file(), renamed);
        images.set(0, TestImages.image(renamed, Label.NORMAL));
        Collections.reverse(images);
        open(MANY).close();

        assertThat(decoded).hasValue(6);
    }

    @Test
    void changedImageIsDecodedAnew() throws IOException {
        open(MANY).close();
        TestImages.write(TestImages.speckle(90, 70, 99), images.get(2).file());
        try (CachedImages cached = open(MANY);
                CohortRecordReader kept = shuffled(cached);
                CohortRecordReader read = shuffled(CachedImages.none())) {
            assertThat(epochOf(kept)).isEqualTo(epochOf(read));
        }
        assertThat(packs()).hasSize(2);
    }

    @Test
    void otherPreprocessingIsNeverMixedUp() throws IOException {
        open(MANY).close();
        ImageSettings stretched = ImageSettings.stretched(32);
        try (CachedImages cached = cache(MANY).open(images, stretched, ProgressListener.SILENT);
                CohortRecordReader kept = CohortRecordReader.inOrder(images, stretched, cached);
                CohortRecordReader read =
                        CohortRecordReader.inOrder(images, stretched, CachedImages.none())) {
            assertThat(epochOf(kept)).isEqualTo(epochOf(read));
        }
        assertThat(packs()).hasSize(2);
    }

    @Test
    void imagesOfAnotherSizeAreRefused() {
        try (CachedImages cached = open(MANY)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () ->
                                    ImageIterators.evaluation(
                                            images, cached, new ImageSettings(64), 2))
                    .withMessage("cached images have 64 pixels a side, expected 128");
        }
    }

    @Test
    void filesUsedLongestAgoMakeRoom() throws IOException {
        int twoPacks = 2 * (6 + 2) * IMAGE_BYTES + 1000;
        open(twoPacks).close();
        Path first = packs().get(0);
        open(ImageSettings.stretched(32), twoPacks).close();
        Path second = packs().stream().filter(file -> !file.equals(first)).findAny().orElseThrow();
        Files.setLastModifiedTime(first, FileTime.fromMillis(2_000));
        Files.setLastModifiedTime(second, FileTime.fromMillis(1_000));
        open(twoPacks).close(); // uses the first one

        TestImages.write(TestImages.speckle(90, 70, 99), images.get(2).file());
        open(twoPacks).close();
        assertThat(packs()).hasSize(2).contains(first).doesNotContain(second);
    }

    @Test
    void imagesBeyondTheLimitAreNotKeptAndOneNoticeSaysSo() throws IOException {
        // Room for six grey images, but not for one in colour: seen only when it is decoded.
        for (int limit : new int[] {2 * IMAGE_BYTES, 7 * IMAGE_BYTES}) {
            notices.clear();
            try (CachedImages cached = open(limit);
                    CohortRecordReader reader = shuffled(cached)) {
                assertThat(cached.isEmpty()).isTrue();
                assertThat(epochOf(reader).size(0)).isEqualTo(6);
            }
            assertThat(notices)
                    .containsExactly(
                            "no cache of decoded images: %s: the images exceed the limit of %,d"
                                            .formatted(cacheFolder, limit)
                                    + " bytes; training decodes them in every epoch");
            assertThat(packs()).isEmpty();
        }
    }

    @Test
    void folderThatCannotBeMadeIsNoticed() throws IOException {
        Files.createDirectories(cacheFolder.getParent());
        Files.writeString(cacheFolder, "in the way");
        assertThat(open(MANY).isEmpty()).isTrue();
        assertThat(notices).hasSize(1).first().asString().contains(cacheFolder.toString());
    }

    @Test
    void damagedFileIsWrittenAnew() throws IOException {
        open(MANY).close();
        Path pack = packs().get(0);
        try (FileChannel channel = FileChannel.open(pack, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 1);
        }
        open(MANY).close();
        assertThat(decoded).hasValue(12);
        Files.writeString(pack, "short");
        open(MANY).close();
        assertThat(decoded).hasValue(18);
    }

    @Test
    void whatAKilledProcessLeftIsClearedAway() throws IOException {
        Files.createDirectories(cacheFolder);
        Path left = cacheFolder.resolve(".x.images.123e4567-e89b-12d3-a456-426614174000.tmp");
        Files.writeString(left, "half");
        open(MANY).close();
        assertThat(left).doesNotExist();
    }

    @Test
    void brokenImageFailsWhereItIsUsed() throws IOException {
        TestImages.spoil(images.get(1));
        Files.delete(images.get(3).file());
        try (CachedImages cached = open(MANY);
                CohortRecordReader reader = CohortRecordReader.inOrder(images, SETTINGS, cached)) {
            reader.next();
            assertThatThrownBy(reader::next)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("image '1.png' of the manifest");
            reader.next();
            assertThatThrownBy(reader::next)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("image '3.png' of the manifest");
        }
    }

    @Test
    void nothingIsReadableForOthers() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        open(MANY).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cacheFolder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(packs().get(0))))
                .isEqualTo("rw-------");
    }

    @Test
    void deletedCacheLeavesNothing() throws IOException {
        try (CachedImages cached = open(MANY);
                CohortRecordReader reader = shuffled(cached)) {
            cache(MANY).delete();
            cache(MANY).delete();
            assertThat(cacheFolder).doesNotExist();
            // Whoever has it open keeps it.
            assertThat(epochOf(reader).size(0)).isEqualTo(6);
        }
    }

    @Test
    void closedImagesCannotBeUsedAndAreUnmapped() throws IOException {
        Path maps = Path.of("/proc/self/maps");
        CachedImages cached = open(MANY);
        String pack = packs().get(0).getFileName().toString();
        if (Files.exists(maps)) {
            assertThat(Files.readString(maps)).contains(pack);
        }
        WorkingImage image = cached.get(images.get(0)).orElseThrow();
        cached.close();
        cached.close();
        assertThatIllegalStateException().isThrownBy(image::toMat);
        if (Files.exists(maps)) {
            assertThat(Files.readString(maps)).doesNotContain(pack);
        }
    }

    @Test
    void processesThatBuildAtOnceShareOneFile() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int process = 0; process < 2; process++) {
            processes.add(
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    OpenInAnotherProcess.class.getName(),
                                    folder.toString(),
                                    cacheFolder.toString())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
        }
        int decodedThere = 0;
        for (Process process : processes) {
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .strip();
            assertThat(process.waitFor()).isZero();
            decodedThere += Integer.parseInt(output);
        }
        assertThat(decodedThere).isEqualTo(5);
        assertThat(packs()).hasSize(1);
    }

    /** Opens the cache of the images 0 to 4 and prints how many it decoded. */
    static final class OpenInAnotherProcess {
        private OpenInAnotherProcess() {}

        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            List<CohortImage> images =
                    IntStream.range(0, 5)
                            .mapToObj(index -> folder.resolve(index + ".png"))
                            .map(file -> TestImages.image(file, Label.NORMAL))
                            .toList();
            AtomicInteger decoded = new AtomicInteger();
            new ImageCache(Path.of(arguments[1]), MANY, System.err::println)
                    .open(images, SETTINGS, (done, total) -> decoded.incrementAndGet())
                    .close();
            System.out.println(decoded);
        }
    }

    @Test
    void threadsThatBuildAtOnceShareOneFile() {
        IntStream.range(0, 4).parallel().forEach(thread -> open(MANY).close());
        assertThat(decoded).hasValue(6);
        assertThat(notices).isEmpty();
    }

    @Test
    void memoryDoesNotGrowWithEpochs() throws IOException {
        List<CohortImage> many = TestImages.cohort(folder, 300);
        try (CachedImages cached = cache(MANY).open(many, SETTINGS, ProgressListener.SILENT);
                ImageIterator fromCache =
                        ImageIterators.training(many, cached, SETTINGS, VARIED, 32, 1);
                ImageIterator fromFiles = ImageIterators.training(many, SETTINGS, VARIED, 32, 1)) {
            List<Long> tracked = new ArrayList<>();
            for (int epoch = 0; epoch < 4; epoch++) {
                for (ImageIterator iterator : List.of(fromCache, fromFiles)) {
                    iterator.startEpoch(epoch);
                    while (iterator.hasNext()) {
                        iterator.next();
                    }
                }
                tracked.add(Pointer.totalBytes());
            }
            // An epoch's pixels would be 1.2 MB decoded, and 3.7 MB as tensors.
            assertThat(tracked.get(3) - tracked.get(0)).isLessThan(500_000);
        }
    }

    private CachedImages open(long maximumBytes) {
        return open(SETTINGS, maximumBytes);
    }

    private CachedImages open(ImageSettings settings, long maximumBytes) {
        return cache(maximumBytes)
                .open(images, settings, (done, total) -> decoded.incrementAndGet());
    }

    private ImageCache cache(long maximumBytes) {
        return new ImageCache(cacheFolder, maximumBytes, notices::add);
    }

    private CohortRecordReader shuffled(CachedImages cached) {
        return CohortRecordReader.shuffled(images, SETTINGS, VARIED, 5, cached);
    }

    private List<Path> packs() throws IOException {
        try (Stream<Path> content = Files.list(cacheFolder)) {
            return content.filter(file -> file.toString().endsWith(".images")).sorted().toList();
        }
    }

    private static INDArray epochOf(CohortRecordReader reader) {
        List<INDArray> tensors = new ArrayList<>();
        while (reader.hasNext()) {
            tensors.add(((NDArrayWritable) reader.next().get(0)).get());
        }
        return Nd4j.concat(0, tensors.toArray(INDArray[]::new));
    }
}
