package io.podagra.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.podagra.data.InvalidInputException;
import io.podagra.data.Label;
import io.podagra.eval.statistics.ConfusionCounts;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Holm;
import io.podagra.eval.statistics.McNemar;
import io.podagra.eval.statistics.References;
import io.podagra.eval.statistics.Samples;
import io.podagra.eval.statistics.ZTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StudyEvaluationTest {
    private static final EvaluationSettings SETTINGS =
            EvaluationSettings.defaults().withBootstrapRedraws(200);

    @Test
    void theDefaultsAreThoseOfTheStudy() {
        assertThat(EvaluationSettings.defaults())
                .isEqualTo(
                        new EvaluationSettings(
                                2000,
                                1,
                                0.02,
                                10,
                                List.of("device", "site", "laterality"),
                                new EvaluationSettings.Operating(0.9, 0.9, 2, 0)));
        assertThatThrownBy(() -> EvaluationSettings.defaults().withEquivalenceMargin(0))
                .hasMessage("equivalenceMargin is 0.0; expected a number between 0 and 1");
    }

    @Test
    void theCountsOfThePaperGiveThePapersTable() {
        StudyMetrics metrics = evaluate(paper());
        SetMetrics all = metrics.all();

        assertThat(all.images()).isEqualTo(1616);
        assertThat(all.positives()).isEqualTo(817);
        assertThat(all.negatives()).isEqualTo(799);
        assertThat(all.methods().get(Method.SINGLE).counts())
                .isEqualTo(new ConfusionCounts(683, 134, 706, 93));
        assertThat(all.methods().get(Method.MULTIPLE).counts())
                .isEqualTo(new ConfusionCounts(673, 144, 726, 73));
        assertThat(percents(all.methods().get(Method.SINGLE)))
                .containsExactly("85.95", "83.60", "88.36");
        assertThat(percents(all.methods().get(Method.MULTIPLE)))
                .containsExactly("86.57", "82.37", "90.86");
    }

    @Test
    void theViewsAddUpToTheWhole() {
        StudyMetrics metrics = evaluate(References.table("paper-size"));

        assertThat(metrics.sets().keySet()).containsExactly("all", "dorsal", "medial", "plantar");
        for (Method method : metrics.methods()) {
            ConfusionCounts sum = new ConfusionCounts(0, 0, 0, 0);
            for (String view : List.of("dorsal", "medial", "plantar")) {
                ConfusionCounts part = metrics.sets().get(view).methods().get(method).counts();
                sum =
                        new ConfusionCounts(
                                sum.tp() + part.tp(),
                                sum.fn() + part.fn(),
                                sum.tn() + part.tn(),
                                sum.fp() + part.fp());
            }
            assertThat(metrics.all().methods().get(method).counts()).isEqualTo(sum);
        }
    }

    @Test
    void holmAdjustsOverTheViewsAndLeavesTheWholeAlone() {
        StudyMetrics metrics = evaluate(References.table("heavy-ties"));
        List<Figure<Double>> p = new ArrayList<>();
        List<Figure<Double>> adjusted = new ArrayList<>();
        for (String view : List.of("dorsal", "medial", "plantar")) {
            Comparison comparison = metrics.sets().get(view).comparison().orElseThrow();
            p.add(comparison.delong().map(ZTest::p));
            adjusted.add(comparison.holmDelong());
        }

        assertThat(adjusted).isEqualTo(Holm.adjust(p));
        assertThat(metrics.all().comparison().orElseThrow().holmDelong().reason())
                .contains("adjusted over the views only");
    }

    @Test
    void theDifferenceIsJudgedWithPatientsAsTheUnits() {
        ScoreTable table = Samples.repeated(References.table("balanced"), 20);
        Comparison comparison = evaluate(table).all().comparison().orElseThrow();

        // DeLong takes the copies for new images and finds the narrow interval within the margin.
        assertThat(Verdict.of(comparison.differenceDelong().orElseThrow(), 0.02))
                .isEqualTo(Figure.of(Verdict.EQUIVALENT));
        assertThat(comparison.verdict()).isEqualTo(Figure.of(Verdict.INCONCLUSIVE));
        assertThat(comparison.designEffect().orElseThrow()).isGreaterThan(10);
    }

    @Test
    void oneClassGivesReasonsAndNoException() {
        ScoreTable table =
                ScoreTable.of(
                        List.of(
                                Samples.image("1", "a", "dorsal", Label.NORMAL, 0.2, 0.6),
                                Samples.image("2", "b", "dorsal", Label.NORMAL, 0.7, 0.1)));

        SetMetrics all = evaluate(table).all();
        MethodMetrics single = all.methods().get(Method.SINGLE);
        Comparison comparison = all.comparison().orElseThrow();

        assertThat(single.auc().reason()).contains("no abnormal image");
        assertThat(single.aucDelong().reason()).contains("no abnormal image");
        assertThat(single.aucClustered().reason()).contains("no abnormal image");
        assertThat(single.aucBootstrap().reason()).contains("no abnormal image");
        assertThat(single.averagePrecision().reason()).contains("no abnormal image");
        assertThat(single.sensitivity().value().reason()).contains("no abnormal image");
        assertThat(single.sensitivity().bootstrap().reason()).contains("no abnormal image");
        assertThat(single.specificity().value().orElseThrow()).isEqualTo(0.5);
        assertThat(single.calibration().orElseThrow().brier())
                .isCloseTo((0.04 + 0.49) / 2, within(1e-12));
        assertThat(comparison.delong().reason()).contains("no abnormal image");
        assertThat(comparison.verdict().reason()).contains("no abnormal image");
        assertThat(comparison.mcnemar()).isEqualTo(new McNemar(1, 1, 1));
    }

    @Test
    void oneMethodIsNotCompared() {
        ScoreTable table =
                ScoreTable.of(
                        List.of(
                                new ScoredImage(
                                        "1",
                                        "a",
                                        "dorsal",
                                        Label.NORMAL,
                                        Map.of(Method.SINGLE, .2)),
                                new ScoredImage(
                                        "2",
                                        "b",
                                        "dorsal",
                                        Label.ABNORMAL,
                                        Map.of(Method.SINGLE, .7))));

        assertThat(evaluate(table).all().comparison()).isEmpty();
    }

    @Test
    void aMethodWithoutThresholdIsRefused() {
        OperatingPoints points = OperatingPoints.fixed(Map.of(Method.SINGLE, 0.4), "Set by hand.");

        assertThatThrownBy(() -> StudyEvaluation.of(References.table("tiny"), points, SETTINGS))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("The test scores have a column score_multiple but");
    }

    @Test
    void theSameInputGivesTheSameFigures() {
        ScoreTable table = References.table("unbalanced");

        assertThat(evaluate(table)).usingRecursiveComparison().isEqualTo(evaluate(table));
        assertThat(evaluate(table))
                .usingRecursiveComparison()
                .isNotEqualTo(evaluate(References.table("balanced")));
    }

    private static StudyMetrics evaluate(ScoreTable table) {
        return StudyEvaluation.of(table, OperatingPoints.conventional(), SETTINGS);
    }

    private static List<String> percents(MethodMetrics figures) {
        return List.of(
                percent(figures.accuracy().value().orElseThrow()),
                percent(figures.sensitivity().value().orElseThrow()),
                percent(figures.specificity().value().orElseThrow()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f", 100 * share);
    }

    /** The only counts that fit the table of Du, Ning, Ding et al. 2024. */
    private static ScoreTable paper() {
        List<ScoredImage> images = new ArrayList<>();
        for (int i = 0; i < 1616; i++) {
            boolean abnormal = i < 817;
            int inClass = abnormal ? i : i - 817;
            boolean singleRight = inClass < (abnormal ? 683 : 706);
            boolean multipleRight = inClass < (abnormal ? 673 : 726);
            images.add(
                    Samples.image(
                            "image-" + i,
                            "patient-" + i % 140,
                            List.of("dorsal", "medial", "plantar").get(i % 3),
                            abnormal ? Label.ABNORMAL : Label.NORMAL,
                            singleRight == abnormal ? 0.8 : 0.2,
                            multipleRight == abnormal ? 0.7 : 0.3));
        }
        return ScoreTable.of(images);
    }
}
