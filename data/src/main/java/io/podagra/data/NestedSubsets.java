package io.podagra.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Smaller and smaller parts of the training images, each within the next, for a learning curve.
 *
 * <p>The units, patients or single images, are put in one order, and a part is the first of them.
 * The order begins with units that give every view both classes, as soon as it can; after that it
 * goes on with the unit that brings the images of each view and class nearest to their shares of
 * the whole, of some that are drawn. One seed, one order, whatever the order of the images.
 * Immutable.
 */
public final class NestedSubsets {
    /**
     * A part of the training images.
     *
     * @param fraction of the units, above 0, at most 1
     * @param images in the order given
     */
    public record Subset(double fraction, List<CohortImage> images) {
        public Subset {
            images = List.copyOf(images);
        }

        /** How many patients they are of. */
        public int patients() {
            return (int) images.stream().map(CohortImage::patientId).distinct().count();
        }
    }

    /** Images that are told apart by nothing here. */
    private record Stratum(View view, Label label) implements Comparable<Stratum> {
        static Stratum of(CohortImage image) {
            return new Stratum(image.view(), image.label());
        }

        @Override
        public int compareTo(Stratum other) {
            int byView = view.compareTo(other.view);
            return byView == 0 ? label.compareTo(other.label) : byView;
        }
    }

    private final List<CohortImage> images;
    private final SplitUnit kept;
    private final SortedSet<Stratum> strata = new TreeSet<>();
    private final List<Unit> order;

    private NestedSubsets(List<CohortImage> images, SplitUnit kept, long seed) {
        this.images = List.copyOf(images);
        this.kept = kept;
        images.forEach(image -> strata.add(Stratum.of(image)));
        this.order = ordered(seed);
    }

    /**
     * @param images at least one
     * @param kept what a part has the whole of or nothing
     * @param seed one seed, one order
     * @throws IllegalArgumentException if there are no images
     */
    public static NestedSubsets of(List<CohortImage> images, SplitUnit kept, long seed) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException("images is empty");
        }
        return new NestedSubsets(images, kept, seed);
    }

    /**
     * The part that is nearest to a fraction of the units.
     *
     * @param fraction above 0, at most 1
     * @throws InvalidInputException naming each view and class that occurs, but not in this part
     */
    public Subset fraction(double fraction) {
        int units = Math.max(1, (int) Math.round(fraction * order.size()));
        List<String> problems = new ArrayList<>();
        Set<Stratum> present = strataOf(units);
        for (Stratum stratum : strata) {
            if (!present.contains(stratum)) {
                problems.add(
                        "The fraction %s of the %d %ss to train on, %d of them, has no %s images of the view %s; choose a larger fraction, or add patients"
                                .formatted(
                                        fraction,
                                        order.size(),
                                        kept.word(),
                                        units,
                                        stratum.label().word(),
                                        stratum.view()));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return new Subset(fraction, first(units));
    }

    /**
     * The part whose number of images is nearest to the one wanted, among those that have both
     * classes in every view that has them; of two as near, the smaller.
     */
    public Subset nearest(int wanted) {
        Set<Stratum> present = new HashSet<>();
        int best = order.size();
        long count = 0;
        long least = Long.MAX_VALUE;
        for (int unit = 0; unit < order.size(); unit++) {
            order.get(unit).images().forEach(image -> present.add(Stratum.of(image)));
            count += order.get(unit).images().size();
            long distance = Math.abs(count - wanted);
            if (present.size() == strata.size() && distance < least) {
                least = distance;
                best = unit + 1;
            }
        }
        return new Subset((double) best / order.size(), first(best));
    }

    private Set<Stratum> strataOf(int units) {
        return order.subList(0, units).stream()
                .flatMap(unit -> unit.images().stream())
                .map(Stratum::of)
                .collect(Collectors.toSet());
    }

    private List<CohortImage> first(int units) {
        Set<String> ids =
                order.subList(0, units).stream()
                        .flatMap(unit -> unit.images().stream())
                        .map(CohortImage::id)
                        .collect(Collectors.toSet());
        return images.stream().filter(image -> ids.contains(image.id())).toList();
    }

    private List<Unit> ordered(long seed) {
        Map<Stratum, Integer> numbers = new HashMap<>();
        strata.forEach(stratum -> numbers.put(stratum, numbers.size()));
        List<Candidate> candidates = new ArrayList<>();
        for (Unit unit : Unit.of(images, kept, List.of())) {
            Candidate candidate = new Candidate(unit, new int[strata.size()]);
            unit.images().forEach(image -> candidate.counts[numbers.get(Stratum.of(image))]++);
            candidates.add(candidate);
        }
        Random random = new Random(seed);
        Collections.shuffle(candidates, random);
        Choice choice = new Choice(candidates, strata.size(), random);
        return IntStream.range(0, candidates.size()).mapToObj(place -> choice.next()).toList();
    }

    /** A unit with how many images it has of each stratum. */
    private static final class Candidate {
        private final Unit unit;
        private final int[] counts;

        Candidate(Unit unit, int[] counts) {
            this.unit = unit;
            this.counts = counts;
        }
    }

    /** Chooses one unit after the other. */
    private static final class Choice {
        /** Enough to find one that fits; all of them would make one order of every seed. */
        private static final int LOOKED_AT = 16;

        private final List<Candidate> left;
        private final int units;
        private final Random random;
        private final double[] total;
        private final int[] taken;

        Choice(List<Candidate> shuffled, int strata, Random random) {
            this.left = new ArrayList<>(shuffled);
            this.units = shuffled.size();
            this.random = random;
            this.total = new double[strata];
            this.taken = new int[strata];
            for (Candidate candidate : shuffled) {
                for (int stratum = 0; stratum < strata; stratum++) {
                    total[stratum] += candidate.counts[stratum];
                }
            }
        }

        Unit next() {
            boolean whole = IntStream.of(taken).allMatch(count -> count > 0);
            int best = whole ? nearest() : mostNeeded();
            Candidate chosen = left.get(best);
            for (int stratum = 0; stratum < taken.length; stratum++) {
                taken[stratum] += chosen.counts[stratum];
            }
            left.set(best, left.get(left.size() - 1));
            left.remove(left.size() - 1);
            return chosen.unit;
        }

        /** The first that has most of the strata that are still missing. */
        private int mostNeeded() {
            int best = 0;
            long most = -1;
            for (int candidate = 0; candidate < left.size(); candidate++) {
                int[] counts = left.get(candidate).counts;
                long needed =
                        IntStream.range(0, taken.length)
                                .filter(stratum -> taken[stratum] == 0 && counts[stratum] > 0)
                                .count();
                if (needed > most) {
                    most = needed;
                    best = candidate;
                }
            }
            return best;
        }

        /** Of some at random, the one that brings the strata nearest to their shares. */
        private int nearest() {
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int look = 0; look < Math.min(LOOKED_AT, left.size()); look++) {
                int candidate = random.nextInt(left.size());
                double deviation = deviation(left.get(candidate).counts);
                if (deviation < least) {
                    least = deviation;
                    best = candidate;
                }
            }
            return best;
        }

        /** Pearson's chi-square, but for a factor, of the images against their shares. */
        private double deviation(int[] more) {
            double share = (units - left.size() + 1.0) / units;
            double deviation = 0;
            for (int stratum = 0; stratum < taken.length; stratum++) {
                double off = taken[stratum] + more[stratum] - share * total[stratum];
                deviation += off * off / total[stratum];
            }
            return deviation;
        }
    }
}
