package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.model.ModelEntries;
import io.podagra.model.ModelZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users get wrong: a sentence on what and where, the exit code, and nothing half-written. */
class BadInputTest {
    @TempDir private Path folder;
    private Path cohort;
    private Path out;

    @BeforeEach
    void makeCohort() throws IOException {
        cohort = TestCohorts.write(folder.resolve("cohort"), 12, "dorsal");
        out = folder.resolve("run");
    }

    @Test
    void studyOfAMissingFolder() {
        failed(
                study("--cohort", folder.resolve("nowhere")),
                "nowhere: no such cohort",
                "manifest.csv");
    }

    @Test
    void studyOfAFolderWithoutManifest() throws IOException {
        failed(study("--cohort", Files.createDirectory(folder.resolve("bare"))), "manifest.csv");
    }

    @Test
    void studyOfAnEmptyManifest() throws IOException {
        manifest(List.of());
        failed(study(), "manifest.csv", "empty");
        manifest(List.of("image,patient_id,view,label"));
        failed(study(), "manifest.csv");
    }

    @Test
    void studyOfAManifestWithoutAColumn() throws IOException {
        manifest(List.of("image,patient_id,view", "p00-dorsal-0.png,p00,dorsal"));
        failed(study(), "manifest.csv", "label");
    }

    @Test
    void studyWithAnUnknownLabel() throws IOException {
        replaceRow(1, "p00-dorsal-0.png,p00,dorsal,maybe");
        failed(study(), "row 2", "label", "'maybe'", "abnormal");
    }

    @Test
    void studyWithAnImageThatDoesNotExist() throws IOException {
        replaceRow(1, "gone.png,p00,dorsal,normal");
        failed(study(), "row 2", "'gone.png' does not exist");
    }

    @Test
    void studyWithAnImageThatIsNone() throws IOException {
        Files.writeString(cohort.resolve("p00-dorsal-0.png"), "not an image");
        failed(study(), "p00-dorsal-0.png");
    }

    @Test
    void studyWithOneClassOnly() throws IOException {
        List<String> rows =
                Files.readAllLines(cohort.resolve("manifest.csv")).stream()
                        .map(row -> row.replace(",abnormal", ",normal"))
                        .toList();
        manifest(rows);
        failed(study(), "dorsal", "abnormal");
    }

    @Test
    void studyWithTooFewPatients() throws IOException {
        Path small = TestCohorts.write(folder.resolve("small"), 3, "dorsal");
        failed(study("--cohort", small), "patients");
    }

    @Test
    void studyWithAnUnknownSetting() {
        failed(
                study("--set", "training.epoch=3"),
                "there is no setting 'training.epoch'; did you mean 'training.epochs'?");
    }

    @Test
    void studyOnASplitThatIsMissing() {
        failed(study("--split", folder.resolve("gone.csv")), "gone.csv: no such file");
    }

    @Test
    void studyOnASplitWithAPatientOnTwoSides() throws IOException {
        Path split = folder.resolve("split.csv");
        List<String> rows = new ArrayList<>();
        rows.add("image,patient_id,view,label,part");
        for (String row : Files.readAllLines(cohort.resolve("manifest.csv"))) {
            if (!row.startsWith("image,")) {
                rows.add(row + (rows.size() % 2 == 0 ? ",train" : ",test"));
            }
        }
        Files.write(split, rows);

        failed(
                study("--split", split),
                "split.csv, row 3, column part: found train, but row 2 has the same patient, p00,"
                        + " in test");
    }

    @Test
    void studyOfFoldsOfWhichNoneIsChosen() {
        failed(study("--set", "split.folds=3"), "split.fold is missing", "from 1 to 3");
    }

    @Test
    void studyIntoAFolderThatIsInUse() throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("precious.txt"), "mine");

        CommandRun run = study();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(out + ": is not empty");
        assertThat(Files.readString(out.resolve("precious.txt"))).isEqualTo("mine");
    }

    @Test
    void resumeOfAFolderWithoutRunIsANewRun() throws IOException {
        Files.writeString(cohort.resolve("manifest.csv"), "");
        failed(study("--resume"), "manifest.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"study", "split", "predict", "evaluate", "phantom", "ui"})
    void commandsWithoutWhatTheyNeedAreWrongUsage(String command) {
        CommandRun run = CommandRun.of(command);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("podagra: Missing required").contains(command + " --help");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aBundleIsNoBase() throws IOException {
        Path bundle = folder.resolve("bundle.zip");
        ModelZip.writeBundle(bundle, Map.of(), Map.of(ModelEntries.BUNDLE, new byte[] {'{', '}'}));

        failed(
                study("--base", bundle),
                "bundle.zip: it is a bundle of a model for each view",
                "export --arm VIEW");
    }

    @Test
    void anUnknownCommandNamesTheNearest() {
        CommandRun run = CommandRun.of("studdy");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("studdy", "podagra study");
    }

    @Test
    void predictWithAModelThatIsNone() throws IOException {
        Path model = Files.writeString(folder.resolve("model.zip"), "no zip");
        Path image = cohort.resolve("p00-dorsal-0.png");

        failed(
                CommandRun.of("predict", "--model", folder.resolve("gone.zip"), image),
                "gone.zip: there is no such file");
        failed(
                CommandRun.of("predict", "--model", model, image),
                "model.zip: is not a readable zip");
    }

    @Test
    void predictIntoAFolder() {
        CommandRun run =
                CommandRun.of("predict", "--model", "model.zip", "--out", cohort, "image.png");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(cohort + ": is a folder; give the path of a file");
    }

    @Test
    void aPortThatIsNone() {
        CommandRun run = study("--port", "99999");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--port 99999", "65535");
        assertThat(out).doesNotExist();
    }

    @Test
    void aHostThatIsAnotherMachines() {
        CommandRun run = study("--host", "198.51.100.9");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("--host 198.51.100.9", "no address of this machine", "127.0.0.1");
        assertThat(out).doesNotExist();
    }

    @Test
    void anEmptyHost() {
        CommandRun run = study("--host", "");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--host", "is empty", "127.0.0.1");
    }

    @Test
    void studyIntoAFile() throws IOException {
        Files.writeString(out, "a file");

        CommandRun run = study();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(out + ": is a file");
        assertThat(out).hasContent("a file");
    }

    @Test
    void predictOfImagesThatDoNotExist() {
        failed(
                CommandRun.of("predict", "--model", "model.zip", folder.resolve("gone.png")),
                "gone.png: there is no such file or folder");
    }

    @Test
    void evaluateOfScoresThatCannotBeRead() throws IOException {
        Path scores = folder.resolve("scores.csv");
        failed(evaluate(scores), "scores.csv");
        Files.writeString(scores, "");
        failed(evaluate(scores), "scores.csv", "empty");
        Files.writeString(
                scores, "image_id,patient_id,view,label,score_single\na,p,dorsal,2,0.5\n");
        failed(evaluate(scores), "scores.csv", "label", "'2'");
        Files.writeString(scores, "image_id,patient_id,label,score_single\na,p,1,0.5\n");
        failed(evaluate(scores), "scores.csv", "view");
        Files.writeString(scores, "image_id,patient_id,view,label,score_single\na,p,d,1,1.5\n");
        failed(evaluate(scores), "scores.csv", "1.5");
    }

    @Test
    void evaluateOfAFolderThatIsNoRun() {
        failed(CommandRun.of("evaluate", "--run", cohort), "holds no run");
    }

    @Test
    void phantomIntoAFolderThatIsInUse() {
        failed(
                CommandRun.of("phantom", "--out", cohort, "--patients", 4, "--images", 12),
                cohort.toString());
    }

    @Test
    void uiOfAFolderThatIsNoRun() {
        failed(CommandRun.of("ui", cohort), "stats.db");
    }

    private CommandRun study(Object... more) {
        Object[] given =
                Stream.of(more).anyMatch("--cohort"::equals)
                        ? new Object[] {"study", "--out", out, "--no-ui"}
                        : new Object[] {"study", "--out", out, "--no-ui", "--cohort", cohort};
        return CommandRun.of(Stream.concat(Stream.of(given), Stream.of(more)).toArray());
    }

    private CommandRun evaluate(Path scores) {
        return CommandRun.of("evaluate", "--scores", scores, "--out", out);
    }

    /** Exit code 1, the words on standard error, nothing on standard output, no run folder. */
    private void failed(CommandRun run, String... words) {
        assertThat(run.err()).contains("podagra: ").contains(words);
        assertThat(run.err()).doesNotContain("internal error", "\tat ");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(out).doesNotExist();
    }

    private void manifest(List<String> rows) throws IOException {
        Files.write(cohort.resolve("manifest.csv"), rows);
    }

    private void replaceRow(int row, String content) throws IOException {
        List<String> rows = new ArrayList<>(Files.readAllLines(cohort.resolve("manifest.csv")));
        rows.set(row, content);
        manifest(rows);
    }
}
