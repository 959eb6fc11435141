package io.podagra.eval.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.statistics.ranking.NaturalRanking;

/**
 * How much each parameter of a search mattered: the share of the variance of the trials' ranks that
 * goes with its values.
 *
 * <p>Eta squared from the Kruskal-Wallis statistic, eta2 = (H - k + 1) / (n - k) for n trials in k
 * groups, limited to 0 and 1 (Tomczak M, Tomczak E. The need to report effect size estimates
 * revisited. Trends in Sport Sciences 2014;1(21):19-25). H is corrected for ties (Kruskal WH,
 * Wallis WA, JASA 1952;47(260):583-621). Ranks, so that neither a failed trial nor the scale of the
 * score decides; minus what k groups have by chance, so that a parameter with many values does not
 * win by having them.
 *
 * <p>One parameter at a time: what two do only together is not seen, and where a search moved
 * towards good values, parameters that moved together share the merit. It says where to look, not
 * what is proven.
 */
public final class ParameterImportance {
    private static final int FEWEST_TRIALS = 6;
    private static final int BINS = 3;

    private ParameterImportance() {}

    /**
     * The importance of each parameter, in [0, 1], in the order given.
     *
     * @param parameters by name, the value of each trial. Categories are groups as they are;
     *     numbers are put in three groups of about equally many trials, equal ones in the same, or
     *     are groups as they are where there are only three of them
     * @param scores of the trials, finite, higher is better; empty for one that failed, which is
     *     worse than any that did not
     * @return undefined with fewer than six trials, where every trial had the same value or one of
     *     its own, or where all scores are equal
     * @throws IllegalArgumentException if a parameter does not have as many values as there are
     *     scores, or a score is not finite
     */
    public static Map<String, Figure<Double>> of(
            Map<String, List<ParameterValue>> parameters, List<OptionalDouble> scores) {
        double[] ranks = ranks(scores);
        Map<String, Figure<Double>> importance = new LinkedHashMap<>();
        parameters.forEach(
                (name, values) -> {
                    if (values.size() != ranks.length) {
                        throw new IllegalArgumentException(
                                "%s has %d values for %d trials"
                                        .formatted(name, values.size(), ranks.length));
                    }
                    importance.put(name, importance(values, ranks));
                });
        return Collections.unmodifiableMap(importance);
    }

    /** From 1, the worst first, the mean for equal scores. */
    private static double[] ranks(List<OptionalDouble> scores) {
        double[] ranked = scores.stream().mapToDouble(ParameterImportance::finiteOrWorst).toArray();
        return ranked.length == 0 ? ranked : new NaturalRanking().apply(ranked);
    }

    private static double finiteOrWorst(OptionalDouble score) {
        score.ifPresent(
                value -> {
                    if (!Double.isFinite(value)) {
                        throw new IllegalArgumentException(
                                "score %s is not finite".formatted(value));
                    }
                });
        return score.orElse(Double.NEGATIVE_INFINITY);
    }

    private static Figure<Double> importance(List<ParameterValue> values, double[] ranks) {
        int n = ranks.length;
        if (n < FEWEST_TRIALS) {
            return Figure.undefined(
                    "importance needs %d trials, there are only %d", FEWEST_TRIALS, n);
        }
        Collection<List<Integer>> groups = groups(values);
        int k = groups.size();
        if (k == 1) {
            return Figure.undefined("every trial had the same value");
        }
        if (k == n) {
            return Figure.undefined("every trial had a value of its own");
        }
        return kruskalWallis(groups, ranks)
                .map(h -> Math.min(1, Math.max(0, (h - k + 1) / (n - k))));
    }

    /** H, with its correction for ties: n - 1 times the share of squares between the groups. */
    private static Figure<Double> kruskalWallis(Collection<List<Integer>> groups, double[] ranks) {
        double mean = (ranks.length + 1) / 2.0;
        double total = 0;
        for (double rank : ranks) {
            total += (rank - mean) * (rank - mean);
        }
        if (total == 0) {
            return Figure.undefined("all trials scored the same");
        }
        double between = 0;
        for (List<Integer> group : groups) {
            double deviation = 0;
            for (int trial : group) {
                deviation += ranks[trial] - mean;
            }
            between += deviation * deviation / group.size();
        }
        return Figure.of((ranks.length - 1) * between / total);
    }

    /** Indices of trials. */
    private static Collection<List<Integer>> groups(List<ParameterValue> values) {
        Map<String, List<Integer>> categories = new HashMap<>();
        SortedMap<Double, List<Integer>> numbers = new TreeMap<>();
        for (int trial = 0; trial < values.size(); trial++) {
            if (values.get(trial) instanceof ParameterValue.Numeric numeric) {
                double number = numeric.number() + 0.0; // -0.0 is no other number than 0.0
                numbers.computeIfAbsent(number, key -> new ArrayList<>()).add(trial);
            } else if (values.get(trial) instanceof ParameterValue.Category category) {
                categories.computeIfAbsent(category.name(), key -> new ArrayList<>()).add(trial);
            }
        }
        List<List<Integer>> groups = new ArrayList<>(categories.values());
        groups.addAll(numbers.size() <= BINS ? numbers.values() : bins(numbers.values()));
        return groups;
    }

    /** Equal numbers go to the bin that their middle falls into; none is empty. */
    private static Collection<List<Integer>> bins(Collection<List<Integer>> ascending) {
        long trials = ascending.stream().mapToLong(List::size).sum();
        SortedMap<Long, List<Integer>> bins = new TreeMap<>();
        long before = 0;
        for (List<Integer> equal : ascending) {
            long bin = (2 * before + equal.size()) * BINS / (2 * trials);
            bins.computeIfAbsent(bin, key -> new ArrayList<>()).addAll(equal);
            before += equal.size();
        }
        return bins.values();
    }
}
