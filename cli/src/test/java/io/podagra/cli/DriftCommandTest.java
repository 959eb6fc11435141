package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.model.ModelJson;
import io.podagra.model.ModelZip;
import io.podagra.model.deployment.Bundle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftCommandTest {
    @TempDir private static Path folder;
    private static Path model;
    private static Path cohort;

    @BeforeAll
    static void train() throws IOException {
        cohort = TestCohorts.write(folder.resolve("cohort"), 12, "left");
        model = TinyStudy.get().run().resolve("left/model.zip");
    }

    @Test
    void aStudysModelKnowsItsImagesAndAFewPatientsAreTooFewToTell() {
        CommandRun run = CommandRun.of("drift", model, cohort, "--quiet");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("24 images of 12 patients, compared with ")
                .contains("Too few to tell: no shift was found, but the model was validated on");
    }

    @Test
    void otherImagesAreShiftedWithoutLabelsAndDevicesAndThatCanFail() throws IOException {
        Path wide = Files.createDirectory(folder.resolve("wide"));
        List<String> rows = new ArrayList<>(List.of("image,patient_id"));
        for (int patient = 0; patient < 15; patient++) {
            BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_BYTE_GRAY);
            ImageIO.write(image, "png", wide.resolve(patient + ".png").toFile());
            rows.add("%d.png,p%d".formatted(patient, patient));
        }
        Path table = Files.write(wide.resolve("images.csv"), rows);
        Path out = folder.resolve("out");

        CommandRun run = CommandRun.of("drift", model, table, "--out", out, "--fail-on-shift");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("15 images of 15 patients", "Shifted: ", "sharpness is lower");
        assertThat(out.resolve("drift.html")).isNotEmptyFile();
        assertThat(out.resolve("drift.json")).isNotEmptyFile();
    }

    @Test
    void helpSaysHowManyPatientsItTakesAndWhatTheExitCodeMeans() {
        CommandRun run = CommandRun.of("drift", "--help");

        assertThat(run.err()).isEmpty();
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains("in 84 % of the comparisons of 20 patients, and in all of 40")
                .contains("cannot be used is left out, and the exit code is then 1");
    }

    @Test
    void aTableThatCannotBeUsedNamesEveryRow() throws IOException {
        Path table = folder.resolve("bad.csv");
        Files.write(table, List.of("image,patient_id", "a.png,", ",p1"));

        CommandRun run = CommandRun.of("drift", model, table);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("row 2, column patient_id", "row 3, column image: is empty");
    }

    @Test
    void aTableOfFilesThatAreNotThereSaysSo() throws IOException {
        Path table = folder.resolve("moved.csv");
        Files.write(table, List.of("image,patient_id", "nowhere.png,p1"));

        CommandRun run = CommandRun.of("drift", model, table);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("none of 1 images can be used", "nowhere.png");
    }

    @Test
    void anImageThatCannotBeUsedIsLeftOutAndTheExitCodeSaysSo() throws IOException {
        Path table = cohort.resolve("two.csv");
        Files.writeString(cohort.resolve("text.png"), "no image");
        Files.write(table, List.of("image,patient_id", "p00-left-0.png,p1", "text.png,p2"));

        CommandRun run = CommandRun.of("drift", model, table, "--quiet");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("1 images of 1 patients");
        assertThat(run.err())
                .contains("1 images cannot be used and are left out; the first: image '")
                .contains("text.png");
    }

    @Test
    void dicomFilesAreLookedAtAsIngestWouldCutThem() throws IOException {
        Path folder = Files.createDirectory(DriftCommandTest.folder.resolve("dicom"));
        BufferedImage image = ImageIO.read(cohort.resolve("p00-left-0.png").toFile());
        TestDicom.write(folder.resolve("1.dcm"), image);
        Path table = folder.resolve("images.csv");
        Files.write(table, List.of("image,patient_id", "1.dcm,p1"));

        CommandRun run = CommandRun.of("drift", model, table, "--quiet");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("1 images of 1 patients");
    }

    @Test
    void aBundleIsRefusedWithItsViews() throws IOException {
        Path bundle = folder.resolve("bundle.zip");
        Bundle says =
                new Bundle(
                        Bundle.SCHEMA,
                        "multiple",
                        List.of(new Bundle.Entry("left", "models/left.zip")),
                        Optional.empty(),
                        false);
        ModelZip.writeBundle(
                bundle,
                Map.of("models/left.zip", model),
                Map.of(Bundle.ENTRY, ModelJson.write(says)));

        CommandRun run = CommandRun.of("drift", bundle, cohort);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("bundle.zip: is a bundle of a model for each view (left)")
                .contains("export --arm VIEW");
    }

    @Test
    void aViewTheModelIsNotForIsRefused() throws IOException {
        Path other = TestCohorts.write(folder.resolve("other"), 2, "right");

        CommandRun run = CommandRun.of("drift", model, other);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("no image is of a view that the model is for (left)");
    }
}
