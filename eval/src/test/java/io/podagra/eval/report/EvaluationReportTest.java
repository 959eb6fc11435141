package io.podagra.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.podagra.data.Label;
import io.podagra.eval.EvaluationSettings;
import io.podagra.eval.Method;
import io.podagra.eval.OperatingPoints;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.ScoredImage;
import io.podagra.eval.StudyEvaluation;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.statistics.DeLong;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.References;
import io.podagra.eval.statistics.Samples;
import io.podagra.eval.statistics.Wilson;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class EvaluationReportTest {
    private static final EvaluationSettings SETTINGS =
            EvaluationSettings.defaults().withBootstrapRedraws(200);
    private static final String NOTICE =
            "Synthetic data: drawn by Podagra's phantom, not patients. These numbers say nothing"
                    + " about clinical performance.";

    @TempDir private Path folder;

    @Test
    void everyFileIsWrittenAndNoneIsLeftOver() throws IOException {
        write(Samples.random("", 20, 6, 1), ReportContext.titled("A study"));

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "metrics.json",
                            "tables.csv",
                            "report.html",
                            "roc-all.svg",
                            "roc-dorsal.svg",
                            "roc-medial.svg",
                            "roc-plantar.svg",
                            "calibration-all.svg",
                            "calibration-dorsal.svg",
                            "calibration-medial.svg",
                            "calibration-plantar.svg",
                            "confusion-all.svg",
                            "confusion-dorsal.svg",
                            "confusion-medial.svg",
                            "confusion-plantar.svg",
                            "decision-curve.svg");
        }
    }

    @Test
    void theKeysOthersRelyOnAreThere() throws IOException {
        JsonNode json = metrics(Samples.random("", 20, 6, 1));

        assertThat(json.get("schema").asText()).isEqualTo("podagra.metrics/1");
        assertThat(keys(json))
                .contains("schema", "synthetic", "notices", "methods", "operatingPoints", "sets");
        assertThat(json.get("methods").toString()).isEqualTo("[\"single\",\"multiple\"]");
        assertThat(keys(json.get("operatingPoints")))
                .containsExactly("origin", "single", "multiple");
        assertThat(keys(json.get("sets"))).containsExactly("all", "dorsal", "medial", "plantar");
        for (JsonNode set : json.get("sets")) {
            assertThat(keys(set))
                    .containsExactly("images", "patients", "positives", "methods", "comparison");
            assertThat(keys(set.get("methods"))).containsExactly("single", "multiple");
        }
        JsonNode dorsal = json.get("sets").get("dorsal");
        assertThat(keys(dorsal.get("methods").get("multiple")))
                .contains(
                        "auc",
                        "aucDelong95",
                        "aucClustered95",
                        "aucBootstrap95",
                        "threshold",
                        "tp",
                        "fn",
                        "tn",
                        "fp",
                        "accuracy",
                        "sensitivity",
                        "specificity",
                        "brier",
                        "ece",
                        "prAuc");
        assertThat(keys(dorsal.get("methods").get("single").get("accuracy")))
                .containsExactly("value", "wilson95", "bootstrap95");
        JsonNode comparison = dorsal.get("comparison");
        assertThat(keys(comparison))
                .contains("delong", "clustered", "mcnemar", "aucDifference", "pHolm");
        assertThat(keys(comparison.get("delong"))).containsExactly("z", "p");
        assertThat(keys(comparison.get("clustered"))).containsExactly("z", "p", "designEffect");
        assertThat(keys(comparison.get("mcnemar"))).containsExactly("b", "c", "p");
        assertThat(keys(comparison.get("aucDifference"))).containsExactly("value", "ci95");
    }

    @Test
    void theNumbersAreWrittenInFull() throws IOException {
        ScoreTable table = References.table("paper-size");
        JsonNode all = metrics(table).get("sets").get("all");

        assertThat(all.get("methods").get("single").get("auc").asDouble())
                .isEqualTo(DeLong.estimate(table.scores(Method.SINGLE)).orElseThrow().auc());
        assertThat(all.get("methods").get("single").get("aucDelong95").get(1).asDouble())
                .isCloseTo(References.expected("paper-size", "single.high"), within(1e-9));
    }

    @Test
    void whatIsUndefinedIsNullWithAReasonBesideIt() throws IOException {
        ScoreTable table =
                ScoreTable.of(
                        List.of(
                                Samples.image("1", "a", "dorsal", Label.NORMAL, 0.2, 0.6),
                                Samples.image("2", "b", "dorsal", Label.NORMAL, 0.7, 0.1)));
        JsonNode all = metrics(table).get("sets").get("all");
        JsonNode single = all.get("methods").get("single");

        assertThat(single.get("auc").isNull()).isTrue();
        assertThat(single.get("aucReason").asText()).isEqualTo("no abnormal image");
        assertThat(single.get("aucDelong95").isNull()).isTrue();
        assertThat(single.get("aucDelong95Reason").asText()).isEqualTo("no abnormal image");
        assertThat(single.get("sensitivity").get("valueReason").asText())
                .isEqualTo("no abnormal image");
        assertThat(all.get("comparison").get("delong").get("zReason").asText())
                .isEqualTo("no abnormal image");
        assertThat(Files.readString(folder.resolve("metrics.json"))).doesNotContain("NaN");
        assertThat(report()).contains("none: no abnormal image");
    }

    @Test
    void oneMethodHasNoComparisonButAReason() throws IOException {
        List<ScoredImage> images = new ArrayList<>();
        for (ScoredImage image : Samples.random("", 10, 6, 2).images()) {
            images.add(
                    new ScoredImage(
                            image.imageId(),
                            image.patientId(),
                            image.view(),
                            image.label(),
                            Map.of(Method.MULTIPLE, image.score(Method.MULTIPLE).orElseThrow())));
        }
        JsonNode all = metrics(ScoreTable.of(images)).get("sets").get("all");

        assertThat(all.get("comparison").isNull()).isTrue();
        assertThat(all.get("comparisonReason").asText()).isEqualTo("only one method was scored");
        assertThat(keys(all.get("methods"))).containsExactly("multiple");
        assertThat(report())
                .contains("The multiple model reaches an AUC of")
                .contains("nothing to compare it with")
                .doesNotContain("Single against multiple</h2>");
    }

    @Test
    void drawnImagesAreMarkedInEveryFile() throws IOException {
        JsonNode json = metrics(Samples.random("synthetic-", 12, 6, 3));

        assertThat(json.get("synthetic").asBoolean()).isTrue();
        assertThat(report().replace("&#39;", "'"))
                .contains("class=\"banner\" role=\"note\">" + NOTICE);
        for (String svg : svgs()) {
            assertThat(svg).contains(">Synthetic data: drawn by Podagra's phantom, not patients.<");
            assertThat(svg).contains(">These numbers say nothing about clinical performance.<");
        }
    }

    @Test
    void theCallerCanMarkImagesWhoseNamesDoNotTell() throws IOException {
        ScoreTable table = Samples.random("", 12, 6, 3);
        write(
                table,
                new ReportContext("Demo", true, List.of(), List.of(), Map.of(), Optional.empty()));

        assertThat(Files.readString(folder.resolve("metrics.json")))
                .contains("\"synthetic\" : true");
        assertThat(report()).contains("class=\"banner\"");
    }

    @Test
    void noticesStandBeforeTheAnswerAndInTheMetrics() throws IOException {
        write(
                Samples.random("", 12, 6, 3),
                new ReportContext(
                        "A study",
                        false,
                        List.of("Split by images."),
                        List.of(),
                        Map.of(),
                        Optional.empty()));

        assertThat(report())
                .containsSubsequence(
                        "<p class=\"banner\" role=\"note\">Split by images.</p>", "The answer");
        JsonNode json = new ObjectMapper().readTree(folder.resolve("metrics.json").toFile());
        assertThat(json.get("notices")).hasSize(1);
        assertThat(json.get("notices").get(0).asText()).isEqualTo("Split by images.");
    }

    @Test
    void imagesOfPatientsAreNotMarked() throws IOException {
        JsonNode json = metrics(Samples.random("", 12, 6, 3));

        assertThat(json.get("synthetic").asBoolean()).isFalse();
        assertThat(report()).doesNotContain("phantom");
        assertThat(svgs()).allSatisfy(svg -> assertThat(svg).doesNotContain("phantom"));
    }

    @Test
    void theReportNeedsNothingFromElsewhere() throws IOException {
        write(Samples.random("", 12, 6, 3), ReportContext.titled("A study"));

        assertThat(report())
                .contains("default-src 'none'")
                .doesNotContainPattern("(?i)<(script|link|img|iframe|object)\\b")
                .doesNotContainPattern("(?i)\\b(src|href)=\"(?!#)")
                .doesNotContain("url(", "@import");
    }

    @Test
    void whatTheCallerWritesIsEscaped() throws IOException {
        write(
                Samples.random("", 12, 6, 3),
                new ReportContext(
                        "<script>alert(1)</script>",
                        false,
                        List.of("Split by <images>"),
                        List.of("Scores & <b>cautions</b>"),
                        Map.of("cohort", "<i>x</i>"),
                        Optional.of(Instant.parse("2026-01-05T10:20:00Z"))));

        assertThat(report())
                .contains("<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>")
                .contains("<li>Scores &amp; &lt;b&gt;cautions&lt;/b&gt;</li>")
                .contains("<p class=\"banner\" role=\"note\">Split by &lt;images&gt;</p>")
                .contains("&lt;i&gt;x&lt;/i&gt;")
                .contains("5 January 2026, 10:20 UTC");
    }

    @Test
    void figuresAreWellFormedAndNamed() throws Exception {
        write(References.table("paper-size"), ReportContext.titled("A study"));

        for (String svg : svgs()) {
            var document =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new InputSource(new StringReader(svg)));
            assertThat(document.getDocumentElement().getAttribute("role")).isEqualTo("img");
            assertThat(document.getElementsByTagName("title").getLength()).isEqualTo(1);
        }
        assertThat(Files.readString(folder.resolve("roc-dorsal.svg")))
                .contains("ROC curve, dorsal")
                .containsPattern("single: AUC 0\\.\\d{3} \\(0\\.\\d{3}\u20130\\.\\d{3}\\)");
    }

    @Test
    void tablesHaveCaptionsAndScopes() throws IOException {
        write(Samples.random("", 12, 6, 3), ReportContext.titled("A study"));
        String report = report();

        assertThat(report.split("<table>", -1)).hasSameSizeAs(report.split("<caption>", -1));
        assertThat(report).doesNotContainPattern("<th>|<th class");
    }

    @Test
    void smallGroupsAreCautionedAgainst() throws IOException {
        write(Samples.random("", 6, 3, 3), ReportContext.titled("A study"));

        assertThat(report())
                .contains("Small group, all images: 18 images, fewer than 30;")
                .contains("6 patients, fewer than 30. Its intervals are too rough to rely on.")
                .contains("The test set is small");
    }

    @Test
    void theIntervalsUnderKeysOf95AreOf95PerCent() throws IOException {
        ScoreTable table = Samples.random("", 12, 6, 3);

        JsonNode method = metrics(table).at("/sets/all/methods").elements().next();

        JsonNode sensitivity = method.get("sensitivity");
        int tp = method.get("tp").asInt();
        int fn = method.get("fn").asInt();
        Interval expected = Wilson.interval(tp, tp + fn, 0.95, "image").orElseThrow();
        assertThat(sensitivity.at("/wilson95/0").asDouble()).isEqualTo(expected.low());
        assertThat(sensitivity.at("/wilson95/1").asDouble()).isEqualTo(expected.high());
    }

    @Test
    void removesTheFiguresOfAnotherEvaluationAndNothingElse() throws IOException {
        for (String name :
                List.of(
                        "roc-elsewhere.svg",
                        "calibration-elsewhere.svg",
                        "learning-curve.svg",
                        "subgroups-device.svg",
                        "roc-notes.txt",
                        "my.svg")) {
            Files.writeString(folder.resolve(name), "old");
        }

        write(Samples.random("", 12, 6, 3), ReportContext.titled("A study"));

        assertThat(folder.resolve("roc-elsewhere.svg")).doesNotExist();
        assertThat(folder.resolve("calibration-elsewhere.svg")).doesNotExist();
        assertThat(folder.resolve("learning-curve.svg")).doesNotExist();
        assertThat(folder.resolve("subgroups-device.svg")).doesNotExist();
        assertThat(folder.resolve("roc-notes.txt")).hasContent("old");
        assertThat(folder.resolve("my.svg")).hasContent("old");
        assertThat(folder.resolve("roc-all.svg")).exists();
    }

    private JsonNode metrics(ScoreTable table) throws IOException {
        write(table, ReportContext.titled("A study"));
        return new ObjectMapper().readTree(folder.resolve("metrics.json").toFile());
    }

    private void write(ScoreTable table, ReportContext context) throws IOException {
        StudyMetrics metrics = StudyEvaluation.of(table, OperatingPoints.conventional(), SETTINGS);
        EvaluationReport.write(folder, metrics, table, context);
    }

    private String report() throws IOException {
        return Files.readString(folder.resolve("report.html"));
    }

    private List<String> svgs() throws IOException {
        List<String> svgs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".svg")).toList()) {
                svgs.add(Files.readString(file));
            }
        }
        assertThat(svgs).isNotEmpty();
        return svgs;
    }

    private static List<String> keys(JsonNode node) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
