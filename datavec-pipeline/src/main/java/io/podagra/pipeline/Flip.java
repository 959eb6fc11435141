package io.podagra.pipeline;

import java.util.Random;

/**
 * A mirror image now and then.
 *
 * @param probability of being mirrored, 0 to 1
 */
public record Flip(double probability) {
    /**
     * @throws IllegalArgumentException if the probability is out of its range or not a number
     */
    public Flip {
        Variation.requireProbability(probability);
    }

    boolean draw(Random random) {
        return random.nextDouble() < probability;
    }
}
