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
 * <p>Hashes are compared each with each: 200,000 images take a minute of processor time
 * (benchmarks/audit), less than decoding them. An index of parts of the hash (Norouzi, Punjani and
 * Fleet, CVPR 2012) has to look up all 697 values within 3 bits of each of four parts of 16 bits:
 * little is saved at this size, at the price of four tables.
 */
final class CandidatePairs {
    /** Bits. At least 93 % of every kind of copy are within (benchmarks/near-duplicates). */
    static final int HASH_RADIUS = 14;

    /** Mean square of the standardised differences: 2 on average for unrelated images. */
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

    /** Looks at the whole area of each image. */
    private final Looks whole;

    /** Looks at the inner one. */
    private final Looks inner;

    private CandidatePairs(List<Appearance> appearances) {
        List<Look> areas = appearances.stream().map(Appearance::whole).toList();
        double[] deviations = deviations(areas);
        this.whole = Looks.of(areas, deviations);
        this.inner = Looks.of(appearances.stream().map(Appearance::inner).toList(), deviations);
    }

    /** By image: the hash, and the frequencies divided by their standard deviations. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, never handed on.
    private record Looks(long[] hashes, float[][] frequencies) {
        static Looks of(List<Look> looks, double[] deviations) {
            return new Looks(
                    looks.stream().mapToLong(Look::hash).toArray(),
                    looks.stream()
                            .map(look -> standardised(look, deviations))
                            .toArray(float[][]::new));
        }
    }

    /** The candidates, sorted. */
    static List<Candidate> of(List<Appearance> appearances) {
        return new CandidatePairs(appearances).find();
    }

    private List<Candidate> find() {
        double radius = radius();
        return images().mapToObj(
                        first -> {
                            List<Candidate> partners = new ArrayList<>();
                            visit(
                                    first,
                                    radius,
                                    (second, distance) ->
                                            partners.add(new Candidate(first, second)));
                            return partners;
                        })
                .flatMap(List::stream)
                .sorted(
                        Comparator.comparingInt(Candidate::first)
                                .thenComparingInt(Candidate::second))
                .toList();
    }

    /** The frequency radius, or less if more pairs than may be looked at would be within. */
    private double radius() {
        AtomicLongArray histogram = new AtomicLongArray(BINS);
        images().forEach(
                        first ->
                                visit(
                                        first,
                                        FREQUENCY_RADIUS,
                                        (second, distance) ->
                                                histogram.incrementAndGet(bin(distance))));
        long most = Math.max(PAIRS_AT_LEAST, (long) PAIRS_AN_IMAGE * whole.hashes().length);
        long pairs = histogram.get(0);
        for (int bin = 1; bin < BINS; bin++) {
            pairs += histogram.get(bin);
            if (pairs > most) {
                return FREQUENCY_RADIUS * bin * bin / BINS / BINS;
            }
        }
        return FREQUENCY_RADIUS;
    }

    private static int bin(double distance) {
        return Math.min(BINS - 1, (int) (Math.sqrt(distance / FREQUENCY_RADIUS) * BINS));
    }

    private IntStream images() {
        return IntStream.range(0, whole.hashes().length).parallel();
    }

    private interface Visitor {
        void visit(int second, double distance);
    }

    /** Visits the later images that are within both radii of one, in any of the looks. */
    private void visit(int first, double radius, Visitor visitor) {
        long[] wholeHashes = whole.hashes();
        long[] innerHashes = inner.hashes();
        long wholeHash = wholeHashes[first];
        long innerHash = innerHashes[first];
        for (int second = first + 1; second < wholeHashes.length; second++) {
            int bits = Long.bitCount(wholeHash ^ wholeHashes[second]);
            int bitsOfSecond = Long.bitCount(wholeHash ^ innerHashes[second]);
            int bitsOfFirst = Long.bitCount(innerHash ^ wholeHashes[second]);
            if (Math.min(bits, Math.min(bitsOfSecond, bitsOfFirst)) <= HASH_RADIUS) {
                double distance = radius;
                if (bits <= HASH_RADIUS) {
                    distance = least(distance, whole, first, whole, second);
                }
                if (bitsOfSecond <= HASH_RADIUS) {
                    distance = least(distance, whole, first, inner, second);
                }
                if (bitsOfFirst <= HASH_RADIUS) {
                    distance = least(distance, inner, first, whole, second);
                }
                if (distance < radius) {
                    visitor.visit(second, distance);
                }
            }
        }
    }

    /** The mean square difference of two looks, or the limit where that is less. */
    private static double least(double limit, Looks one, int first, Looks other, int second) {
        float[] values = one.frequencies()[first];
        float[] others = other.frequencies()[second];
        if (values.length == 0) {
            return 0;
        }
        double sum = 0;
        for (int index = 0; index < values.length && sum < limit * values.length; index++) {
            double difference = values[index] - others[index];
            sum += difference * difference;
        }
        return Math.min(limit, sum / values.length);
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
