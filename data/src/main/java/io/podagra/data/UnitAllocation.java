package io.podagra.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Deals units to groups so that every stratum, the images of one view and label, comes near its
 * target in every group.
 *
 * <p>Minimises Pearson's chi-square between the counts of a group and its targets, summed over
 * strata and the members of units: units are dealt one by one, those with most images first, each
 * to the group where it costs least; then pairs are swapped and single units moved for as long as
 * that helps, a fixed number of rounds at most, so that the time grows with the number of units. A
 * group that has nothing of a stratum costs more than any deviation, so that none is left without a
 * class while another could spare one. This is the iterative stratification of Sechidis, Tsoumakas
 * and Vlahavas (ECML PKDD 2011, doi 10.1007/978-3-642-23808-6_10), with units in place of single
 * examples and a descent after the greedy pass.
 */
final class UnitAllocation {
    private static final double EMPTY_STRATUM = 1e6;
    private static final int ROUNDS = 12;
    private static final double GAIN_THAT_COUNTS = 1e-9;

    /**
     * What counts of a unit: the strata it has images in, and how many in each. The members are one
     * more stratum, the first.
     */
    private static final class Weights {
        private final int[] strata;
        private final int[] counts;
        private final int images;

        Weights(Unit unit, Map<View, Integer> firstStratum) {
            SortedMap<Integer, Integer> countOfStratum = new TreeMap<>();
            countOfStratum.put(0, unit.members());
            for (CohortImage image : unit.images()) {
                int stratum = firstStratum.get(image.view()) + image.label().code();
                countOfStratum.merge(stratum, 1, Integer::sum);
            }
            strata = countOfStratum.keySet().stream().mapToInt(Integer::intValue).toArray();
            counts = countOfStratum.values().stream().mapToInt(Integer::intValue).toArray();
            images = unit.images().size();
        }
    }

    private final Weights[] units;
    private final SplittableRandom random;
    private final double[][] target;
    private final int[][] count;
    private final int[] groupOf;

    private UnitAllocation(Weights[] units, int strata, double[] shares, long seed) {
        this.units = units;
        this.random = new SplittableRandom(seed);
        this.target = new double[shares.length][strata];
        this.count = new int[shares.length][strata];
        this.groupOf = new int[units.length];
        long[] total = new long[strata];
        for (Weights unit : units) {
            for (int i = 0; i < unit.strata.length; i++) {
                total[unit.strata[i]] += unit.counts[i];
            }
        }
        for (int group = 0; group < shares.length; group++) {
            for (int stratum = 0; stratum < strata; stratum++) {
                target[group][stratum] = shares[group] * total[stratum];
            }
        }
    }

    /**
     * @param units in an order of their own, which must not depend on the order of rows
     * @param shares of the groups, each above 0, together 1
     * @param seed one seed, one allocation
     * @return the group of each unit, in the order given: an index of the shares
     */
    static int[] allocate(List<Unit> units, double[] shares, long seed) {
        Map<View, Integer> firstStratum = new HashMap<>();
        units.stream()
                .flatMap(unit -> unit.images().stream().map(CohortImage::view))
                .distinct()
                .sorted()
                .forEach(view -> firstStratum.put(view, stratum(firstStratum.size())));
        Weights[] weights =
                units.stream().map(unit -> new Weights(unit, firstStratum)).toArray(Weights[]::new);
        UnitAllocation allocation =
                new UnitAllocation(weights, stratum(firstStratum.size()), shares, seed);
        allocation.deal();
        allocation.improve();
        return allocation.groupOf;
    }

    /** The first stratum of a view. */
    private static int stratum(int view) {
        return 1 + view * Label.values().length;
    }

    private void deal() {
        int[] order = shuffled();
        Integer[] largestFirst = IntStream.of(order).boxed().toArray(Integer[]::new);
        Arrays.sort(
                largestFirst,
                Comparator.comparingInt((Integer unit) -> units[unit].images).reversed());
        for (int unit : largestFirst) {
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int group = 0; group < target.length; group++) {
                double cost = costOfAdding(unit, group);
                if (cost < least) {
                    least = cost;
                    best = group;
                }
            }
            groupOf[unit] = best;
            add(unit, best, 1);
        }
    }

    private void improve() {
        for (int round = 0; round < ROUNDS; round++) {
            int[] order = shuffled();
            int[] partner = shuffled();
            boolean helped = false;
            for (int i = 0; i < order.length; i++) {
                helped |= moveIfBetter(order[i]);
                helped |= swapIfBetter(order[i], partner[i]);
            }
            if (!helped) {
                return;
            }
        }
    }

    private boolean moveIfBetter(int unit) {
        int from = groupOf[unit];
        add(unit, from, -1);
        int best = from;
        double least = costOfAdding(unit, from) - GAIN_THAT_COUNTS;
        for (int group = 0; group < target.length; group++) {
            double cost = costOfAdding(unit, group);
            if (group != from && cost < least) {
                least = cost;
                best = group;
            }
        }
        groupOf[unit] = best;
        add(unit, best, 1);
        return best != from;
    }

    private boolean swapIfBetter(int one, int other) {
        int groupOfOne = groupOf[one];
        int groupOfOther = groupOf[other];
        if (groupOfOne == groupOfOther) {
            return false;
        }
        add(one, groupOfOne, -1);
        add(other, groupOfOther, -1);
        double kept = costOfAddingBoth(one, groupOfOne, other, groupOfOther);
        double swapped = costOfAddingBoth(one, groupOfOther, other, groupOfOne);
        boolean better = swapped < kept - GAIN_THAT_COUNTS;
        groupOf[one] = better ? groupOfOther : groupOfOne;
        groupOf[other] = better ? groupOfOne : groupOfOther;
        add(one, groupOf[one], 1);
        add(other, groupOf[other], 1);
        return better;
    }

    private double costOfAddingBoth(int one, int groupOfOne, int other, int groupOfOther) {
        return costOfAdding(one, groupOfOne) + costOfAdding(other, groupOfOther);
    }

    /** By how much the chi-square grows when the group gets the unit. */
    private double costOfAdding(int unit, int group) {
        Weights weights = units[unit];
        double cost = 0;
        for (int i = 0; i < weights.strata.length; i++) {
            int stratum = weights.strata[i];
            int before = count[group][stratum];
            double wanted = target[group][stratum];
            cost += deviation(before + weights.counts[i], wanted) - deviation(before, wanted);
        }
        return cost;
    }

    private static double deviation(int count, double target) {
        double distance = count - target;
        return distance * distance / target + (count == 0 ? EMPTY_STRATUM : 0);
    }

    private void add(int unit, int group, int sign) {
        Weights weights = units[unit];
        for (int i = 0; i < weights.strata.length; i++) {
            count[group][weights.strata[i]] += sign * weights.counts[i];
        }
    }

    private int[] shuffled() {
        int[] order = IntStream.range(0, units.length).toArray();
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }
}
