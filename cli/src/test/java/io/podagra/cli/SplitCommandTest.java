package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.data.Cohort;
import io.podagra.data.CohortImage;
import io.podagra.data.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitCommandTest {
    @TempDir private Path folder;
    private Path cohort;
    private Path out;

    @BeforeEach
    void makeCohort() throws IOException {
        cohort = TestCohorts.write(folder.resolve("cohort"), 20, "dorsal", "medial");
        out = folder.resolve("split.csv");
    }

    private CommandRun split(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("split", cohort, "--out", out));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray());
    }

    @Test
    void writesTheSplitAndShowsWhatEachPartHolds() {
        CommandRun run = split("--quiet");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .hasSize(12)
                .contains(
                        "view         part          images  share %  patients  abnormal %",
                        "all          test              32     40.0         8        50.0",
                        "dorsal       test              16     40.0         8        50.0",
                        "Split:   " + out);
        assertThat(run.out()).startsWith("Divided by patients, stratified by view and label; 40 %");
        assertThat(TestCohorts.split(out, Cohort.read(cohort)).images(Part.TEST)).hasSize(32);
    }

    @Test
    void writesEveryFoldWhereNoneIsChosen() {
        CommandRun run = split("--set", "split.folds=4");

        assertThat(run.exitCode()).isZero();
        assertThat(out).doesNotExist();
        List<String> tested = new ArrayList<>();
        Cohort read = Cohort.read(cohort);
        for (int fold = 1; fold <= 4; fold++) {
            Path file = folder.resolve("split-" + fold + ".csv");
            assertThat(run.out()).contains("Split:   " + file, "fold " + fold + " of 4");
            TestCohorts.split(file, read).images(Part.TEST).stream()
                    .map(CohortImage::id)
                    .forEach(tested::add);
        }
        assertThat(tested)
                .containsExactlyInAnyOrderElementsOf(
                        read.images().stream().map(CohortImage::id).toList());
    }

    @Test
    void writesOneFoldWhereOneIsChosen() {
        assertThat(split("--set", "split.folds=4", "--set", "split.fold=2").exitCode()).isZero();

        assertThat(out).exists();
        assertThat(folder.resolve("split-2.csv")).doesNotExist();
    }

    @Test
    void warnsWhereImagesAreTheUnitEvenWhenQuiet() {
        CommandRun run = split("--unit", "image", "--quiet");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).startsWith("WARNING: Split by images, not by patients: ");
    }

    @Test
    void saysThatSyntheticDataAreSynthetic() throws IOException {
        Path manifest = cohort.resolve("manifest.csv");
        List<String> rows = new ArrayList<>(Files.readAllLines(manifest));
        rows.replaceAll(row -> row + (row.startsWith("image,") ? ",synthetic" : ",true"));
        Files.write(manifest, rows);

        assertThat(split().out()).startsWith("SYNTHETIC DATA");
    }

    @Test
    void writesNothingOfAnImpossibleSplit() {
        CommandRun run =
                split("--set", "split.holdOut.column=site", "--set", "split.holdOut.values=B");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualToIgnoringNewLines(
                        "podagra: holdOut: the manifest in "
                                + cohort
                                + " has no column 'site' to hold images out by; it has none but"
                                + " image, patient_id, view and label, so add one");
        assertThat(run.out()).isEmpty();
        assertThat(out).doesNotExist();
    }

    @Test
    void neverWritesOverTheManifest() throws IOException {
        Path manifest = cohort.resolve("manifest.csv");
        String before = Files.readString(manifest);
        out = folder.resolve("cohort/../cohort/manifest.csv");

        CommandRun run = split();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--out is " + out + ", the cohort's manifest");
        assertThat(manifest).hasContent(before);
    }

    @Test
    void aUnitThatIsNoneIsWrongUsage() {
        CommandRun run = split("--unit", "picture");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--unit", "picture", "PATIENT, IMAGE");
    }

    @Test
    void numbersFilesBeforeTheirEnding() {
        assertThat(SplitCommand.numbered(Path.of("a.b", "split.csv"), 3))
                .isEqualTo(Path.of("a.b", "split-3.csv"));
        assertThat(SplitCommand.numbered(Path.of("a.b", "split"), 3))
                .isEqualTo(Path.of("a.b", "split-3"));
    }
}
