package io.podagra.ui.roc;

import static java.util.Objects.requireNonNull;

import io.podagra.eval.MethodMetrics;
import io.podagra.eval.statistics.DeLong;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.LabelledScores;
import io.podagra.eval.statistics.OperatingPoint;
import io.podagra.eval.statistics.OperatingRule;
import io.podagra.eval.statistics.RocCurve;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How well scores tell the abnormal images of a set from the normal ones.
 *
 * @param auc area under the whole curve, 0 to 1; empty if the set holds one class only
 * @param interval of the AUC; empty for too few images or patients
 * @param operatingPoint where calls are made, with what it comes to on these images; empty if no
 *     threshold does better than chance on the validation images
 * @param points from (0, 0) to (1, 1), neither rate ever falling; empty if the AUC is
 * @param positives abnormal images in the set
 * @param negatives normal images in the set
 */
public record RocResult(
        OptionalDouble auc,
        Optional<AucInterval> interval,
        Optional<OperatingPoint> operatingPoint,
        List<RocPoint> points,
        int positives,
        int negatives) {
    /**
     * @throws IllegalArgumentException if a value is outside what is described above
     */
    public RocResult {
        requireNonNull(auc, "auc is null");
        requireNonNull(interval, "interval is null");
        requireNonNull(operatingPoint, "operatingPoint is null");
        points = List.copyOf(points);
        if (positives < 0 || negatives < 0) {
            throw new IllegalArgumentException(
                    "positives %d or negatives %d is negative".formatted(positives, negatives));
        }
        if (auc.isPresent() && !(auc.getAsDouble() >= 0 && auc.getAsDouble() <= 1)) {
            throw new IllegalArgumentException("auc " + auc + " is not within 0 and 1");
        }
        if (auc.isPresent() == points.isEmpty()) {
            throw new IllegalArgumentException("an AUC and a curve come together or not at all");
        }
        if (auc.isEmpty() && (interval.isPresent() || operatingPoint.isPresent())) {
            throw new IllegalArgumentException("no AUC, but an interval or an operating point");
        }
        checkCurve(points);
    }

    /**
     * On validation images: DeLong's interval, and the threshold with the greatest Youden index of
     * this very curve, which may be chosen here because these are no test images.
     */
    public static RocResult onValidation(LabelledScores scores) {
        return of(
                scores,
                DeLong.estimate(scores)
                        .flatMap(estimate -> estimate.interval(Interval.CONFIDENCE))
                        .value()
                        .map(delong -> new AucInterval(delong, AucInterval.Units.IMAGES)),
                new OperatingRule.Youden().choose(scores).value());
    }

    /**
     * On test images: the interval with patients as the independent units where there is one, and
     * the threshold that was chosen before, with what it comes to here.
     *
     * @param figures of the same scores
     */
    public static RocResult onTest(LabelledScores scores, MethodMetrics figures) {
        Optional<AucInterval> clustered =
                figures.aucClustered()
                        .value()
                        .map(known -> new AucInterval(known, AucInterval.Units.PATIENTS));
        Optional<AucInterval> delong =
                figures.aucDelong()
                        .value()
                        .map(known -> new AucInterval(known, AucInterval.Units.IMAGES));
        return of(scores, clustered.or(() -> delong), operatingPoint(figures));
    }

    private static Optional<OperatingPoint> operatingPoint(MethodMetrics figures) {
        Optional<Double> specificity = figures.specificity().value().value();
        return figures.auc()
                .flatMap(both -> figures.sensitivity().value())
                .value()
                .flatMap(
                        sensitivity ->
                                specificity.map(
                                        known ->
                                                new OperatingPoint(
                                                        figures.threshold(), sensitivity, known)));
    }

    private static RocResult of(
            LabelledScores scores,
            Optional<AucInterval> interval,
            Optional<OperatingPoint> operatingPoint) {
        Optional<RocCurve> curve = RocCurve.of(scores).value();
        return new RocResult(
                curve.map(known -> OptionalDouble.of(known.auc())).orElse(OptionalDouble.empty()),
                interval,
                operatingPoint,
                curve.map(RocResult::points).orElse(List.of()),
                scores.positives(),
                scores.negatives());
    }

    /** The same with fewer points, at most {@code limit}; see {@link RocThinning}. */
    RocResult thinned(int limit) {
        return new RocResult(
                auc,
                interval,
                operatingPoint,
                RocThinning.thin(points, limit),
                positives,
                negatives);
    }

    private static List<RocPoint> points(RocCurve curve) {
        return curve.points().stream()
                .map(
                        point ->
                                new RocPoint(
                                        point.falsePositiveRate(),
                                        point.truePositiveRate(),
                                        point.threshold()))
                .toList();
    }

    private static void checkCurve(List<RocPoint> points) {
        if (points.isEmpty()) {
            return;
        }
        RocPoint first = points.get(0);
        RocPoint last = points.get(points.size() - 1);
        if (first.falsePositiveRate() != 0
                || first.truePositiveRate() != 0
                || last.falsePositiveRate() != 1
                || last.truePositiveRate() != 1) {
            throw new IllegalArgumentException("the curve does not run from (0, 0) to (1, 1)");
        }
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).falsePositiveRate() < points.get(i - 1).falsePositiveRate()
                    || points.get(i).truePositiveRate() < points.get(i - 1).truePositiveRate()) {
                throw new IllegalArgumentException("the curve falls at point " + i);
            }
        }
    }
}
