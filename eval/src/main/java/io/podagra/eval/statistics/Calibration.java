package io.podagra.eval.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

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
        int[] order =
                IntStream.range(0, scores.size())
                        .boxed()
                        .sorted(Comparator.comparingDouble(scores::score))
                        .mapToInt(Integer::intValue)
                        .toArray();
        List<Bin> bins = new ArrayList<>();
        int start = 0;
        int end = 0;
        long current = 0;
        while (end < order.length) {
            int next = endOfTies(scores, order, end);
            // The bin that the middle of these equal scores falls into.
            long bin = ((long) end + next) * binCount / (2L * order.length);
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

    private static int endOfTies(LabelledScores scores, int[] order, int start) {
        int end = start + 1;
        while (end < order.length && scores.score(order[end]) == scores.score(order[start])) {
            end++;
        }
        return end;
    }

    private static Bin bin(LabelledScores scores, int[] order, int start, int end) {
        int abnormal = 0;
        double sum = 0;
        for (int i = start; i < end; i++) {
            abnormal += scores.abnormal(order[i]) ? 1 : 0;
            sum += scores.score(order[i]);
        }
        return new Bin(
                scores.score(order[start]),
                scores.score(order[end - 1]),
                end - start,
                abnormal,
                sum / (end - start));
    }
}
