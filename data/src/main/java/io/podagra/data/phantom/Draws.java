package io.podagra.data.phantom;

import java.util.List;
import java.util.SplittableRandom;

/**
 * A stream of random numbers that depends on what it is for and on nothing else, so that an image
 * comes out the same whichever thread draws it, and a joint the same in all of its frames.
 */
final class Draws {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final SplittableRandom random;

    private Draws(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    static Draws of(long seed) {
        return new Draws(mix(seed));
    }

    /** A stream of its own for one purpose, unmoved by what this one has given so far. */
    Draws branch(String purpose, long... numbers) {
        long branch = mix(seed ^ purpose.hashCode());
        for (long number : numbers) {
            branch = mix(branch + GOLDEN_GAMMA * (number + 1));
        }
        return new Draws(branch);
    }

    /** The finaliser of MurmurHash3, as in Steele, Lea and Flood (OOPSLA 2014), figure 17. */
    private static long mix(long z) {
        z = (z ^ (z >>> 33)) * 0xFF51AFD7ED558CCDL;
        z = (z ^ (z >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return z ^ (z >>> 33);
    }

    double unit() {
        return random.nextDouble();
    }

    double uniform(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    double in(Range range) {
        return uniform(range.low(), range.high());
    }

    /** An integer from {@code low} to {@code high}, both included. */
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    double gaussian() {
        return random.nextGaussian();
    }

    double gaussian(double mean, double standardDeviation) {
        return mean + standardDeviation * random.nextGaussian();
    }

    double[] uniforms(int count, double low, double high) {
        return random.doubles(count, low, high).toArray();
    }

    /** Kumaraswamy's distribution, close to the beta distribution and with a closed quantile. */
    double kumaraswamy(double a, double b) {
        return Math.pow(1 - Math.pow(1 - random.nextDouble(), 1 / b), 1 / a);
    }
}
