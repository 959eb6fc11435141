package io.podagra.data.audit;

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
    /**
     * Bits. Copies cropped by 3 % a side differ in up to 21 of 64 bits, 95 % of them in 18 or
     * fewer; other copies in 14 or fewer (benchmarks/near-duplicates).
     */
    static final int HASH_RADIUS = 18;

    /**
     * Mean square of the standardised differences, which is 2 for unrelated images. 97 % of the
     * copies cropped by 3 % a side, and all other copies, are within (benchmarks/near-duplicates).
     */
    static final double FREQUENCY_RADIUS = 0.8;

    static final int PAIRS_AN_IMAGE = 10;

    /** However few the images are, so many pairs may be looked at. */
    private static final int PAIRS_AT_LEAST = 20_000;

    /** Fewer images do not tell how images vary; all pairs within the hash's radius are kept. */
    private static final int IMAGES_TO_STANDARDISE = 200;

    /** Of the histogram of distances; even in the root, to be fine where copies are. */
    private static final int BINS = 1_000;

    /** Positions in the list of appearances, the first one smaller. */
    record Candidate(int first, int second) {}

    private final long[] hashes;
    private final float[][] standardised;

    private CandidatePairs(List<Appearance> appearances) {
        this.hashes = appearances.stream().mapToLong(Appearance::hash).toArray();
        this.standardised = standardised(appearances);
    }

    /** The candidates, sorted. */
    static List<Candidate> of(List<Appearance> appearances) {
        return new CandidatePairs(appearances).find();
    }

    private List<Candidate> find() {
        double radius = radius();
        return IntStream.range(0, hashes.length)
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
        IntStream.range(0, hashes.length).parallel().forEach(first -> count(first, histogram));
        long most = Math.max(PAIRS_AT_LEAST, (long) PAIRS_AN_IMAGE * hashes.length);
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
        for (int second = first + 1; second < hashes.length; second++) {
            if (Long.bitCount(hashes[first] ^ hashes[second]) <= HASH_RADIUS) {
                double distance = distance(first, second, FREQUENCY_RADIUS);
                if (distance < FREQUENCY_RADIUS) {
                    double root = Math.sqrt(distance / FREQUENCY_RADIUS);
                    histogram.incrementAndGet((int) (root * BINS));
                }
            }
        }
    }

    private List<Candidate> partners(int first, double radius) {
        List<Candidate> partners = new ArrayList<>();
        for (int second = first + 1; second < hashes.length; second++) {
            if (Long.bitCount(hashes[first] ^ hashes[second]) <= HASH_RADIUS
                    && distance(first, second, radius) < radius) {
                partners.add(new Candidate(first, second));
            }
        }
        return partners;
    }

    /** Up to a limit; what lies beyond is not computed to its end. */
    private double distance(int first, int second, double limit) {
        float[] one = standardised[first];
        float[] other = standardised[second];
        double sum = 0;
        for (int index = 0; index < one.length && sum < limit * one.length; index++) {
            double difference = one[index] - other[index];
            sum += difference * difference;
        }
        return one.length == 0 ? 0 : sum / one.length;
    }

    /** Each frequency divided by its standard deviation over the images. */
    private static float[][] standardised(List<Appearance> appearances) {
        int images = appearances.size();
        int size = images < IMAGES_TO_STANDARDISE ? 0 : appearances.get(0).size();
        float[][] values = new float[images][size];
        for (int index = 0; index < size; index++) {
            double deviation = deviation(appearances, index);
            for (int image = 0; image < images; image++) {
                float value = appearances.get(image).frequency(index);
                values[image][index] = deviation > 0 ? (float) (value / deviation) : 0;
            }
        }
        return values;
    }

    private static double deviation(List<Appearance> appearances, int index) {
        double mean =
                appearances.stream().mapToDouble(one -> one.frequency(index)).average().orElse(0);
        double square =
                appearances.stream()
                        .mapToDouble(one -> Math.pow(one.frequency(index) - mean, 2))
                        .average()
                        .orElse(0);
        return Math.sqrt(square);
    }
}
