package io.podagra.eval;

import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import java.util.List;

/**
 * What the methods reach on the same test images when they are trained on fewer patients: shows
 * whether a difference between them is one of sample size.
 *
 * @param points in ascending order of the fraction; single before multiple
 */
public record LearningCurve(List<Point> points) {
    public LearningCurve {
        points = List.copyOf(points);
    }

    /**
     * One method trained on a part of the training patients.
     *
     * @param kind {@code fraction}, or {@code equal-n} for a single model trained on as many images
     *     as the multiple model's networks have on average
     * @param fraction of the training patients, above 0, at most 1
     * @param method that was trained
     * @param trainingImages of the network, or on average of the view's networks
     * @param trainingPatients in this fraction
     * @param auc on all test images
     * @param interval its interval, with patients as the independent units
     */
    public record Point(
            Kind kind,
            double fraction,
            Method method,
            int trainingImages,
            int trainingPatients,
            Figure<Double> auc,
            Figure<Interval> interval) {}

    /** What a point is for. */
    public enum Kind {
        FRACTION,
        EQUAL_N
    }
}
