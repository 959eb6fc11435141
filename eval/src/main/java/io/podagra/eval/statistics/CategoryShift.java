package io.podagra.eval.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Whether two sets of independent things, such as patients, fall into categories in the same
 * shares: Pearson's chi-squared statistic, whose distribution is drawn by dealing all things to the
 * two sets at random. So it holds where counts are small, which the table of chi-squared does not.
 *
 * @param distance share of one set that would have to change its category to give the shares of the
 *     other (total variation), in [0, 1]
 * @param p from the draws, the observed one counted among them (Phipson and Smyth, Stat Appl Genet
 *     Mol Biol 2010;9:39), so never 0
 */
public record CategoryShift(double distance, double p) {
    private static final int DRAWS = 9_999;
    private static final double ROUNDING = 1e-9;

    /**
     * @param reference how many of the reference are in each category
     * @param fresh the same of the new set, as many categories
     * @param seed of the draws
     * @return undefined if a set is empty
     */
    public static Figure<CategoryShift> of(int[] reference, int[] fresh, long seed) {
        if (reference.length != fresh.length) {
            throw new IllegalArgumentException(
                    "%d and %d categories".formatted(reference.length, fresh.length));
        }
        int all = IntStream.of(reference).sum();
        int added = IntStream.of(fresh).sum();
        if (all == 0 || added == 0) {
            return Figure.undefined("no patient to compare");
        }
        int[] together = new int[reference.length];
        Arrays.setAll(together, category -> reference[category] + fresh[category]);
        double observed = statistic(together, fresh, all + added, added);
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
        int[] things = things(together);
        int asFar = 1;
        for (int draw = 0; draw < DRAWS; draw++) {
            int[] dealt = deal(things, added, together.length, random);
            asFar +=
                    statistic(together, dealt, all + added, added) >= observed * (1 - ROUNDING)
                            ? 1
                            : 0;
        }
        double distance = 0;
        for (int category = 0; category < fresh.length; category++) {
            distance +=
                    Math.abs((double) reference[category] / all - (double) fresh[category] / added)
                            / 2;
        }
        return Figure.of(new CategoryShift(distance, asFar / (DRAWS + 1.0)));
    }

    /** Chi-squared up to a factor that is the same in every draw. */
    private static double statistic(int[] together, int[] fresh, int all, int added) {
        double sum = 0;
        for (int category = 0; category < fresh.length; category++) {
            double expected = (double) together[category] * added / all;
            if (expected > 0) {
                sum += (fresh[category] - expected) * (fresh[category] - expected) / expected;
            }
        }
        return sum;
    }

    private static int[] things(int[] counts) {
        return IntStream.range(0, counts.length)
                .flatMap(category -> IntStream.generate(() -> category).limit(counts[category]))
                .toArray();
    }

    /** The categories of as many things as the new set has, by the first steps of a shuffle. */
    private static int[] deal(
            int[] things, int added, int categories, UniformRandomProvider random) {
        int[] counts = new int[categories];
        for (int position = 0; position < added; position++) {
            int other = position + random.nextInt(things.length - position);
            int thing = things[other];
            things[other] = things[position];
            things[position] = thing;
            counts[thing]++;
        }
        return counts;
    }
}
