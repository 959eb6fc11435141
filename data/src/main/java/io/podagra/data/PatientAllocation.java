package io.podagra.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Deals patients to parts so that every stratum comes near its target in every part.
 *
 * <p>Minimises Pearson's chi-square between the counts of a part and its targets, summed over
 * strata: patients are dealt one by one, those with most images first, each to the part where it
 * costs least; then pairs are swapped and single patients moved for as long as that helps. A part
 * that has nothing of a stratum costs more than any deviation, so that no part is left without a
 * class while another could spare one. This is the iterative stratification of Sechidis, Tsoumakas
 * and Vlahavas (ECML PKDD 2011, doi 10.1007/978-3-642-23808-6_10), with groups in place of single
 * examples and a descent after the greedy pass.
 */
final class PatientAllocation {
    private static final double EMPTY_STRATUM = 1e6;
    private static final int ROUNDS = 12;
    private static final double GAIN_THAT_COUNTS = 1e-9;
    private static final Part[] PARTS = Part.values();

    /** One patient's images: which strata they fall in, and how many fall in each of those. */
    static final class Patient {
        private final int[] strata;
        private final int[] counts;
        private final int images;

        Patient(SortedMap<Integer, Integer> countOfStratum) {
            strata = countOfStratum.keySet().stream().mapToInt(Integer::intValue).toArray();
            counts = countOfStratum.values().stream().mapToInt(Integer::intValue).toArray();
            images = Arrays.stream(counts).sum();
        }
    }

    private final List<Patient> patients;
    private final SplittableRandom random;
    private final double[][] target;
    private final int[][] count;
    private final double[] patientTarget;
    private final int[] patientCount;
    private final int[] partOf;

    private PatientAllocation(List<Patient> patients, int strata, SplitSettings settings) {
        this.patients = patients;
        this.random = new SplittableRandom(settings.seed());
        this.target = new double[PARTS.length][strata];
        this.count = new int[PARTS.length][strata];
        this.patientTarget = new double[PARTS.length];
        this.patientCount = new int[PARTS.length];
        this.partOf = new int[patients.size()];
        for (int part = 0; part < PARTS.length; part++) {
            double fraction = settings.fraction(PARTS[part]);
            patientTarget[part] = fraction * patients.size();
            for (Patient patient : patients) {
                for (int i = 0; i < patient.strata.length; i++) {
                    target[part][patient.strata[i]] += fraction * patient.counts[i];
                }
            }
        }
    }

    /**
     * @param patients in an order of their own, which must not depend on the order of rows
     * @param strata how many strata there are
     * @return the part of each patient, in the order given
     */
    static List<Part> allocate(List<Patient> patients, int strata, SplitSettings settings) {
        PatientAllocation allocation = new PatientAllocation(patients, strata, settings);
        allocation.deal();
        allocation.improve();
        return Arrays.stream(allocation.partOf).mapToObj(part -> PARTS[part]).toList();
    }

    private void deal() {
        int[] order = shuffled();
        Integer[] largestFirst = IntStream.of(order).boxed().toArray(Integer[]::new);
        Arrays.sort(
                largestFirst,
                Comparator.comparingInt((Integer patient) -> patients.get(patient).images)
                        .reversed());
        for (int patient : largestFirst) {
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int part = 0; part < PARTS.length; part++) {
                double cost = costOfAdding(patient, part);
                if (cost < least) {
                    least = cost;
                    best = part;
                }
            }
            partOf[patient] = best;
            add(patient, best, 1);
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

    private boolean moveIfBetter(int patient) {
        int from = partOf[patient];
        add(patient, from, -1);
        int best = from;
        double least = costOfAdding(patient, from) - GAIN_THAT_COUNTS;
        for (int part = 0; part < PARTS.length; part++) {
            double cost = costOfAdding(patient, part);
            if (part != from && cost < least) {
                least = cost;
                best = part;
            }
        }
        partOf[patient] = best;
        add(patient, best, 1);
        return best != from;
    }

    private boolean swapIfBetter(int one, int other) {
        int partOfOne = partOf[one];
        int partOfOther = partOf[other];
        if (partOfOne == partOfOther) {
            return false;
        }
        add(one, partOfOne, -1);
        add(other, partOfOther, -1);
        double kept = costOfAddingBoth(one, partOfOne, other, partOfOther);
        double swapped = costOfAddingBoth(one, partOfOther, other, partOfOne);
        boolean better = swapped < kept - GAIN_THAT_COUNTS;
        partOf[one] = better ? partOfOther : partOfOne;
        partOf[other] = better ? partOfOne : partOfOther;
        add(one, partOf[one], 1);
        add(other, partOf[other], 1);
        return better;
    }

    private double costOfAddingBoth(int one, int partOfOne, int other, int partOfOther) {
        return costOfAdding(one, partOfOne) + costOfAdding(other, partOfOther);
    }

    /** By how much the chi-square grows when the part gets the patient. */
    private double costOfAdding(int patient, int part) {
        Patient images = patients.get(patient);
        double cost =
                deviation(patientCount[part] + 1, patientTarget[part])
                        - deviation(patientCount[part], patientTarget[part]);
        for (int i = 0; i < images.strata.length; i++) {
            int stratum = images.strata[i];
            int before = count[part][stratum];
            double wanted = target[part][stratum];
            cost += deviation(before + images.counts[i], wanted) - deviation(before, wanted);
        }
        return cost;
    }

    private static double deviation(int count, double target) {
        double distance = count - target;
        return distance * distance / target + (count == 0 ? EMPTY_STRATUM : 0);
    }

    private void add(int patient, int part, int sign) {
        Patient images = patients.get(patient);
        patientCount[part] += sign;
        for (int i = 0; i < images.strata.length; i++) {
            count[part][images.strata[i]] += sign * images.counts[i];
        }
    }

    private int[] shuffled() {
        int[] order = IntStream.range(0, patients.size()).toArray();
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }
}
