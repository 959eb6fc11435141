package io.podagra.data.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.Cohort;
import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Label;
import io.podagra.data.ProgressListener;
import io.podagra.data.SyntheticMark;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomCohortTest {
    private static final PhantomSettings TINY = new PhantomSettings(4, 24, 7, 1);

    @TempDir static Path shared;
    @TempDir Path folder;

    private static Cohort cohort;

    @BeforeAll
    static void write() throws IOException {
        Path target = shared.resolve("deep/er/tiny");
        PhantomCohort.write(target, TINY, ProgressListener.SILENT);
        cohort = Cohort.read(target);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
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
    void theLabelIsAbnormalWhereASignIsShown() {
        assertThat(cohort.images())
                .allSatisfy(
                        image -> {
                            boolean abnormal = image.label() == Label.ABNORMAL;
                            double severity =
                                    Double.parseDouble(image.attributes().get("severity"));
                            assertThat(!image.attributes().get("signs").isEmpty())
                                    .isEqualTo(abnormal);
                            assertThat(severity > 0).isEqualTo(abnormal);
                        });
    }

    @Test
    void imagesAreGreyAndOfTheSizeOfAScreen() throws IOException {
        for (CohortImage image : cohort.images()) {
            BufferedImage decoded = ImageIO.read(image.file().toFile());
            assertThat(decoded.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
            assertThat(decoded.getWidth()).isBetween(400, 560);
            assertThat(decoded.getHeight()).isBetween(190, 480);
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
        PhantomSettings settings = new PhantomSettings(4, 12, 7, 1);
        PhantomCohort.write(folder.resolve("one"), settings, ProgressListener.SILENT, 1);
        PhantomCohort.write(folder.resolve("four"), settings, ProgressListener.SILENT, 4);

        Path one = folder.resolve("one");
        Path four = folder.resolve("four");
        assertThat(four.resolve("manifest.csv"))
                .hasSameBinaryContentAs(one.resolve("manifest.csv"));
        assertThat(names(four.resolve("images"))).isEqualTo(names(one.resolve("images")));
        for (String name : names(one.resolve("images"))) {
            assertThat(four.resolve("images").resolve(name))
                    .hasSameBinaryContentAs(one.resolve("images").resolve(name));
        }
    }

    @Test
    void progressReachesEveryImage() throws IOException {
        Queue<Long> heard = new ConcurrentLinkedQueue<>();

        PhantomCohort.write(
                folder.resolve("heard"),
                new PhantomSettings(4, 12, 7, 1),
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

        PhantomCohort.write(empty, new PhantomSettings(4, 12, 7, 1), ProgressListener.SILENT);

        assertThat(names(empty)).containsExactly("images", "manifest.csv");
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
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("defect");

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
                .hasRootCauseMessage("defect");

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
