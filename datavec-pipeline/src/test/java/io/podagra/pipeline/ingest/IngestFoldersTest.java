package io.podagra.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.Cohort;
import io.podagra.data.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What ingest leaves in the folders: run again, interrupted, or where it must not write. */
class IngestFoldersTest extends IngestScenario {
    @Test
    void secondRunChangesNothing() throws IOException {
        file("dorsal/normal/P1.png", ExportFiles.bytes(1, "png"));
        file("dorsal/normal/P2.png", new byte[0]);
        IngestSettings same = settings.withPatientPattern(Pattern.compile("(P\\d)"));
        ingest(same);
        Map<Path, FileTime> sourceBefore = files(source);
        for (Path file : files(cohort).keySet()) {
            Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        }
        Map<Path, FileTime> before = files(cohort);

        ingest(same);

        assertThat(files(cohort)).isEqualTo(before);
        assertThat(files(source)).isEqualTo(sourceBefore);
    }

    @Test
    void interruptedRunIsGoneOnWith() throws IOException {
        for (int number = 0; number < 6; number++) {
            file("dorsal/normal/P%d.png".formatted(number), ExportFiles.bytes(number, "png"));
        }
        IngestSettings same = settings.withPatientPattern(Pattern.compile("(P\\d)"));
        assertThatThrownBy(
                        () ->
                                Ingest.run(
                                        same,
                                        (done, total) -> {
                                            if (done == 3) {
                                                throw new IllegalStateException("stopped");
                                            }
                                        }))
                .hasMessageContaining("stopped");
        assertThat(cohort.resolve("manifest.csv")).doesNotExist();
        Map<Path, FileTime> first = files(cohort.resolve("images"));
        first.replaceAll((file, time) -> FileTime.fromMillis(0));
        for (Path file : first.keySet()) {
            Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        }

        ingest(same);

        assertThat(Cohort.read(cohort).images()).hasSize(6);
        assertThat(first).isNotEmpty();
        assertThat(files(cohort.resolve("images"))).containsAllEntriesOf(first);
    }

    @Test
    void correctedTableMovesAndRemovesImages() throws IOException {
        file("a.png", ExportFiles.bytes(1, "png"));
        file("b.png", ExportFiles.bytes(2, "png"));
        ingest(table("image,patient_id,view,label", "a.png,P,dorsal,1", "b.png,P,dorsal,1"));
        ingest(table("image,patient_id,view,label", "a.png,P,dorsal,0"));

        assertThat(Cohort.read(cohort).images()).hasSize(1);
        assertThat(Cohort.read(cohort).images().get(0).label()).isEqualTo(Label.NORMAL);
        assertThat(files(cohort.resolve("images"))).hasSize(1);
    }

    @Test
    void originalsAreListedOutsideForTheirOwnerAlone() throws IOException {
        file("Müller.png", new byte[0]);
        Path list = folder.resolve("list.csv");
        ingest(table("image,patient_id,view,label", "Müller.png,P,dorsal,1").withOriginals(list));

        assertThat(Files.readString(list)).contains("Müller.png,quarantined,is empty,");
        assertThat(Files.getPosixFilePermissions(list)).hasSize(2);
    }

    @Test
    void secretsDoNotLieInTheCohortNorOutputInTheSource() throws IOException {
        file("a.png", ExportFiles.bytes(1, "png"));

        assertRefused(IngestSettings.of(source, cohort, cohort.resolve("key")), "in the cohort");
        assertRefused(IngestSettings.of(source, cohort, source.resolve("key")), "in the source");
        assertRefused(
                IngestSettings.of(source, source.resolve("cohort"), folder.resolve("key")),
                "lie in one another");
        assertRefused(settings.withOriginals(cohort.resolve("list.csv")), "in the cohort");
        assertThat(cohort).doesNotExist();
        assertThat(files(source)).hasSize(1);
    }

    @Test
    void foreignFoldersAreLeftAlone() throws IOException {
        file("dorsal/normal/P1.png", ExportFiles.bytes(1, "png"));
        Files.createDirectory(cohort);
        Path diary = Files.writeString(cohort.resolve("diary.txt"), "mine");

        assertRefused(settings, "holds something else already");
        Files.delete(diary);
        ingest(settings);
        assertRefused(
                IngestSettings.of(source, cohort, folder.resolve("other.key")), "another key");
        Path other = Files.createDirectory(folder.resolve("other"));
        ExportFiles.write(other.resolve("a.png"), ExportFiles.bytes(1, "png"));
        assertRefused(
                IngestSettings.of(other, cohort, folder.resolve("ingest.key")),
                "another source folder");
    }

    @Test
    void sourceThatHasMovedIsKnownByItsFiles() throws IOException {
        file("dorsal/normal/P1.png", ExportFiles.bytes(1, "png"));
        file("dorsal/normal/P2.png", ExportFiles.bytes(2, "png"));
        ingest(settings.withPatientPattern(IngestProcess.PATIENT));
        Map<Path, FileTime> images = files(cohort.resolve("images"));

        IngestSettings moved = from(Files.move(source, folder.resolve("mounted elsewhere")));
        ingest(moved);
        assertThat(files(cohort.resolve("images"))).isEqualTo(images);

        // From here on this is the source, whatever becomes of its files.
        Files.delete(moved.source().resolve("dorsal/normal/P1.png"));
        ExportFiles.write(
                moved.source().resolve("dorsal/normal/P3.png"), ExportFiles.bytes(3, "png"));
        assertThat(ingest(moved).images()).isEqualTo(2);
    }

    @Test
    void interruptedRunIsGoneOnWithFromElsewhere() throws IOException {
        file("dorsal/normal/P1.png", ExportFiles.bytes(1, "png"));
        assertThatThrownBy(
                        () ->
                                Ingest.run(
                                        settings.withPatientPattern(IngestProcess.PATIENT),
                                        (done, total) -> {
                                            throw new IllegalStateException("stopped");
                                        }))
                .hasMessageContaining("stopped");

        IngestSettings moved = from(Files.move(source, folder.resolve("mounted elsewhere")));
        assertThat(ingest(moved).images()).isEqualTo(1);
    }

    @Test
    void folderWithOtherFilesIsAnotherSource() throws IOException {
        file("dorsal/normal/P1.png", ExportFiles.bytes(1, "png"));
        file("dorsal/normal/P2.png", ExportFiles.bytes(2, "png"));
        ingest(settings.withPatientPattern(IngestProcess.PATIENT));

        IngestSettings moved = from(Files.move(source, folder.resolve("mounted elsewhere")));
        Path file = moved.source().resolve("dorsal/normal/P2.png");
        Files.write(file, ExportFiles.bytes(3, "png"));
        assertRefused(moved, "another source folder");
        Files.delete(file);
        assertRefused(moved, "another source folder");
        assertThat(Cohort.read(cohort).images()).hasSize(2);
    }

    private IngestSettings from(Path other) {
        return IngestSettings.of(other, cohort, settings.key())
                .withPatientPattern(IngestProcess.PATIENT);
    }

    @Test
    void readOnlySourceIsEnough() throws IOException {
        file("dorsal/normal/P1.png", ExportFiles.bytes(1, "png"));
        try (Stream<Path> tree = Files.walk(source)) {
            for (Path path : tree.toList()) {
                Files.setPosixFilePermissions(
                        path,
                        PosixFilePermissions.fromString(
                                Files.isDirectory(path) ? "r-xr-xr-x" : "r--r--r--"));
            }
        }
        Map<Path, FileTime> before = files(source);
        try {
            assertThat(ingest(settings.withPatientPattern(IngestProcess.PATIENT)).complete())
                    .isTrue();
            assertThat(files(source)).isEqualTo(before);
        } finally {
            // Else the folder could not be deleted.
            for (String name : List.of("", "dorsal", "dorsal/normal")) {
                Files.setPosixFilePermissions(
                        source.resolve(name), PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    @Test
    void wrongTableIsSaidBeforeAnythingIsMade() throws IOException {
        file("a.png", ExportFiles.bytes(1, "png"));

        assertRefused(table("image,view", "a.png,dorsal"), "no column label");
        assertRefused(table("label,view", "1,dorsal"), "--column image=File");
        assertRefused(table("image,label", "a.png,1,2"), "row 2");
        assertThat(cohort).doesNotExist();
        assertThat(folder.resolve("ingest.key")).doesNotExist();
    }
}
