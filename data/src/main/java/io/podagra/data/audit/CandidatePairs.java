package io.podagra.data.audit;

import io.podagra.data.audit.Appearance.Look;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * Pairs of images that are alike in the coarse, hence worth a closer look: first by the distance of
 * their perceptual hashes, then by the distance of their low frequencies in units of the cohort's
 * own spread, because images of one joint by one device are alike in what a hash sees.
 *
 * <p>At most {@value #PAIRS_AN_IMAGE} pairs an image are kept, the closest ones, so that the closer
 * looks grow with the number of images and not with its square.
 *
 * <p>Hashes are compared each with each: 200,000 images take half a minute on two cores. An index
 * of parts of the hash (Norouzi, Punjani and Fleet, CVPR 2012) would have to look up all 2,517
 * values within 4 bits of each of four parts of 16 bits, more than it would save.
 */
final class CandidatePairs {
    /** Bits. Copies differ in fewer (benchmarks/near-duplicates). */
    static final int HASH_RADIUS = 14;

    /**
     * Mean square of the standardised differences, which is 2 for unrelated images and below 0.3
     * for copies (benchmarks/near-duplicates).
     */
    static final double FREQUENCY_RADIUS = 0.5;

    static final int PAIRS_AN_IMAGE = 10;

    /** However few the images are, so many pairs may be looked at. */
    private static final int PAIRS_AT_LEAST = 20_000;

    /** Fewer images do not tell how images vary; all pairs within the hash's radius are kept. */
    private static final int IMAGES_TO_STANDARDISE = 200;

    /** Of the histogram of distances; even in the root, to be fine where copies are. */
    private static final int BINS = 1_000;

    /** Positions in the list of appearances, the first one smaller. */
    record Candidate(int first, int second) {}

    /** Which looks of two images are compared: 0 the whole area, 1 the inner one. */
    private static final int[][] LOOKS = {{0, 0}, {0, 1}, {1, 0}};

    private final int images;

    /** By look and image. */
    private final long[][] hashes;

    /** By look and image, each divided by its standard deviation over the images. */
    private final float[][][] frequencies;

    private CandidatePairs(List<Appearance> appearances) {
        this.images = appearances.size();
        List<List<Look>> looks =
                List.of(
                        appearances.stream().map(Appearance::whole).toList(),
                        appearances.stream().map(Appearance::inner).toList());
        double[] deviations = deviations(looks.get(0));
        this.hashes = new long[looks.size()][];
        this.frequencies = new float[looks.size()][][];
        for (int look = 0; look < looks.size(); look++) {
            hashes[look] = looks.get(look).stream().mapToLong(Look::hash).toArray();
            frequencies[look] =
                    looks.get(look).stream()
                            .map(one -> standardised(one, deviations))
                            .toArray(float[][]::new);
        }
    }

    /** The candidates, sorted. */
    static List<Candidate> of(List<Appearance> appearances) {
        return new CandidatePairs(appearances).find();
    }

    private List<Candidate> find() {
        double radius = radius();
        return IntStream.range(0, images)
                .parallel()
                .mapToObj(first -> partners(first, radius))
                .flatMap(List::stream)
                .sorted(
                        Comparator.comparingInt(Candidate::first)
                                .thenComparingInt(Candidate::second))
                .toList();
    }

    /** The frequency radius, or less if more pairs than may be looked at would be within. */
    private double radius() {
        AtomicLongArray histogram = new AtomicLongArray(BINS);
        IntStream.range(0, images).parallel().forEach(first -> count(first, histogram));
        long most = Math.max(PAIRS_AT_LEAST, (long) PAIRS_AN_IMAGE * images);
        long pairs = histogram.get(0);
        for (int bin = 1; bin < BINS; bin++) {
            pairs += histogram.get(bin);
            if (pairs > most) {
                return FREQUENCY_RADIUS * bin * bin / BINS / BINS;
            }
        }
        return FREQUENCY_RADIUS;
    }

    private void count(int first, AtomicLongArray histogram) {
        for (int second = first + 1; second < images; second++) {
            double distance = distance(first, second, FREQUENCY_RADIUS);
            if (distance < FREQUENCY_RADIUS) {
                double root = Math.sqrt(distance / FREQUENCY_RADIUS);
                histogram.incrementAndGet((int) (root * BINS));
            }
        }
    }

    private List<Candidate> partners(int first, double radius) {
        List<Candidate> partners = new ArrayList<>();
        for (int second = first + 1; second < images; second++) {
            if (distance(first, second, radius) < radius) {
                partners.add(new Candidate(first, second));
            }
        }
        return partners;
    }

    /** The least over the looks; the limit or more if none is within it and the hash's radius. */
    private double distance(int first, int second, double limit) {
        double least = limit;
        for (int[] look : LOOKS) {
            long bits = hashes[look[0]][first] ^ hashes[look[1]][second];
            if (Long.bitCount(bits) <= HASH_RADIUS) {
                float[] one = frequencies[look[0]][first];
                float[] other = frequencies[look[1]][second];
                least = Math.min(least, distance(one, other, least));
            }
        }
        return least;
    }

    /** What lies beyond the limit is not computed to its end. */
    private static double distance(float[] one, float[] other, double limit) {
        double sum = 0;
        for (int index = 0; index < one.length && sum < limit * one.length; index++) {
            double difference = one[index] - other[index];
            sum += difference * difference;
        }
        return one.length == 0 ? 0 : sum / one.length;
    }

    private static float[] standardised(Look look, double[] deviations) {
        float[] values = new float[deviations.length];
        for (int index = 0; index < values.length; index++) {
            values[index] =
                    deviations[index] > 0 ? (float) (look.frequency(index) / deviations[index]) : 0;
        }
        return values;
    }

    /** None for so few images that they do not tell: their frequencies are not compared. */
    private static double[] deviations(List<Look> looks) {
        double[] deviations =
                new double[looks.size() < IMAGES_TO_STANDARDISE ? 0 : looks.get(0).size()];
        for (int frequency = 0; frequency < deviations.length; frequency++) {
            int index = frequency;
            double mean =
                    looks.stream().mapToDouble(one -> one.frequency(index)).average().orElse(0);
            double variance =
                    looks.stream()
                            .mapToDouble(one -> Math.pow(one.frequency(index) - mean, 2))
                            .average()
                            .orElse(0);
            deviations[frequency] = Math.sqrt(variance);
        }
        return deviations;
    }
}
