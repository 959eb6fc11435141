package io.podagra.eval.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * How far scores can be read as probabilities.
 *
 * @param brier the mean of (score - label)^2 (Brier GW, Monthly Weather Review 1950;78:1-3); 0 is
 *     perfect, always saying one half gives 0.25
 * @param ece the expected calibration error (Naeini MP et al., AAAI 2015:2901-2907): over the bins,
 *     weighted by their images, the distance between mean score and share of abnormal images
 * @param bins of about equally many images, from the lowest scores to the highest
 */
public record Calibration(double brier, double ece, List<Bin> bins) {
    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * Images with neighbouring scores.
     *
     * @param lowest the lowest score
     * @param highest the highest score
     * @param images how many
     * @param abnormal how many of them are abnormal
     * @param meanScore what share the scores promise to be abnormal
     */
    public record Bin(double lowest, double highest, int images, int abnormal, double meanScore) {
        /** The share that is abnormal. */
        public double observed() {
            return (double) abnormal / images;
        }

        /** Wilson's interval of the share that is abnormal. */
        public Interval observedInterval(double confidence) {
            return Wilson.interval(abnormal, images, confidence, "image").orElseThrow();
        }
    }

    /**
     * Images with equal scores always share a bin, so that the result does not depend on the order
     * of the images; with heavy ties there are fewer bins than asked for.
     *
     * @param scores read as probabilities of abnormal, 0 to 1
     * @param binCount how many bins to aim at
     * @return undefined for no image
     */
    public static Figure<Calibration> of(LabelledScores scores, int binCount) {
        if (scores.size() == 0) {
            return Figure.undefined("no image");
        }
        List<Bin> bins = bins(scores, binCount);
        double error = 0;
        for (Bin bin : bins) {
            error += bin.images() * Math.abs(bin.observed() - bin.meanScore());
        }
        return Figure.of(new Calibration(brier(scores), error / scores.size(), bins));
    }

    private static double brier(LabelledScores scores) {
        double sum = 0;
        for (int i = 0; i < scores.size(); i++) {
            double residual = scores.score(i) - (scores.abnormal(i) ? 1 : 0);
            sum += residual * residual;
        }
        return sum / scores.size();
    }

    private static List<Bin> bins(LabelledScores scores, int binCount) {
        ScoreOrder order = ScoreOrder.of(scores);
        List<Bin> bins = new ArrayList<>();
        int start = 0;
        int end = 0;
        long current = 0;
        for (int group = 0; group < order.groups(); group++) {
            int next = order.end(group);
            // The bin that the middle of these equal scores falls into.
            long bin = ((long) end + next) * binCount / (2L * order.size());
            if (bin != current && end > start) {
                bins.add(bin(scores, order, start, end));
                start = end;
            }
            current = bin;
            end = next;
        }
        bins.add(bin(scores, order, start, end));
        return bins;
    }

    private static Bin bin(LabelledScores scores, ScoreOrder order, int start, int end) {
        int abnormal = 0;
        double sum = 0;
        for (int i = start; i < end; i++) {
            abnormal += scores.abnormal(order.image(i)) ? 1 : 0;
            sum += scores.score(order.image(i));
        }
        return new Bin(
                scores.score(order.image(start)),
                scores.score(order.image(end - 1)),
                end - start,
                abnormal,
                sum / (end - start));
    }
}
