package io.podagra.pipeline;

/**
 * Derives seeds from one seed and the place where chance is needed, so that what is drawn there
 * depends on nothing else: not on threads, prefetch or what was drawn before.
 */
public final class Seeds {
    private Seeds() {}

    /** A seed for the place that {@code path} leads to, such as an epoch and an image. */
    public static long derive(long seed, long... path) {
        long derived = mix(seed);
        for (long step : path) {
            derived = mix(derived ^ mix(step));
        }
        return derived;
    }

    /** The next output of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) in the given state. */
    private static long mix(long state) {
        long z = state + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
