package io.podagra.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.podagra.data.InvalidInputException;
import io.podagra.data.Label;
import io.podagra.eval.statistics.AucEstimate;
import io.podagra.eval.statistics.OperatingRule;
import io.podagra.eval.statistics.Reason;
import io.podagra.eval.statistics.Samples;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FurtherEvaluationTest {
    @Test
    void anOffsetBetweenTheViewsNetworksMovesTheRawAucAlone() {
        StudyMetrics plain = StudyEvaluation.of(Examples.full());
        StudyMetrics offset = StudyEvaluation.of(offsetOfPlantar(Examples.full()));

        assertThat(auc(offset, Pooling.RAW)).isLessThan(auc(plain, Pooling.RAW) - 0.01);
        assertThat(auc(offset, Pooling.WITHIN_VIEW))
                .isCloseTo(auc(plain, Pooling.WITHIN_VIEW), within(1e-12));
        assertThat(auc(offset, Pooling.CALIBRATED))
                .isCloseTo(auc(plain, Pooling.CALIBRATED), within(0.01));
    }

    @Test
    void theRawPoolingIsTheSetOfAllImages() {
        StudyMetrics metrics = StudyEvaluation.of(Examples.full());
        Comparison all = metrics.all().comparison().orElseThrow();
        PooledComparison raw = metrics.poolings().get(Pooling.RAW);

        assertThat(raw.difference().orElseThrow().difference())
                .isEqualTo(all.aucDifference().orElseThrow());
        assertThat(raw.difference().orElseThrow().test().orElseThrow())
                .isEqualTo(all.clustered().orElseThrow());
        assertThat(raw.verdict()).isEqualTo(all.verdict());
    }

    @Test
    void theYoudenRuleIsTheStudysOwnOperatingPoint() {
        EvaluationInput input = Examples.full();

        StudyMetrics metrics = StudyEvaluation.of(input);

        for (Method method : Method.values()) {
            AppliedRule youden =
                    metrics.rules().stream()
                            .filter(rule -> rule.method() == method)
                            .findFirst()
                            .orElseThrow();
            assertThat(youden.rule()).isEqualTo(new OperatingRule.Youden());
            assertThat(youden.counts().orElseThrow())
                    .isEqualTo(metrics.all().methods().get(method).counts());
        }
    }

    @Test
    void subgroupsOfAColumnAreThePartsOfTheWhole() {
        StudyMetrics metrics = StudyEvaluation.of(Examples.full());

        List<Subgroup> devices = metrics.subgroups().get("device").orElseThrow();

        assertThat(devices).extracting(Subgroup::value).containsExactly("", "Aplio, 500", "E9");
        assertThat(devices.stream().mapToInt(group -> group.metrics().images()).sum())
                .isEqualTo(metrics.all().images());
        assertThat(devices.get(0).small())
                .extracting(Reason::text)
                .contains("9 images, fewer than 30", "1 patient, fewer than 30");
        assertThat(devices.get(1).small()).isEmpty();
    }

    @Test
    void aColumnThatTellsImagesApartMakesNoSubgroups() {
        EvaluationInput full = Examples.full();
        ScoreTable test =
                ScoreTable.of(
                        full.test().images().stream()
                                .map(image -> image.with(Map.of("device", image.imageId())))
                                .toList());

        StudyMetrics metrics =
                StudyEvaluation.of(
                        new EvaluationInput(
                                test,
                                full.validation(),
                                full.points(),
                                full.settings(),
                                Optional.empty()));

        assertThat(metrics.subgroups().get("device").reason())
                .contains("the column has 540 values, more than 30");
    }

    @Test
    void withoutValidationScoresWhatNeedsThemHasAReason() {
        StudyMetrics metrics =
                StudyEvaluation.of(
                        Samples.random("t", 40, 6, 3),
                        OperatingPoints.conventional(),
                        Examples.SETTINGS);

        assertThat(metrics.rules())
                .allSatisfy(
                        rule ->
                                assertThat(rule.chosen().reason())
                                        .contains("no validation scores were given"));
        assertThat(metrics.poolings().get(Pooling.CALIBRATED).difference().reason())
                .contains("no validation scores were given");
        assertThat(metrics.poolings().get(Pooling.WITHIN_VIEW).difference().isKnown()).isTrue();
    }

    @Test
    void theGivenPrevalenceMovesPredictiveValuesAndNoSensitivity() {
        EvaluationInput full = Examples.full();
        EvaluationSettings rare =
                full.settings().withOperating(new EvaluationSettings.Operating(0.9, 0.9, 2, 0.05));

        StudyMetrics asTested = StudyEvaluation.of(full);
        StudyMetrics inUse =
                StudyEvaluation.of(
                        new EvaluationInput(
                                full.test(),
                                full.validation(),
                                full.points(),
                                rare,
                                Optional.empty()));

        assertThat(inUse.prevalence()).isEqualTo(0.05);
        AppliedRule before = asTested.rules().get(0);
        AppliedRule after = inUse.rules().get(0);
        assertThat(after.counts()).isEqualTo(before.counts());
        assertThat(after.predictive().orElseThrow().ppv().orElseThrow())
                .isLessThan(before.predictive().orElseThrow().ppv().orElseThrow());
        assertThat(after.predictive().orElseThrow().npv().orElseThrow())
                .isGreaterThan(before.predictive().orElseThrow().npv().orElseThrow());
    }

    @Test
    void testLabelsDoNotMoveTheThresholdOfCosts() {
        EvaluationInput full = Examples.full();
        ScoreTable fewer =
                ScoreTable.of(
                        full.test().images().stream()
                                .filter(
                                        image ->
                                                image.label() == Label.NORMAL
                                                        || image.imageId().hashCode() % 3 == 0)
                                .toList());

        StudyMetrics metrics =
                StudyEvaluation.of(
                        new EvaluationInput(
                                fewer,
                                full.validation(),
                                full.points(),
                                full.settings(),
                                Optional.empty()));

        assertThat(metrics.rules())
                .extracting(AppliedRule::chosen)
                .isEqualTo(
                        StudyEvaluation.of(full).rules().stream()
                                .map(AppliedRule::chosen)
                                .toList());
    }

    @Test
    void validationScoresOfTestImagesAreRefused() {
        EvaluationInput full = Examples.full();

        assertThatThrownBy(
                        () ->
                                StudyEvaluation.of(
                                        new EvaluationInput(
                                                full.test(),
                                                Optional.of(full.test()),
                                                full.points(),
                                                full.settings(),
                                                Optional.empty())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("540 of the validation scores are of test images (such as");
    }

    private static double auc(StudyMetrics metrics, Pooling pooling) {
        return metrics.poolings()
                .get(pooling)
                .aucs()
                .get(Method.MULTIPLE)
                .map(AucEstimate::auc)
                .orElseThrow();
    }

    /** The plantar network's scores squashed towards 1, in validation and test alike. */
    private static EvaluationInput offsetOfPlantar(EvaluationInput input) {
        return new EvaluationInput(
                offset(input.test()),
                input.validation().map(FurtherEvaluationTest::offset),
                input.points(),
                input.settings(),
                input.learningCurve());
    }

    private static ScoreTable offset(ScoreTable table) {
        return ScoreTable.of(
                table.images().stream()
                        .map(
                                image -> {
                                    Map<Method, Double> scores = new HashMap<>(image.scores());
                                    if (image.view().equals("plantar")) {
                                        scores.computeIfPresent(
                                                Method.MULTIPLE, (m, score) -> 0.5 + score / 2);
                                    }
                                    return new ScoredImage(
                                            image.imageId(),
                                            image.patientId(),
                                            image.view(),
                                            image.label(),
                                            scores,
                                            image.attributes());
                                })
                        .toList());
    }
}
