package io.podagra.model.training;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Which parts of the network are trained, and at what pace.
 *
 * @param frozen how many stages, counted from the image, keep their weights and statistics: 0 none,
 *     1 the stem, to 5, all but the head
 * @param unfreezeEvery epochs after which the frozen stage nearest the head joins in, one after
 *     another; 0 for never
 * @param rates what the learning rate of stem, stages 2 to 5 and head is multiplied by, each more
 *     than 0
 */
public record StageSettings(int frozen, int unfreezeEvery, List<Double> rates) {
    private static final int STAGES = Stage.values().length;

    /**
     * @throws IllegalArgumentException naming the setting, its value and its range
     */
    public StageSettings {
        Ranges.requireBetween("frozen", frozen, 0, STAGES - 1);
        Ranges.requireBetween("unfreezeEvery", unfreezeEvery, 0, 10_000);
        rates = List.copyOf(rates);
        if (rates.size() != STAGES
                || !rates.stream().allMatch(rate -> rate > 0 && Double.isFinite(rate))) {
            throw new IllegalArgumentException(
                    "rates is %s, expected %d numbers more than 0: stem, stages 2 to 5, head"
                            .formatted(rates, STAGES));
        }
    }

    /** All stages from the beginning, at one rate. */
    public static StageSettings all() {
        return new StageSettings(0, 0, List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0));
    }

    /**
     * How many stages, from the image, are frozen in an epoch.
     *
     * @param epoch from 1
     */
    int frozenIn(int epoch) {
        return unfreezeEvery == 0 ? frozen : Math.max(0, frozen - (epoch - 1) / unfreezeEvery);
    }

    /** Whether only the head is trained in an epoch. */
    boolean headOnlyIn(int epoch) {
        return frozenIn(epoch) == STAGES - 1;
    }

    /** The stages trained in an epoch, each with its share of the rate. */
    Map<Stage, Double> trainedIn(int epoch, double rate) {
        Map<Stage, Double> trained = new EnumMap<>(Stage.class);
        List<Stage> stages = List.of(Stage.values());
        for (int stage = frozenIn(epoch); stage < STAGES; stage++) {
            trained.put(stages.get(stage), rate * rates.get(stage));
        }
        return trained;
    }
}
