package io.podagra.pipeline;

import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * A random change of an image by some amount.
 *
 * @param probability of being changed at all, 0 to 1
 * @param range least and largest amount, between which it is drawn
 */
public record Variation(double probability, List<Double> range) {
    /**
     * @throws IllegalArgumentException if the probability is not one, or the range is not two
     *     finite numbers, the smaller first
     */
    public Variation {
        requireProbability(probability);
        boolean valid =
                range != null
                        && range.size() == 2
                        && range.stream().noneMatch(Objects::isNull)
                        && range.stream().allMatch(Double::isFinite)
                        && range.get(0) <= range.get(1);
        if (!valid) {
            throw new IllegalArgumentException(
                    "range is %s, expected two numbers, the smaller first".formatted(range));
        }
        range = List.copyOf(range);
    }

    Variation(double probability, double from, double to) {
        this(probability, List.of(from, to));
    }

    /** Never, and by nothing if it were. */
    static Variation never(double neutral) {
        return new Variation(0, neutral, neutral);
    }

    double from() {
        return range.get(0);
    }

    double to() {
        return range.get(1);
    }

    /** Whether to change; one number is drawn. */
    boolean happens(Random random) {
        return random.nextDouble() < probability;
    }

    /** An amount, every one as likely; one number is drawn. */
    double amount(Random random) {
        return from() + (to() - from()) * random.nextDouble();
    }

    /** An amount above 0, every ratio as likely, so that halving is as frequent as doubling. */
    double ratio(Random random) {
        return from() * Math.pow(to() / from(), random.nextDouble());
    }

    static void requireProbability(double probability) {
        // Negated, so that NaN fails too.
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "probability is %s, expected 0.0 to 1.0".formatted(probability));
        }
    }
}
