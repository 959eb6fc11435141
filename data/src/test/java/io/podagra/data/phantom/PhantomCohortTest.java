package io.podagra.data.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.Cohort;
import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Label;
import io.podagra.data.ProgressListener;
import io.podagra.data.SyntheticMark;
import io.podagra.data.drawing.BitmapFont;
import io.podagra.data.drawing.GreyImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomCohortTest {
    private static final PhantomSettings TINY = PhantomSettings.paper().withSize(4, 24).withSeed(7);

    @TempDir static Path shared;
    @TempDir Path folder;

    private static Path written;
    private static Cohort cohort;

    @BeforeAll
    static void write() throws IOException {
        written = shared.resolve("deep/er/tiny");
        PhantomCohort.write(written, TINY, ProgressListener.SILENT);
        cohort = Cohort.read(written);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** All files below a folder, with their paths from it. */
    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void hasTheNumberOfPatientsAndImagesAskedFor() {
        assertThat(cohort.patients()).hasSize(4);
        assertThat(cohort.images()).hasSize(24);
    }

    @Test
    void hasBothClassesInEachOfThreeViews() {
        assertThat(cohort.views())
                .extracting(view -> view.name())
                .containsExactly("dorsal", "medial", "plantar");
        for (Label label : Label.values()) {
            assertThat(cohort.views())
                    .allSatisfy(
                            view ->
                                    assertThat(cohort.images())
                                            .anyMatch(
                                                    image ->
                                                            image.view().equals(view)
                                                                    && image.label() == label));
        }
    }

    @Test
    void everyIdentifierSaysSynthetic() {
        assertThat(cohort.synthetic()).isTrue();
        assertThat(cohort.patients()).allMatch(SyntheticMark::marks);
        assertThat(cohort.images())
                .extracting(CohortImage::id)
                .allMatch(SyntheticMark::marks)
                .contains("images/synthetic-0001-dorsal-1.png");
    }

    @Test
    void theManifestHasWhatHoldOutSplitsNeed() {
        assertThat(cohort.images())
                .allSatisfy(
                        image -> {
                            Map<String, String> row = image.attributes();
                            assertThat(row.get("study_id"))
                                    .matches(image.patientId() + "-study-[12]");
                            assertThat(row.get("site")).matches("synthetic-site-[abc]");
                            assertThat(row.get("device")).startsWith("SIM");
                            assertThat(row.get("laterality")).isIn("left", "right");
                            assertThat(LocalDate.parse(row.get("acquired_at")).getYear())
                                    .isBetween(2021, 2024);
                            assertThat(row).doesNotContainKeys("signs", "severity", "mask");
                        });
    }

    private static List<CSVRecord> truth() throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
        try (CSVParser rows = format.parse(Files.newBufferedReader(written.resolve("truth.csv")))) {
            return rows.getRecords();
        }
    }

    @Test
    void theTruthHasARowForEachImageInTheManifestsOrder() throws IOException {
        assertThat(truth())
                .extracting(row -> row.get("image"))
                .isEqualTo(cohort.images().stream().map(CohortImage::id).toList());
    }

    @Test
    void anImageIsAbnormalWhereASignIsDrawnAndThenHasAMask() throws IOException {
        for (CSVRecord row : truth()) {
            boolean abnormal = row.get("label").equals("abnormal");
            double worst = 0;
            for (Sign sign : Sign.values()) {
                worst = Math.max(worst, Double.parseDouble(row.get(sign.word())));
            }
            assertThat(worst > 0).isEqualTo(abnormal);
            assertThat(worst).isLessThanOrEqualTo(1);
            assertThat(row.get("mask"))
                    .isEqualTo(abnormal ? row.get("image").replace("images/", "masks/") : "");
            assertThat(abnormal && !Files.exists(written.resolve(row.get("mask")))).isFalse();
        }
    }

    @Test
    void aMaskHasTheSizeOfItsImageAndTheBitsOfItsSignsOnly() throws IOException {
        for (CSVRecord row : truth()) {
            if (row.get("mask").isEmpty()) {
                continue;
            }
            BufferedImage image = ImageIO.read(written.resolve(row.get("image")).toFile());
            BufferedImage mask = ImageIO.read(written.resolve(row.get("mask")).toFile());
            assertThat(mask.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
            assertThat(mask.getWidth()).isEqualTo(image.getWidth());
            assertThat(mask.getHeight()).isEqualTo(image.getHeight());
            int drawn = 0;
            for (Sign sign : Sign.values()) {
                drawn |= Double.parseDouble(row.get(sign.word())) > 0 ? sign.maskBit() : 0;
            }
            int seen = 0;
            for (int y = 0; y < mask.getHeight(); y++) {
                for (int x = 0; x < mask.getWidth(); x++) {
                    seen |= mask.getRaster().getSample(x, y, 0);
                }
            }
            assertThat(seen).isNotZero();
            assertThat(seen & ~drawn).isZero();
        }
    }

    @Test
    void imagesAreGreyAndOfTheSizeOfAScreen() throws IOException {
        for (CohortImage image : cohort.images()) {
            BufferedImage decoded = ImageIO.read(image.file().toFile());
            assertThat(decoded.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
            assertThat(decoded.getWidth()).isBetween(400, 560);
            assertThat(decoded.getHeight()).isBetween(170, 480);
        }
    }

    @Test
    void theMarkIsBurnedIntoTheMarginAboveTheImage() throws IOException {
        int width = BitmapFont.widthOf(SyntheticMark.TEXT);
        GreyImage mark = new GreyImage(width, BitmapFont.HEIGHT, 0);
        BitmapFont.draw(mark, 0, 0, SyntheticMark.TEXT, 1);
        for (CohortImage image : cohort.images()) {
            BufferedImage decoded = ImageIO.read(image.file().toFile());
            int left = decoded.getWidth() - width - 4;
            for (int y = 0; y < BitmapFont.HEIGHT; y++) {
                for (int x = 0; x < width; x++) {
                    boolean bright = decoded.getRaster().getSample(left + x, 4 + y, 0) > 100;
                    assertThat(bright).isEqualTo(mark.at(x, y) == 1);
                }
            }
        }
    }

    @Test
    void theSameSettingsGiveTheSameBytesWhateverTheThreads() throws IOException {
        PhantomSettings settings = TINY.withSize(4, 12);
        PhantomCohort.write(folder.resolve("one"), settings, ProgressListener.SILENT, 1);
        PhantomCohort.write(folder.resolve("four"), settings, ProgressListener.SILENT, 4);

        Path one = folder.resolve("one");
        Path four = folder.resolve("four");
        assertThat(files(four)).isEqualTo(files(one)).contains("truth.csv", "manifest.csv");
        for (String file : files(one)) {
            assertThat(four.resolve(file)).hasSameBinaryContentAs(one.resolve(file));
        }
    }

    @Test
    void progressReachesEveryImage() throws IOException {
        Queue<Long> heard = new ConcurrentLinkedQueue<>();

        PhantomCohort.write(
                folder.resolve("heard"),
                TINY.withSize(4, 12),
                (done, total) -> {
                    assertThat(total).isEqualTo(12);
                    heard.add(done);
                });

        assertThat(heard)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(0, 12).boxed().toList());
        assertThat(Collections.max(heard)).isEqualTo(12);
    }

    @Test
    void fillsAnEmptyFolderAndLeavesNothingBesideIt() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Object before = Files.readAttributes(empty, BasicFileAttributes.class).fileKey();

        PhantomCohort.write(empty, TINY.withSize(4, 12), ProgressListener.SILENT);

        assertThat(names(empty)).containsExactly("images", "manifest.csv", "masks", "truth.csv");
        assertThat(names(folder)).containsExactly("empty");
        assertThat(Files.readAttributes(empty, BasicFileAttributes.class).fileKey())
                .as("the folder itself, not another in its place")
                .isEqualTo(before);
    }

    @Test
    void refusesAFolderThatIsNotEmptyAndAFile() throws IOException {
        Path full = Files.createDirectory(folder.resolve("full"));
        Path file = Files.writeString(full.resolve("notes.txt"), "mine");

        assertThatThrownBy(() -> PhantomCohort.write(full, TINY, ProgressListener.SILENT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(full + ": is not empty");
        assertThatThrownBy(() -> PhantomCohort.write(file, TINY, ProgressListener.SILENT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(file + ": is a file");
        assertThat(file).hasContent("mine");
    }

    @Test
    void leavesNothingWhenItFails() throws IOException {
        Path target = folder.resolve("broken");

        assertThatThrownBy(
                        () ->
                                PhantomCohort.write(
                                        target,
                                        TINY,
                                        (done, total) -> {
                                            if (done == 3) {
                                                throw new IllegalArgumentException("defect");
                                            }
                                        }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("defect");

        assertThat(names(folder)).isEmpty();
    }

    @Test
    void leavesAnEmptyFolderEmptyWhenItFails() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThatThrownBy(
                        () ->
                                PhantomCohort.write(
                                        empty,
                                        TINY,
                                        (done, total) -> {
                                            assertThat(empty.resolve("manifest.csv"))
                                                    .doesNotExist();
                                            if (done == 3) {
                                                throw new IllegalArgumentException("defect");
                                            }
                                        }))
                .hasMessage("defect");

        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void whatIsUnfinishedAtTheEndOfTheProgramIsDeletedAndWhatIsKeptIsNot() throws IOException {
        Path whole = Files.createDirectories(folder.resolve("whole/images")).getParent();
        Path content = Files.createDirectories(folder.resolve("content/images")).getParent();
        Path kept = Files.createDirectories(folder.resolve("kept/images")).getParent();
        try (UnfinishedFolder first = UnfinishedFolder.whole(whole);
                UnfinishedFolder second = UnfinishedFolder.contentOf(content);
                UnfinishedFolder third = UnfinishedFolder.whole(kept)) {
            third.finish(() -> {});
            first.deleteAtExit();
            second.deleteAtExit();
            third.deleteAtExit();

            assertThatThrownBy(() -> first.finish(() -> {}))
                    .isInstanceOf(InterruptedIOException.class);
            assertThat(whole).doesNotExist();
            assertThat(content).isEmptyDirectory();
            assertThat(kept.resolve("images")).exists();
        }
    }
}
