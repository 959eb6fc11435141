package io.podagra.eval.statistics;

import org.apache.commons.statistics.inference.BinomialTest;

/**
 * The exact test that two methods call the same share of images right (McNemar Q, Psychometrika
 * 1947;12:153-157): of the images that only one calls right, half should be the first's.
 *
 * @param b images that only the first method calls right
 * @param c images that only the second method calls right
 * @param p two-sided, from the binomial distribution; 1 when {@code b + c = 0}
 */
public record McNemar(int b, int c, double p) {
    /** The test of two counts. */
    public static McNemar of(int b, int c) {
        double p = b + c == 0 ? 1 : BinomialTest.withDefaults().test(b + c, b, 0.5).getPValue();
        return new McNemar(b, c, p);
    }

    /**
     * Compares the calls of two methods on the same images.
     *
     * @throws IllegalArgumentException if the labels differ
     */
    public static McNemar of(
            LabelledScores first,
            double firstThreshold,
            LabelledScores second,
            double secondThreshold) {
        first.requireLabelsOf(second);
        int b = 0;
        int c = 0;
        for (int i = 0; i < first.size(); i++) {
            boolean firstRight = (first.score(i) >= firstThreshold) == first.abnormal(i);
            boolean secondRight = (second.score(i) >= secondThreshold) == second.abnormal(i);
            b += firstRight && !secondRight ? 1 : 0;
            c += secondRight && !firstRight ? 1 : 0;
        }
        return of(b, c);
    }
}
