package io.podagra.eval.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Adjusts the p-values of several tests so that the chance of any false alarm stays below the level
 * (Holm S, Scandinavian Journal of Statistics 1979;6(2):65-70): in ascending order the running
 * maximum of (k - i + 1) p(i), at most 1.
 */
public final class Holm {
    private Holm() {}

    /**
     * @param pValues undefined ones stay undefined and do not count as tests
     * @return the adjusted values in the same order
     */
    public static List<Figure<Double>> adjust(List<Figure<Double>> pValues) {
        int[] ascending =
                IntStream.range(0, pValues.size())
                        .filter(i -> pValues.get(i).isKnown())
                        .boxed()
                        .sorted(Comparator.comparing(i -> pValues.get(i).orElseThrow()))
                        .mapToInt(Integer::intValue)
                        .toArray();
        List<Figure<Double>> adjusted = new ArrayList<>(pValues);
        double running = 0;
        for (int rank = 0; rank < ascending.length; rank++) {
            double p = pValues.get(ascending[rank]).orElseThrow();
            running = Math.max(running, Math.min(1, (ascending.length - rank) * p));
            adjusted.set(ascending[rank], Figure.of(running));
        }
        return List.copyOf(adjusted);
    }
}
