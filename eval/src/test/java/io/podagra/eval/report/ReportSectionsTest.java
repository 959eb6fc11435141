package io.podagra.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.data.Label;
import io.podagra.eval.AppliedRule;
import io.podagra.eval.EvaluationSettings;
import io.podagra.eval.OperatingPoints;
import io.podagra.eval.Pooling;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.StudyEvaluation;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.statistics.AucComparison;
import io.podagra.eval.statistics.ConfusionCounts;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.OperatingPoint;
import io.podagra.eval.statistics.PredictiveValues;
import io.podagra.eval.statistics.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the sections of a report show, of a study that has everything and of bare scores. */
class ReportSectionsTest {
    private static final Words WORDS = new Words(Messages.of(Language.EN));

    @TempDir private static Path folder;

    private static StudyMetrics metrics;
    private static String english;
    private static String chinese;
    private static String bare;

    @BeforeAll
    static void write() throws IOException {
        metrics = ReportExample.metrics(100);
        for (Language language : Language.values()) {
            ReportExample.write(
                    folder.resolve(language.tag()),
                    metrics,
                    ReportExample.context(false),
                    language);
        }
        english = report(Language.EN.tag());
        chinese = report(Language.ZH.tag());
        bare = bare(Samples.random("", 20, 6, 1), "bare", Language.EN);
    }

    @Test
    void theSectionsStandInTheOrderOfReading() {
        assertThat(matches("<h2 id=\"([a-z]+)\"", english))
                .containsExactly(
                        "answer",
                        "question",
                        "data",
                        "results",
                        "comparison",
                        "cautions",
                        "roc",
                        "calls",
                        "patients",
                        "rules",
                        "decision",
                        "subgroups",
                        "calibration",
                        "errors",
                        "intervals",
                        "methods",
                        "checklist",
                        "facts",
                        "environment");
    }

    @Test
    void everyLinkLeadsToASection() {
        assertThat(matches("href=\"#([a-z]+)\"", english))
                .hasSizeGreaterThan(10)
                .allSatisfy(id -> assertThat(english).contains("id=\"" + id + "\""));
    }

    @Test
    void thePoolingsShowTheirDifferenceWithItsInterval() {
        String section = section("comparison", english);

        for (Pooling pooling : Pooling.values()) {
            AucComparison difference = metrics.poolings().get(pooling).difference().orElseThrow();
            Interval interval = difference.interval(Interval.CONFIDENCE).orElseThrow();
            assertThat(section)
                    .contains(Format.signed(difference.difference()))
                    .contains(WORDS.signed(interval))
                    .contains(Format.ratio(difference.test().orElseThrow().z()));
        }
        assertThat(section)
                .contains(">Raw<", ">Calibrated within views<", ">Within views<", ">Patients<");
    }

    @Test
    void theLearningCurveIsThereOrSaidToBeUnknown() {
        assertThat(section("comparison", english))
                .contains("25 % of the training patients")
                .contains("equal number of images, 33.33 % of the training patients");
        assertThat(bare).contains("no network was trained on a part of the training patients");
    }

    @Test
    void everyRuleShowsWhatItsCallsWouldMean() {
        String section = section("rules", english);
        double prevalence = metrics.prevalence();

        assertThat(metrics.rules()).hasSize(8);
        for (AppliedRule rule : metrics.rules()) {
            OperatingPoint chosen = rule.chosen().orElseThrow();
            ConfusionCounts counts = rule.counts().orElseThrow();
            Interval ppv = PredictiveValues.ppvInterval(counts, prevalence, 0.95).orElseThrow();
            assertThat(section)
                    .contains("<td>" + Format.number(chosen.threshold()) + "</td>")
                    .contains(Format.percent(counts.sensitivity().orElseThrow()))
                    .contains(Format.percent(rule.predictive().orElseThrow().ppv().orElseThrow()))
                    .contains(Format.percentInterval(ppv));
        }
        assertThat(section)
                .contains("Sensitivity of at least 90 %")
                .contains("as dear as 2 false alarms")
                .contains("prevalence of %s %%".formatted(Format.percent(prevalence)))
                .contains("that of the test images");
    }

    @Test
    void withoutValidationScoresRulesGiveTheReason() {
        assertThat(section("rules", bare)).contains("none: no validation scores were given");
        assertThat(section("patients", bare)).contains("none: no validation scores were given");
        assertThat(section("rules", english)).contains("were chosen on validation images");
        assertThat(section("patients", english)).contains("chosen by Youden");
        assertThat(section("rules", bare)).doesNotContain("were chosen on validation images");
        assertThat(section("patients", bare)).doesNotContain("chosen by Youden");
    }

    @Test
    void smallSubgroupsAreMarkedAndShown() {
        String section = section("subgroups", english);

        assertThat(section)
                .contains("By device</h3>", "Scanner A", "Scanner B", "Scanner C")
                .contains("too small to rely on: 4 patients, fewer than 30")
                .contains("By site: none, there is no such column.");
        assertThat(section.split("class=\"small-group\"", -1)).hasSize(2);
    }

    @Test
    void theWorstErrorsShowThePictureAndBothScores() {
        String section = section("errors", english);

        assertThat(matches("<img src=\"(data:image/png;base64,)", section)).hasSize(16);
        assertThat(section)
                .contains("must not leave the hospital")
                .contains("What speaks for abnormal in these images is not drawn: that takes");
        for (var image :
                WorstErrors.of(
                                ReportExample.test(),
                                metrics.methods().get(0),
                                metrics.all().methods().get(metrics.methods().get(0)).threshold())
                        .worst()) {
            assertThat(section).contains("<b>" + image.imageId() + "</b>");
        }
        assertThat(english).contains("img-src data:");
    }

    @Test
    void withoutPicturesTheErrorsAreAList() {
        assertThat(section("errors", bare))
                .contains("There are no pictures with these scores; evaluate shows them")
                .contains("Score, multiple")
                .contains("must not leave the hospital")
                .doesNotContain("<img");
    }

    @Test
    void theFlowAndTheEnvironmentAreShownWhereTheyAreKnown() {
        assertThat(section("data", english)).contains("<svg", "duplicate of another image", ">17<");
        assertThat(section("environment", english)).contains("17.0.9");
        assertThat(section("data", bare)).contains("Scores alone do not tell.");
        assertThat(bare).doesNotContain("id=\"environment\"");
    }

    @Test
    void theGuidelinesClaimNoMoreThanTheRunKnows() {
        assertThat(matches("class=\"status (\\S+)\"", section("checklist", english)))
                .contains("answered", "partly", "open-item")
                .hasSizeBetween(20, 30);
        assertThat(section("checklist", english))
                .contains("See Settings and facts, Network.")
                .contains("See Environment.");
        assertThat(section("checklist", bare))
                .contains("Describe the networks. Scores alone do not tell.")
                .contains("Draw the flow of patients and images.")
                .contains("Validation images did not choose all of them")
                .doesNotContain("See Environment.", "validation images chose them");
    }

    @Test
    void everyFileOfDrawnImagesSaysSo() throws IOException {
        Path drawn = folder.resolve("drawn");
        ReportExample.write(drawn, metrics, ReportExample.context(true), Language.ZH);

        assertThat(Files.readString(drawn.resolve("report.html")))
                .contains("class=\"banner\" role=\"note\">\u5408\u6210\u6570\u636e")
                .doesNotContain("\u4e0d\u5f97\u5e26\u51fa\u533b\u9662");
        try (Stream<Path> files = Files.list(drawn)) {
            assertThat(files.filter(file -> file.toString().endsWith(".svg")))
                    .hasSizeGreaterThan(12)
                    .allSatisfy(
                            file ->
                                    assertThat(Files.readString(file))
                                            .containsPattern("[Ss]ynthetic|\u5408\u6210"));
        }
    }

    @Test
    void aChineseReportIsInChinese() {
        assertThat(chinese).contains("<html lang=\"zh-CN\">", "\"Noto Sans CJK SC\"");
        List<String> texts = new ArrayList<>();
        texts.addAll(matches("<h[23][^>]*>(.*?)</h[23]>", chinese));
        texts.addAll(matches("<th scope=\"col(?:group)?\"[^>]*>(.*?)</th>", chinese));
        texts.addAll(matches("<caption><span>(.*?)</span></caption>", chinese));
        texts.addAll(matches("<p class=\"note\">(.*?)</p>", section("rules", chinese)));
        texts.addAll(matches("<td class=\"left wrap\">(.*?)</td>", section("checklist", chinese)));
        texts.addAll(matches("<li>(.*?)</li>", section("answer", chinese)));

        assertThat(texts).hasSizeGreaterThan(100);
        assertThat(texts)
                .allSatisfy(
                        text ->
                                assertThat(text.replaceAll("<[^>]*>", " "))
                                        .doesNotContainPattern("[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}"));
        assertThat(matches("<h2[^>]*>(.*?)</h2>", chinese))
                .allSatisfy(text -> assertThat(text).containsPattern("\\p{IsHan}"));
        assertThat(chinese)
                .contains("\u7075\u654f\u5ea6", "\u7279\u5f02\u5ea6", "\u5355\u4e00\u6a21\u578b")
                .contains("\u591a\u6a21\u578b", "\u80cc\u4fa7", "\u8dd6\u4fa7");
    }

    @Test
    void theNumbersAreTheSameInEveryLanguage() {
        assertThat(matches("<td[^>]*>([0-9.]+)<", chinese))
                .hasSizeGreaterThan(300)
                .isEqualTo(matches("<td[^>]*>([0-9.]+)<", english));
    }

    @Test
    void reasonsAreInChineseToo() throws IOException {
        ScoreTable normal =
                ScoreTable.of(
                        List.of(
                                Samples.image("1", "a", "dorsal", Label.NORMAL, 0.2, 0.6),
                                Samples.image("2", "b", "medial", Label.NORMAL, 0.7, 0.1)));
        ScoreTable onePatient =
                ScoreTable.of(
                        List.of(
                                Samples.image("1", "a", "dorsal", Label.NORMAL, 0.2, 0.6),
                                Samples.image("2", "a", "dorsal", Label.ABNORMAL, 0.7, 0.1)));
        for (ScoreTable table : List.of(normal, onePatient)) {
            String report = bare(table, "reasons", Language.ZH);

            assertThat(matches("<span class=\"none\">(.*?)</span>", report))
                    .isNotEmpty()
                    .allSatisfy(text -> assertThat(text).doesNotContainPattern("[a-z]{3,} [a-z]"));
            assertThat(section("cautions", report))
                    .contains("\u5e45\u56fe\u50cf\uff0c\u5c11\u4e8e");
        }
    }

    private static String bare(ScoreTable table, String name, Language language)
            throws IOException {
        StudyMetrics figures =
                StudyEvaluation.of(
                        table,
                        OperatingPoints.conventional(),
                        EvaluationSettings.defaults().withBootstrapRedraws(20));
        EvaluationReport.write(
                folder.resolve(name),
                figures,
                table,
                ReportContext.titled("Bare scores"),
                language,
                Thumbnails.none());
        return report(name);
    }

    private static String report(String name) throws IOException {
        return Files.readString(folder.resolve(name).resolve("report.html"));
    }

    /** From the heading of a section to the next. */
    private static String section(String id, String report) {
        int start = report.indexOf("<h2 id=\"" + id + "\"");
        assertThat(start).as(id).isNotNegative();
        int end = report.indexOf("<h2 id=", start + 1);
        return report.substring(start, end < 0 ? report.length() : end);
    }

    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
