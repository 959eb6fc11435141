package io.podagra.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.eval.EvaluationSettings;
import io.podagra.eval.Method;
import io.podagra.eval.OperatingPoints;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.ScoredImage;
import io.podagra.eval.StudyEvaluation;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.References;
import io.podagra.eval.statistics.Samples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static final EvaluationSettings SETTINGS =
            EvaluationSettings.defaults().withBootstrapRedraws(50);
    private static final Messages ENGLISH = Messages.of(Language.EN);

    @Test
    void aPAboveFivePercentIsNotReadAsEqual() {
        StudyMetrics metrics = evaluate(References.table("balanced"), 0.02);

        Answer answer = Answer.of(metrics, ENGLISH);

        assertThat(metrics.all().comparison().orElseThrow().delong().orElseThrow().p())
                .isGreaterThan(0.9);
        assertThat(answer.headline())
                .matches(
                        "Inconclusive: AUC single less multiple is \\S+, and its 95 % interval,"
                                + " \\S+ to \\S+, includes zero and reaches beyond the margin"
                                + " of \u00b10.02\\.");
        assertThat(String.join(" ", answer.sentences()))
                .startsWith("On 240 test images of 40 patients (")
                .contains("equivalence within \u00b10.02 is not shown either")
                .contains("That is no evidence that the methods are equally good");
    }

    @Test
    void anIntervalWithinTheMarginIsEquivalent() {
        Answer answer = answer(evaluate(References.table("balanced"), 0.2));

        assertThat(answer.headline())
                .startsWith("The two methods are equivalent within the set margin:")
                .endsWith("lies within \u00b10.2.");
        assertThat(String.join(" ", answer.sentences()))
                .contains("as large as the margin of \u00b10.2 is unlikely");
    }

    @Test
    void anIntervalBesideZeroNamesTheBetterMethod() {
        Answer answer = answer(evaluate(blurred(), 0.05));

        assertThat(answer.headline()).startsWith("The multiple model is better:");
        assertThat(String.join(" ", answer.sentences())).contains("and beyond the margin of 0.05.");
    }

    @Test
    void theHeadlineHasTheIntervalThatDecides() {
        StudyMetrics metrics = evaluate(blurred(), 0.05);

        Interval interval =
                metrics.all().comparison().orElseThrow().differenceClustered().orElseThrow();
        String ends = new Words(ENGLISH).signed(interval);
        assertThat(interval.high()).isNegative();
        assertThat(answer(metrics).headline()).contains("95 % interval of " + ends);
        assertThat(Answer.of(metrics, Messages.of(Language.ZH)).headline())
                .startsWith("\u591a\u6a21\u578b\u66f4\u4f18")
                .contains(Format.signed(interval.low()), Format.signed(interval.high()));
    }

    @Test
    void aDifferenceSmallerThanTheMarginIsEquivalentAndNamesTheHigherMethod() {
        Answer answer = answer(evaluate(blurred(), 0.5));

        assertThat(answer.headline()).startsWith("The two methods are equivalent");
        assertThat(String.join(" ", answer.sentences()))
                .contains("the multiple model has the higher AUC, but by less than the margin of")
                .doesNotContain("unlikely either way");
    }

    /** The multiple model with itself, of which every third score is lost, as the single one. */
    private static ScoreTable blurred() {
        List<ScoredImage> images = new ArrayList<>();
        for (ScoredImage image : References.table("paper-size").images()) {
            double score = image.score(Method.MULTIPLE).orElseThrow();
            images.add(
                    Samples.image(
                            image.imageId(),
                            image.patientId(),
                            image.view(),
                            image.label(),
                            images.size() % 3 == 0 ? 0.5 : score,
                            score));
        }
        return ScoreTable.of(images);
    }

    private static Answer answer(StudyMetrics metrics) {
        return Answer.of(metrics, ENGLISH);
    }

    private static StudyMetrics evaluate(ScoreTable table, double margin) {
        return StudyEvaluation.of(
                table, OperatingPoints.conventional(), SETTINGS.withEquivalenceMargin(margin));
    }
}
