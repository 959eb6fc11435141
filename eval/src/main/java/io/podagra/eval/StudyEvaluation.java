package io.podagra.eval;

import io.podagra.data.InvalidInputException;
import io.podagra.eval.statistics.AucComparison;
import io.podagra.eval.statistics.AucEstimate;
import io.podagra.eval.statistics.AveragePrecision;
import io.podagra.eval.statistics.Calibration;
import io.podagra.eval.statistics.ClusteredAuc;
import io.podagra.eval.statistics.ConfusionCounts;
import io.podagra.eval.statistics.DeLong;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Holm;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.LabelledScores;
import io.podagra.eval.statistics.McNemar;
import io.podagra.eval.statistics.MethodRedraws;
import io.podagra.eval.statistics.PatientBootstrap;
import io.podagra.eval.statistics.Patients;
import io.podagra.eval.statistics.Redraws;
import io.podagra.eval.statistics.ZTest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a table of test scores into the figures of the study: for all images and for each view. */
public final class StudyEvaluation {
    private final OperatingPoints points;
    private final EvaluationSettings settings;

    private StudyEvaluation(OperatingPoints points, EvaluationSettings settings) {
        this.points = points;
        this.settings = settings;
    }

    /**
     * @param test scores of images that neither trained a network nor chose a threshold
     * @param points the thresholds, the same for all images and for each view
     * @throws InvalidInputException if a method of the table has no threshold
     */
    public static StudyMetrics of(
            ScoreTable test, OperatingPoints points, EvaluationSettings settings) {
        for (Method method : test.methods()) {
            if (points.threshold(method).isEmpty()) {
                throw new InvalidInputException(
                        "The test scores have a column %s but the thresholds were chosen without it; give validation scores or a threshold of that method too."
                                .formatted(method.column()));
            }
        }
        return new StudyEvaluation(points, settings).evaluate(test);
    }

    private StudyMetrics evaluate(ScoreTable test) {
        Map<String, SetMetrics> sets = new LinkedHashMap<>();
        sets.put(StudyMetrics.ALL, set(test));
        for (String view : test.views()) {
            sets.put(view, set(test.forView(view)));
        }
        return new StudyMetrics(test.methods(), withHolm(sets), points, settings, test.synthetic());
    }

    private SetMetrics set(ScoreTable table) {
        Patients patients = table.patients();
        PatientBootstrap bootstrap =
                PatientBootstrap.of(patients, settings.bootstrapRedraws(), settings.seed());
        Map<Method, MethodMetrics> metrics = new EnumMap<>(Method.class);
        Map<Method, Redraws> aucs = new EnumMap<>(Method.class);
        for (Method method : table.methods()) {
            LabelledScores scores = table.scores(method);
            MethodRedraws redraws = bootstrap.redraw(scores, threshold(method));
            aucs.put(method, redraws.auc());
            metrics.put(method, method(scores, patients, threshold(method), redraws));
        }
        return new SetMetrics(
                table.images().size(),
                patients.count(),
                table.scores(table.methods().get(0)).positives(),
                metrics,
                table.methods().size() < 2
                        ? Optional.empty()
                        : Optional.of(comparison(table, patients, aucs)));
    }

    private MethodMetrics method(
            LabelledScores scores, Patients patients, double threshold, MethodRedraws redraws) {
        double confidence = Interval.CONFIDENCE;
        Figure<AucEstimate> delong = DeLong.estimate(scores);
        ConfusionCounts counts = ConfusionCounts.at(threshold, scores);
        return new MethodMetrics(
                delong.map(AucEstimate::auc),
                delong.flatMap(estimate -> estimate.interval(confidence)),
                ClusteredAuc.estimate(scores, patients)
                        .flatMap(estimate -> estimate.interval(confidence)),
                delong.flatMap(estimate -> redraws.auc().interval(confidence)),
                redraws.auc().undefined(),
                threshold,
                counts,
                proportion(
                        counts.accuracy(), counts.accuracyInterval(confidence), redraws.accuracy()),
                proportion(
                        counts.sensitivity(),
                        counts.sensitivityInterval(confidence),
                        redraws.sensitivity()),
                proportion(
                        counts.specificity(),
                        counts.specificityInterval(confidence),
                        redraws.specificity()),
                Calibration.of(scores, settings.eceBins()),
                AveragePrecision.of(scores));
    }

    private Proportion proportion(Figure<Double> value, Figure<Interval> wilson, Redraws redraws) {
        // Where the share is undefined, so is every redraw of it, for the same reason.
        return new Proportion(
                value, wilson, value.flatMap(v -> redraws.interval(Interval.CONFIDENCE)));
    }

    private Comparison comparison(ScoreTable table, Patients patients, Map<Method, Redraws> aucs) {
        double confidence = Interval.CONFIDENCE;
        LabelledScores single = table.scores(Method.SINGLE);
        LabelledScores multiple = table.scores(Method.MULTIPLE);
        Figure<AucComparison> delong = DeLong.compare(single, multiple);
        Figure<AucComparison> clustered = ClusteredAuc.compare(single, multiple, patients);
        Figure<Interval> interval = clustered.flatMap(c -> c.interval(confidence));
        Redraws redraws = aucs.get(Method.SINGLE).minus(aucs.get(Method.MULTIPLE));
        Figure<Double> unadjusted = Figure.undefined("adjusted over the views only");
        return new Comparison(
                delong.map(AucComparison::difference),
                delong.flatMap(d -> d.interval(confidence)),
                interval,
                delong.flatMap(d -> redraws.interval(confidence)),
                delong.flatMap(AucComparison::test),
                clustered.flatMap(AucComparison::test),
                clustered.flatMap(c -> delong.flatMap(d -> ClusteredAuc.designEffect(c, d))),
                McNemar.of(single, threshold(Method.SINGLE), multiple, threshold(Method.MULTIPLE)),
                unadjusted,
                unadjusted,
                interval.flatMap(i -> Verdict.of(i, settings.equivalenceMargin())));
    }

    private double threshold(Method method) {
        return points.threshold(method).orElseThrow();
    }

    /**
     * Adjusts over the views; the set of all images is the primary comparison and no part of it.
     */
    private static Map<String, SetMetrics> withHolm(Map<String, SetMetrics> sets) {
        List<String> views =
                sets.keySet().stream()
                        .filter(name -> !name.equals(StudyMetrics.ALL))
                        .filter(name -> sets.get(name).comparison().isPresent())
                        .toList();
        List<Figure<Double>> delong = new ArrayList<>();
        List<Figure<Double>> clustered = new ArrayList<>();
        for (String view : views) {
            Comparison comparison = sets.get(view).comparison().orElseThrow();
            delong.add(comparison.delong().map(ZTest::p));
            clustered.add(comparison.clustered().map(ZTest::p));
        }
        List<Figure<Double>> delongAdjusted = Holm.adjust(delong);
        List<Figure<Double>> clusteredAdjusted = Holm.adjust(clustered);
        Map<String, SetMetrics> adjusted = new LinkedHashMap<>(sets);
        for (int i = 0; i < views.size(); i++) {
            SetMetrics set = sets.get(views.get(i));
            adjusted.put(
                    views.get(i),
                    set.withComparison(
                            set.comparison()
                                    .orElseThrow()
                                    .withHolm(delongAdjusted.get(i), clusteredAdjusted.get(i))));
        }
        return adjusted;
    }
}
