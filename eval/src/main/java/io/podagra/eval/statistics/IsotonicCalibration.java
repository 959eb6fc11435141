package io.podagra.eval.statistics;

import java.util.Arrays;

/**
 * Turns scores into probabilities by the rising function that is nearest to the labels in least
 * squares, fitted on validation images. Immutable.
 *
 * <p>The function is found by pooling adjacent violators (Ayer M et al., Annals of Mathematical
 * Statistics 1955;26:641-647), as Zadrozny and Elkan (KDD 2002:694-699) calibrate classifiers:
 * images with the same score are one point; neighbouring points whose shares of abnormal images
 * fall are made one until all rise. Between the validation scores it is linear, beyond them
 * constant, as scikit-learn's {@code IsotonicRegression(out_of_bounds="clip")}. It may map
 * different scores to one probability, and so lower the AUC.
 */
public final class IsotonicCalibration {
    private final double[] scores;
    private final double[] probabilities;

    private IsotonicCalibration(double[] scores, double[] probabilities) {
        this.scores = scores;
        this.probabilities = probabilities;
    }

    /**
     * @param validation scores on any scale that are not those of the images to apply this to
     * @return undefined unless there are images of both classes
     */
    public static Figure<IsotonicCalibration> fit(LabelledScores validation) {
        return validation.withBothClasses().map(IsotonicCalibration::fitBothClasses);
    }

    private static IsotonicCalibration fitBothClasses(LabelledScores validation) {
        double[] distinct = validation.distinctAscending();
        long[] images = new long[distinct.length];
        long[] abnormal = new long[distinct.length];
        for (int i = 0; i < validation.size(); i++) {
            int point = lastUpTo(distinct, validation.score(i));
            images[point]++;
            abnormal[point] += validation.abnormal(i) ? 1 : 0;
        }
        return new IsotonicCalibration(distinct, pooled(images, abnormal));
    }

    /** The share of abnormal images of every point's pool. */
    private static double[] pooled(long[] images, long[] abnormal) {
        long[] poolImages = new long[images.length];
        long[] poolAbnormal = new long[images.length];
        int[] ends = new int[images.length];
        int pools = 0;
        for (int point = 0; point < images.length; point++) {
            poolImages[pools] = images[point];
            poolAbnormal[pools] = abnormal[point];
            ends[pools++] = point + 1;
            // Shares compared as products of whole numbers.
            while (pools > 1
                    && poolAbnormal[pools - 2] * poolImages[pools - 1]
                            >= poolAbnormal[pools - 1] * poolImages[pools - 2]) {
                pools--;
                poolImages[pools - 1] += poolImages[pools];
                poolAbnormal[pools - 1] += poolAbnormal[pools];
                ends[pools - 1] = ends[pools];
            }
        }
        double[] shares = new double[images.length];
        int start = 0;
        for (int pool = 0; pool < pools; pool++) {
            Arrays.fill(shares, start, ends[pool], (double) poolAbnormal[pool] / poolImages[pool]);
            start = ends[pool];
        }
        return shares;
    }

    /**
     * The probability of abnormal, from 0 to 1.
     *
     * @param score finite
     */
    public double apply(double score) {
        int below = lastUpTo(scores, score);
        if (below < 0) {
            return probabilities[0];
        }
        if (below == scores.length - 1) {
            return probabilities[below];
        }
        double part = (score - scores[below]) / (scores[below + 1] - scores[below]);
        return probabilities[below] + part * (probabilities[below + 1] - probabilities[below]);
    }

    /** The same images with their probabilities. */
    public LabelledScores apply(LabelledScores images) {
        return images.map(this::apply);
    }

    /** The number of the last that is not above the score, or -1. */
    private static int lastUpTo(double[] ascending, double score) {
        // Zero and minus zero are one score, although the search tells them apart.
        int found = Arrays.binarySearch(ascending, score == 0 ? 0.0 : score);
        return found >= 0 ? found : -found - 2;
    }
}
