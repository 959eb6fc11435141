package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.ScoredImage;
import io.podagra.model.ModelZip;
import io.podagra.pipeline.ImageLoader;
import io.podagra.pipeline.ImageSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;

/** What users do with the models of a study. */
class StudyModelsTest {
    @TempDir private Path folder;
    private static Path cohort;
    private static Path run;

    @TempDir private static Path exports;
    private static Path bundle;

    @BeforeAll
    static void carryOut() throws IOException {
        cohort = TinyStudy.get().cohort();
        run = TinyStudy.get().run();
        bundle = bundle("bundle.zip");
    }

    private static Path bundle(String name) {
        Path out = exports.resolve(name);
        CommandRun export =
                CommandRun.of(
                        "export", "--run", run, "--arm", "multiple", "--out", out, "--no-folded");
        assertThat(export.exitCode()).as(export.err()).isZero();
        return out;
    }

    @Test
    void plainDeeplearning4jGivesTheSameScoresFromTheZip() throws IOException {
        ScoredImage scored = ScoreTable.read(run.resolve("eval/scores.csv")).images().get(0);
        String arm = scored.view().equals("single") ? "view-single" : scored.view();

        assertThat(stockScore("single", scored))
                .isCloseTo(scored.score(Method.SINGLE).orElseThrow(), within(1e-6));
        assertThat(stockScore(arm, scored))
                .isCloseTo(scored.score(Method.MULTIPLE).orElseThrow(), within(1e-6));
    }

    @Test
    void modelsCarryTheOperatingPointOfTheReport() throws IOException {
        JsonNode methods =
                TinyStudy.metrics(run.resolve("eval")).path("sets").path("all").path("methods");

        assertThat(
                        ModelZip.readMetadata(run.resolve("single/model.zip"))
                                .operatingPoint(Optional.empty()))
                .hasValueSatisfying(
                        point ->
                                assertThat(point.threshold())
                                        .isEqualTo(
                                                methods.path("single")
                                                        .path("threshold")
                                                        .asDouble()));
        assertThat(
                        ModelZip.readMetadata(run.resolve("left/model.zip"))
                                .operatingPoint(Optional.empty()))
                .hasValueSatisfying(
                        point ->
                                assertThat(point.threshold())
                                        .isEqualTo(
                                                methods.path("multiple")
                                                        .path("threshold")
                                                        .asDouble()));
    }

    @Test
    void predictsWhatTheStudyScored() throws IOException {
        ScoredImage scored = ScoreTable.read(run.resolve("eval/scores.csv")).images().get(0);
        Path image = cohort.resolve(scored.imageId());

        CommandRun predict =
                CommandRun.of("predict", "--model", run.resolve("single/model.zip"), image);

        assertThat(predict.exitCode()).isZero();
        List<String> rows = predict.out().lines().toList();
        assertThat(rows.get(0))
                .isEqualTo(
                        "image,frame,view,patient_id,score,probability,call,threshold,operating_point,arm,preprocessing,synthetic_model,warning,error");
        assertThat(Double.parseDouble(rows.get(1).split(",", -1)[4]))
                .isCloseTo(scored.score(Method.SINGLE).orElseThrow(), within(1e-6));
    }

    @Test
    void modelsTellTheirFiguresAndCanBeExportedAndInspected() throws IOException {
        Path model = folder.resolve("exported.zip");
        assertThat(CommandRun.of("export", "--run", run, "--arm", "left", "--out", model).err())
                .doesNotContain("podagra:");
        Path own = run.resolve("left/model.zip");
        assertThat(CommandRun.of("export", "--run", run, "--arm", "left", "--out", own).exitCode())
                .isEqualTo(2);

        JsonNode figures =
                new ObjectMapper()
                        .readTree(ModelZip.entry(model, "podagra/metrics.json").orElseThrow());
        assertThat(figures.at("/sets/left/figures"))
                .isEqualTo(
                        TinyStudy.metrics(run.resolve("eval")).at("/sets/left/methods/multiple"));
        CommandRun inspect = CommandRun.of("inspect", bundle);
        assertThat(inspect.exitCode()).isZero();
        assertThat(inspect.out())
                .contains("a bundle of 2 models", "every byte is as it was written")
                .contains("ResNet-50 for the view left", "Test images: left")
                .doesNotContain("p00");
        CommandRun predict =
                CommandRun.of(
                        "predict",
                        "--model",
                        bundle,
                        "--view",
                        "left",
                        cohort.resolve("p00-left-0.png"));
        assertThat(predict.exitCode()).isZero();
        assertThat(predict.out()).contains(",left,").doesNotContain("cannot");

        byte[] bytes = Files.readAllBytes(bundle);
        bytes[bytes.length / 2] ^= 1;
        Path broken = Files.write(folder.resolve("broken.zip"), bytes);
        CommandRun changed = CommandRun.of("inspect", broken);
        assertThat(changed.exitCode()).isEqualTo(1);
        assertThat(changed.err()).contains("is damaged");
        assertThat(CommandRun.of("predict", "--model", broken, cohort).exitCode()).isEqualTo(1);
    }

    /** A bundle holds what is exported of an arm. */
    @Test
    void exportingTheSameRunTwiceGivesTheSameBytes() {
        assertThat(bundle("other.zip")).hasSameBinaryContentAs(bundle);
    }

    @Test
    void jsonLinesHaveNumbersForScoresAndTextForErrors() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.png"), "no image");
        Path out = folder.resolve("scores.jsonl");

        CommandRun predict =
                CommandRun.of(
                        "predict",
                        "--model",
                        run.resolve("single/model.zip"),
                        "--out",
                        out,
                        cohort.resolve("p00-left-0.png"),
                        broken);

        assertThat(predict.exitCode()).isEqualTo(1);
        List<String> lines = Files.readAllLines(out);
        assertThat(lines).hasSize(2);
        JsonNode good = new ObjectMapper().readTree(lines.get(0));
        JsonNode bad = new ObjectMapper().readTree(lines.get(1));
        assertThat(good.path("score").isNumber()).isTrue();
        assertThat(good.path("call").asText()).isIn("normal", "abnormal");
        assertThat(good.get("error").isNull()).isTrue();
        assertThat(bad.get("score").isNull()).isTrue();
        assertThat(bad.path("error").asText()).contains("broken.png");
    }

    @Test
    void whatSixteenBitsChangeIsMeasuredOnValidationAndOnTheCard() throws IOException {
        Path model = folder.resolve("half.zip");

        CommandRun export =
                CommandRun.of(
                        "export",
                        "--run",
                        run,
                        "--arm",
                        "left",
                        "--out",
                        model,
                        "--half",
                        "--cohort",
                        cohort);

        assertThat(export.err()).doesNotContain("podagra:");
        JsonNode storage =
                new ObjectMapper()
                        .readTree(ModelZip.entry(model, "podagra/storage.json").orElseThrow());
        assertThat(storage.path("images").asInt()).isPositive();
        for (String network : List.of("network", "folded")) {
            JsonNode change = storage.path(network);
            assertThat(change.path("largestScoreDifference").isNumber()).isTrue();
            assertThat(change.path("largestScoreDifference").asDouble()).isBetween(0.0, 0.02);
            assertThat(change.path("auc").isNumber()).isTrue();
            assertThat(change.path("aucDifference").isNumber()).isTrue();
            assertThat(change.path("aucDifference").asDouble())
                    .isCloseTo(
                            change.path("auc").asDouble() - storage.path("auc").asDouble(),
                            within(1e-12));
        }
        assertThat(CommandRun.of("inspect", model).out())
                .contains("16 bits; on", "of the folded network the AUC differs by");
        assertThat(folder.toFile().list()).containsExactly("half.zip");
    }

    @Test
    void aBundleCallsPatientsByTheImagesOfAllViews() throws IOException {
        Path patients = folder.resolve("patients.csv");

        CommandRun predict =
                CommandRun.of(
                        "predict",
                        "--model",
                        bundle,
                        "--operating-point",
                        "youden",
                        "--patients",
                        patients,
                        "--out",
                        folder.resolve("scores.csv"),
                        cohort);

        assertThat(predict.exitCode()).isZero();
        assertThat(predict.err()).doesNotContain("no rule for patients");
        assertThat(Files.readAllLines(patients))
                .hasSize(21)
                .anyMatch(row -> row.matches("p00,4,0,\\d,[^,]+,(ab)?normal,.*"));
        assertThat(CommandRun.of("inspect", bundle).out())
                .contains("Patient: abnormal if at least")
                .contains("validation patients, all views");
    }

    @Test
    void predictDrawsWhereImagesSpeakForAbnormal() throws IOException {
        Path pictures = folder.resolve("why");

        CommandRun predict =
                CommandRun.of(
                        "predict",
                        "--model",
                        run.resolve("single/model.zip"),
                        "--explain",
                        pictures,
                        cohort.resolve("p00-left-0.png"),
                        cohort.resolve("p01-left-0.png"));

        assertThat(predict.exitCode()).isZero();
        assertThat(pictures)
                .isDirectoryContaining("glob:**/0001-p00-left-0.png")
                .isDirectoryContaining("glob:**/0002-p01-left-0.png");
        assertThat(ImageIO.read(pictures.resolve("0001-p00-left-0.png").toFile()).getWidth())
                .isGreaterThanOrEqualTo(64);
    }

    @Test
    void predictScoresTheRestWhenOneImageIsBroken() throws IOException {
        Path images = Files.createDirectory(folder.resolve("images"));
        Files.copy(cohort.resolve("p00-left-0.png"), images.resolve("a.png"));
        Files.writeString(images.resolve("b.png"), "no image");
        Files.copy(cohort.resolve("p01-left-0.png"), images.resolve("c.png"));
        Path out = folder.resolve("predictions.csv");

        CommandRun predict =
                CommandRun.of(
                        "predict", "--model", run.resolve("left/model.zip"), "--out", out, images);

        assertThat(predict.exitCode()).isEqualTo(1);
        assertThat(predict.err()).contains("1 of 3 images could not be used");
        List<String> rows = Files.readAllLines(out);
        assertThat(rows).hasSize(4);
        assertThat(rows.get(1)).matches(".*a.png,,,,[01]\\.[0-9E-]+,.*,(ab)?normal,.*");
        assertThat(rows.get(2)).contains("b.png,,,,,,,").contains("b.png");
        assertThat(rows.get(3)).matches(".*c.png,,,,[01]\\.[0-9E-]+,.*,(ab)?normal,.*");
    }

    private static double stockScore(String arm, ScoredImage scored) throws IOException {
        Path zip = run.resolve(arm).resolve("model.zip");
        ComputationGraph network = ModelSerializer.restoreComputationGraph(zip.toFile());
        DataNormalization normaliser = ModelSerializer.restoreNormalizerFromFile(zip.toFile());
        INDArray image =
                new ImageLoader(new ImageSettings(32)).load(cohort.resolve(scored.imageId()));
        normaliser.transform(image);
        double score = network.outputSingle(image).getDouble(0, 1);
        network.close();
        return score;
    }
}
