package io.podagra.cli.study;

import java.util.SplittableRandom;

/**
 * What is random in an arm. Derived, not added: the second arm of one seed is not the first arm of
 * the next.
 *
 * @param training of the final training
 * @param search of the candidates
 * @param trial of every trial's training; one for all, so that they differ by their settings alone
 * @param division of the training patients, for trials
 */
record ArmSeeds(long training, long search, long trial, long division) {
    /**
     * @param seed of the study
     * @param position of the arm among the study's arms, from 0
     */
    static ArmSeeds of(long seed, int position) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + position);
        return new ArmSeeds(
                random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    /** Another one for each repeat. */
    static long repeated(long seed, int repeat) {
        return repeat == 0 ? seed : new SplittableRandom(seed + repeat).nextLong();
    }
}
