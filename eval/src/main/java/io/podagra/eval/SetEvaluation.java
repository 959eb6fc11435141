package io.podagra.eval;

import io.podagra.eval.statistics.AucComparison;
import io.podagra.eval.statistics.AucEstimate;
import io.podagra.eval.statistics.AveragePrecision;
import io.podagra.eval.statistics.Calibration;
import io.podagra.eval.statistics.ClusteredAuc;
import io.podagra.eval.statistics.ConfusionCounts;
import io.podagra.eval.statistics.DeLong;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.LabelledScores;
import io.podagra.eval.statistics.LogisticRecalibration;
import io.podagra.eval.statistics.McNemar;
import io.podagra.eval.statistics.MethodRedraws;
import io.podagra.eval.statistics.PatientBootstrap;
import io.podagra.eval.statistics.Patients;
import io.podagra.eval.statistics.Redraws;
import io.podagra.eval.statistics.RocBand;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The figures of one set of images. */
final class SetEvaluation {
    private final OperatingPoints points;
    private final EvaluationSettings settings;

    SetEvaluation(OperatingPoints points, EvaluationSettings settings) {
        this.points = points;
        this.settings = settings;
    }

    /** The figures of these images. */
    SetMetrics of(ScoreTable table) {
        Patients patients = table.patients();
        PatientBootstrap bootstrap =
                PatientBootstrap.of(patients, settings.bootstrapRedraws(), settings.seed());
        Map<Method, MethodMetrics> metrics = new EnumMap<>(Method.class);
        Map<Method, Redraws> aucs = new EnumMap<>(Method.class);
        for (Method method : table.methods()) {
            LabelledScores scores = table.scores(method);
            MethodRedraws redraws = bootstrap.redraw(scores, threshold(method));
            aucs.put(method, redraws.auc());
            metrics.put(
                    method,
                    method(
                            scores,
                            patients,
                            threshold(method),
                            redraws,
                            RocBand.of(scores, bootstrap, Interval.CONFIDENCE)));
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
            LabelledScores scores,
            Patients patients,
            double threshold,
            MethodRedraws redraws,
            Figure<RocBand> band) {
        double confidence = Interval.CONFIDENCE;
        Figure<AucEstimate> delong = DeLong.estimate(scores);
        ConfusionCounts counts = ConfusionCounts.at(threshold, scores);
        return new MethodMetrics(
                delong.map(AucEstimate::auc),
                delong.flatMap(estimate -> estimate.interval(confidence)),
                ClusteredAuc.estimate(scores, patients)
                        .flatMap(estimate -> estimate.interval(confidence)),
                delong.flatMap(estimate -> redraws.auc().interval(confidence)),
                delong.flatMap(estimate -> redraws.auc().bca(confidence)),
                band,
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
                LogisticRecalibration.of(scores),
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
}
