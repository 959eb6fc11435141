package io.podagra.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.eval.EvaluationSettings;
import io.podagra.eval.Method;
import io.podagra.eval.OperatingPoints;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.ScoredImage;
import io.podagra.eval.StudyEvaluation;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.statistics.References;
import io.podagra.eval.statistics.Samples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static final EvaluationSettings SETTINGS =
            EvaluationSettings.defaults().withBootstrapRedraws(50);

    @Test
    void aPAboveFivePercentIsNotReadAsEqual() {
        StudyMetrics metrics = evaluate(References.table("balanced"), 0.02);

        Answer answer = Answer.of(metrics);

        assertThat(metrics.all().comparison().orElseThrow().delong().orElseThrow().p())
                .isGreaterThan(0.9);
        assertThat(answer.headline())
                .isEqualTo(
                        "Inconclusive: no difference is shown, and equivalence is not shown"
                                + " either.");
        assertThat(String.join(" ", answer.sentences()))
                .startsWith("On 240 test images of 40 patients (")
                .contains("That is no evidence that the methods are equally good");
    }

    @Test
    void anIntervalWithinTheMarginIsEquivalent() {
        Answer answer = Answer.of(evaluate(References.table("balanced"), 0.2));

        assertThat(answer.headline())
                .isEqualTo("The two methods are equivalent within the declared margin.");
        assertThat(String.join(" ", answer.sentences())).contains("declared margin of \u00b10.2.");
    }

    @Test
    void anIntervalBesideZeroNamesTheBetterMethod() {
        Answer answer = Answer.of(evaluate(blurred(), 0.05));

        assertThat(answer.headline()).isEqualTo("The multiple model is better.");
        assertThat(String.join(" ", answer.sentences()))
                .contains("and beyond the declared margin of 0.05.");
    }

    @Test
    void aDifferenceSmallerThanTheMarginIsCalledSmall() {
        Answer answer = Answer.of(evaluate(blurred(), 0.5));

        assertThat(answer.headline()).isEqualTo("The multiple model is better.");
        assertThat(String.join(" ", answer.sentences()))
                .contains("but the difference is smaller than the declared margin of 0.5");
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

    private static StudyMetrics evaluate(ScoreTable table, double margin) {
        return StudyEvaluation.of(
                table, OperatingPoints.conventional(), SETTINGS.withEquivalenceMargin(margin));
    }
}
