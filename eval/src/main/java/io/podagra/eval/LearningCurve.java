package io.podagra.eval;

import static java.util.Objects.requireNonNull;

import io.podagra.data.InvalidInputException;
import io.podagra.eval.statistics.AucEstimate;
import io.podagra.eval.statistics.ClusteredAuc;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * What the methods reach on the same test images when they are trained on fewer patients: shows
 * whether a difference between them is one of sample size.
 *
 * @param points in ascending order of the fraction; single before multiple
 */
public record LearningCurve(List<Point> points) {
    private static final Comparator<Point> ORDER =
            Comparator.comparingDouble(Point::fraction)
                    .thenComparing(Point::kind)
                    .thenComparing(Point::method);

    /**
     * @param points in any order
     */
    public LearningCurve {
        points = points.stream().sorted(ORDER).toList();
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
            Figure<Interval> interval) {
        /**
         * @throws IllegalArgumentException if the fraction or a number is out of its range
         */
        public Point {
            requireNonNull(kind, "kind is null");
            requireNonNull(method, "method is null");
            requireNonNull(auc, "auc is null");
            requireNonNull(interval, "interval is null");
            if (!(fraction > 0 && fraction <= 1)) {
                throw new IllegalArgumentException(
                        "fraction is %s, expected a number above 0, at most 1".formatted(fraction));
            }
            if (trainingImages < 1 || trainingPatients < 1) {
                throw new IllegalArgumentException(
                        "%d training images of %d patients, expected at least 1 of 1"
                                .formatted(trainingImages, trainingPatients));
            }
        }

        /**
         * The point that these scores make: AUC of all test images with the interval of {@link
         * ClusteredAuc}.
         *
         * @param test scores by the networks that were trained on this part
         * @throws java.util.NoSuchElementException if the method did not score the images
         */
        public static Point of(
                Kind kind,
                double fraction,
                Method method,
                int trainingImages,
                int trainingPatients,
                ScoreTable test) {
            Figure<AucEstimate> estimate =
                    ClusteredAuc.estimate(test.scores(method), test.patients());
            return new Point(
                    kind,
                    fraction,
                    method,
                    trainingImages,
                    trainingPatients,
                    estimate.map(AucEstimate::auc),
                    estimate.flatMap(e -> e.interval(Interval.CONFIDENCE)));
        }
    }

    /** What a point is for. */
    public enum Kind {
        FRACTION,
        EQUAL_N
    }

    /**
     * Reads what {@link #write} wrote: {@code
     * kind,fraction,method,training_images,training_patients,auc,auc_low,auc_high}. An empty cell
     * is a figure that is undefined; why, the file does not say.
     *
     * @throws InvalidInputException with every problem of the file
     */
    public static LearningCurve read(Path csv) {
        return new LearningCurve(LearningCurveFile.read(csv));
    }

    /**
     * Writes the file that {@link #read} reads, with enough digits for the same numbers.
     *
     * @throws IOException if the file cannot be written; an older one is then unchanged
     */
    public void write(Path csv) throws IOException {
        LearningCurveFile.write(csv, points);
    }
}
