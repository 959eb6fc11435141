package io.podagra.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.data.Label;
import io.podagra.eval.EvaluationSettings;
import io.podagra.eval.LearningCurve;
import io.podagra.eval.LearningCurve.Kind;
import io.podagra.eval.Method;
import io.podagra.eval.MethodMetrics;
import io.podagra.eval.OperatingPoints;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.ScoredImage;
import io.podagra.eval.StudyEvaluation;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.Subgroup;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.References;
import io.podagra.eval.statistics.Samples;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Every chart says its numbers in words, too, in both languages, and never draws what is unknown.
 */
class ChartsTest {
    private static final Messages ENGLISH = Messages.of(Language.EN);
    private static final Messages CHINESE = Messages.of(Language.ZH);
    private static final ScoreTable TABLE = withDevices(References.table("balanced"));
    private static final StudyMetrics METRICS = evaluate(TABLE);
    private static final ScoreTable ONE_CLASS =
            ScoreTable.of(
                    List.of(
                            Samples.image("1", "a", "dorsal", Label.NORMAL, 0.2, 0.6),
                            Samples.image("2", "b", "dorsal", Label.NORMAL, 0.7, 0.1)));
    private static final LearningCurve LEARNING =
            new LearningCurve(
                    List.of(
                            point(Kind.FRACTION, 0.25, Method.SINGLE, 900, 0.82),
                            point(Kind.FRACTION, 0.25, Method.MULTIPLE, 301, 0.77),
                            point(Kind.EQUAL_N, 1.0 / 3, Method.SINGLE, 1234, 0.84),
                            point(Kind.FRACTION, 1, Method.SINGLE, 3600, 0.91),
                            point(Kind.FRACTION, 1, Method.MULTIPLE, 1203, 0.9)));
    private static final DataFlow FLOW =
            new DataFlow(
                    group("cohort", 412, 5040),
                    List.of(
                            new DataFlow.Exclusion("duplicate & <unreadable>", 31),
                            new DataFlow.Exclusion("no label", 4)),
                    List.of(
                            group("train", 288, 3521),
                            group("validation", 62, 742),
                            group("test", 61, 743)));

    @ParameterizedTest
    @EnumSource
    void everyChartIsWellFormedNamedAndWithoutHoles(Language language) throws Exception {
        Messages messages = Messages.of(language);
        List<String> charts = new ArrayList<>(charts(TABLE, METRICS, messages, true));
        charts.addAll(charts(ONE_CLASS, evaluate(ONE_CLASS), messages, true));
        ScoreTable onePatient = Samples.random("", 1, 9, 4);
        charts.addAll(charts(onePatient, evaluate(onePatient), messages, true));
        charts.add(LearningCurveChart.draw(LEARNING, messages, true));
        charts.add(LearningCurveChart.draw(new LearningCurve(List.of()), messages, true));
        charts.add(FlowDiagram.draw(FLOW, messages, true));

        for (String chart : charts) {
            Document document = parse(chart);
            assertThat(document.getDocumentElement().getAttribute("role")).isEqualTo("img");
            assertThat(document.getDocumentElement().getAttribute("lang"))
                    .isEqualTo(language.tag());
            assertThat(text(document, "title")).isNotBlank();
            assertThat(text(document, "desc")).isNotBlank();
            assertThat(chart).doesNotContain("NaN", "Infinity", "null", "d=\"\"", "url(");
        }
    }

    @ParameterizedTest
    @EnumSource
    void drawnImagesAreMarkedOnEveryChartAndOthersOnNone(Language language) {
        Messages messages = Messages.of(language);
        ChartWords words = new ChartWords(messages);

        assertThat(charts(TABLE, METRICS, messages, true))
                .allSatisfy(chart -> assertThat(chart).contains(words.notice()));
        assertThat(charts(TABLE, METRICS, messages, false))
                .allSatisfy(chart -> assertThat(chart).doesNotContain(words.notice()));
    }

    @Test
    void theNoticeIsTheSameEverywhere() {
        assertThat(new ChartWords(ENGLISH).notice()).isEqualTo(SyntheticNotice.SENTENCES);
    }

    @Test
    void everyTextOfAChartIsInBothLanguages() throws IOException {
        assertThat(chartKeys("messages_zh.properties"))
                .isNotEmpty()
                .isEqualTo(chartKeys("messages.properties"));
    }

    @Test
    void rocCurvesHaveTheirAreasIntervalsAndBands() {
        String chart = RocChart.draw("all", TABLE, METRICS.all(), ENGLISH, false);

        for (Method method : Method.values()) {
            MethodMetrics figures = METRICS.all().methods().get(method);
            assertThat(chart)
                    .contains(
                            ">%s: AUC %s (%s); threshold 0.500<"
                                    .formatted(
                                            method.word(),
                                            Format.number(figures.auc().orElseThrow()),
                                            Format.interval(figures.aucClustered().orElseThrow())));
        }
        assertThat(chart).contains("fill-opacity=\"0.18\"").doesNotContain("no band");
    }

    @Test
    void oneClassHasNoCurveButTheReason() {
        StudyMetrics metrics = evaluate(ONE_CLASS);

        assertThat(RocChart.draw("all", ONE_CLASS, metrics.all(), ENGLISH, false))
                .contains(">No curve can be drawn<", ">single: no AUC, no abnormal image<");
        assertThat(DecisionCurveChart.draw(metrics, ENGLISH, false))
                .contains(">No curve can be drawn<", ">single: no curve, no abnormal image<")
                .doesNotContain("treat all: act");
        assertThat(ConfusionMatrixChart.draw("all", metrics.all(), ENGLISH, false))
                .contains("sensitivity undefined (no abnormal image)");
    }

    @Test
    void onePatientHasACurveWithoutBand() {
        ScoreTable table = Samples.random("", 1, 9, 4);

        assertThat(words(RocChart.draw("all", table, evaluate(table).all(), ENGLISH, false)))
                .contains("no band: drawing patients needs two of them")
                .doesNotContain("No curve");
    }

    @Test
    void confusionMatricesHoldCountsAndSharesOfRows() {
        String chart = ConfusionMatrixChart.draw("all", METRICS.all(), ENGLISH, false);

        MethodMetrics single = METRICS.all().methods().get(Method.SINGLE);
        assertThat(chart)
                .contains(
                        ">" + single.counts().tp() + "<",
                        ">" + single.counts().fp() + "<",
                        ">n = " + METRICS.all().positives() + "<",
                        ">"
                                + Format.percent(single.sensitivity().value().orElseThrow())
                                + "\u00a0%<");
    }

    @Test
    void decisionCurvesSayTheirPrevalence() {
        assertThat(words(DecisionCurveChart.draw(METRICS, ENGLISH, false)))
                .contains("At a prevalence of " + Format.percent(METRICS.prevalence()))
                .contains("treat all: act on every image", "treat none: act on no image");
    }

    @Test
    void learningCurvesCountPatientsAndImagesAndSetEqualNApart() {
        String chart = LearningCurveChart.draw(LEARNING, ENGLISH, false);

        assertThat(chart).contains(">3,600<", ">1,203<", ">300<");
        assertThat(words(chart))
                .contains(
                        "single, equal n: trained on 1,234 images, as many as a network of the"
                                + " multiple model; AUC 0.840 (0.790\u20130.890)");
        // The point itself and its sample in the legend.
        assertThat(chart.split("class=\"f-paper s-single\"", -1)).hasSize(3);
    }

    @Test
    void anUndefinedPointOfALearningCurveSaysWhy() {
        LearningCurve curve =
                new LearningCurve(
                        List.of(
                                new LearningCurve.Point(
                                        Kind.FRACTION,
                                        0.5,
                                        Method.SINGLE,
                                        10,
                                        2,
                                        Figure.undefined("no abnormal image"),
                                        Figure.undefined("no abnormal image"))));

        assertThat(words(LearningCurveChart.draw(curve, ENGLISH, false)))
                .contains("No curve can be drawn")
                .contains("single at 50\u00a0% of the training patients (2 patients): no AUC")
                .contains("no abnormal image");
    }

    @Test
    void subgroupsAreEscapedAndSmallOnesMarked() {
        String chart = SubgroupChart.draw("a <b> & \"c\"", devices(), ENGLISH, false);

        assertThat(chart)
                .contains("AUC by a &lt;b&gt; &amp; &quot;c&quot;")
                .contains(">(not stated)<")
                .contains(">\u2020 Scanner &lt;X&gt;&amp;Y<")
                .contains("class=\"f-paper s-single\"")
                .doesNotContain("<X>");
        for (Subgroup group : devices()) {
            MethodMetrics multiple = group.metrics().methods().get(Method.MULTIPLE);
            assertThat(chart)
                    .contains(
                            ">%s (%s)<"
                                    .formatted(
                                            Format.number(multiple.auc().orElseThrow()),
                                            Format.interval(
                                                    multiple.aucClustered().orElseThrow())));
        }
    }

    @Test
    void lettersThatXmlForbidsAreReplaced() throws Exception {
        Svg svg = new Svg("a b", Language.EN, "bell \u0007", "\uD800");

        assertThat(text(parse(svg.toDocument(10, 10)), "title")).isEqualTo("bell \uFFFD");
    }

    @Test
    void theFlowHasEveryBoxAndArrow() {
        String chart = FlowDiagram.draw(FLOW, ENGLISH, false);

        assertThat(chart)
                .contains(">Cohort<", ">412 patients<", ">5,040 images<")
                .contains(
                        ">Left out: 35 images<", ">duplicate &amp; &lt;unreadable&gt;: 31 images<")
                .contains(">by ingest, before the cohort<")
                .contains(">Training<", ">Validation<", ">Test<", ">743 images<")
                .contains(">dorsal: 743 (371\u00a0abnormal)<");
        assertThat(chart.split("fill-opacity=\"1.00\"", -1)).hasSize(1 + 4);
        assertThat(
                        FlowDiagram.draw(
                                new DataFlow(FLOW.cohort(), List.of(), List.of()), ENGLISH, false))
                .doesNotContain("Left out");
    }

    @Test
    void chineseChartsUseTheUsualTerms() {
        assertThat(RocChart.draw("dorsal", TABLE, METRICS.all(), CHINESE, false))
                .contains("ROC 曲线，背侧", "灵敏度", "假阳性率");
        assertThat(DecisionCurveChart.draw(METRICS, CHINESE, false))
                .contains("决策曲线", "净获益", "单一模型", "多模型");
        assertThat(FlowDiagram.draw(FLOW, CHINESE, false)).contains("训练集");
    }

    private static List<String> charts(
            ScoreTable table, StudyMetrics metrics, Messages messages, boolean synthetic) {
        List<String> charts = new ArrayList<>();
        charts.add(RocChart.draw("all", table, metrics.all(), messages, synthetic));
        charts.add(CalibrationChart.draw("all", metrics.all(), messages, synthetic));
        charts.add(DecisionCurveChart.draw(metrics, messages, synthetic));
        charts.add(ConfusionMatrixChart.draw("all", metrics.all(), messages, synthetic));
        charts.add(LearningCurveChart.draw(LEARNING, messages, synthetic));
        Subgroup subgroup = new Subgroup("device", "", metrics.all(), List.of());
        charts.add(SubgroupChart.draw("device", List.of(subgroup), messages, synthetic));
        charts.add(FlowDiagram.draw(FLOW, messages, synthetic));
        return charts;
    }

    private static Set<String> chartKeys(String file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader =
                new InputStreamReader(
                        Messages.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties.stringPropertyNames().stream()
                .filter(key -> key.startsWith("chart."))
                .collect(Collectors.toSet());
    }

    private static StudyMetrics evaluate(ScoreTable table) {
        return StudyEvaluation.of(
                table,
                OperatingPoints.conventional(),
                EvaluationSettings.defaults().withBootstrapRedraws(50));
    }

    private static List<Subgroup> devices() {
        return METRICS.subgroups().get("device").orElseThrow();
    }

    private static ScoreTable withDevices(ScoreTable table) {
        List<ScoredImage> images = new ArrayList<>();
        for (ScoredImage image : table.images()) {
            String device = images.size() % 10 == 0 ? "Scanner <X>&Y" : "";
            images.add(
                    new ScoredImage(
                            image.imageId(),
                            image.patientId(),
                            image.view(),
                            image.label(),
                            image.scores(),
                            Map.of("device", device)));
        }
        return ScoreTable.of(images);
    }

    private static LearningCurve.Point point(
            Kind kind, double fraction, Method method, int images, double auc) {
        return new LearningCurve.Point(
                kind,
                fraction,
                method,
                images,
                (int) Math.round(300 * fraction),
                Figure.of(auc),
                Figure.of(new Interval(auc - 0.05, auc + 0.05)));
    }

    private static DataFlow.Group group(String name, int patients, int images) {
        return new DataFlow.Group(
                name,
                patients,
                images,
                images / 2,
                List.of(new DataFlow.ViewCount("dorsal", images, images / 2)));
    }

    /** The text of a chart, with its lines joined. */
    private static String words(String chart) {
        return chart.replaceAll("<desc.*?</desc>", "")
                .replaceAll("<[^>]*>", "")
                .replaceAll("[ \\n]+", " ");
    }

    private static String text(Document document, String element) {
        assertThat(document.getElementsByTagName(element).getLength()).isEqualTo(1);
        return document.getElementsByTagName(element).item(0).getTextContent();
    }

    private static Document parse(String svg)
            throws ParserConfigurationException, SAXException, IOException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
    }
}
