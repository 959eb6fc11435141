package io.podagra.model.tuning;

import java.util.ArrayList;
import java.util.List;

/**
 * Successive halving (Jamieson and Talwalkar 2016, arXiv:1502.07943) by thirds: all trials are
 * trained for a few epochs, the best third of them for three times as many, and so on, the last
 * ones in full. At no rung fewer go on than are repeated in the end.
 */
final class Halving {
    /** One of so many goes on at a rung, and rungs are so many times as far apart. */
    private static final int REDUCTION = 3;

    private final List<Integer> rungs = new ArrayList<>();
    private final int fewest;

    /**
     * @param epochs of a trial in full, at most
     */
    Halving(TuningSettings settings, int epochs) {
        this.fewest = settings.repeats().best();
        if (settings.stopping() == TuningSettings.Stopping.HALVING) {
            for (long rung = settings.firstRung(); rung * REDUCTION <= epochs; rung *= REDUCTION) {
                rungs.add((int) rung);
            }
        }
    }

    /** Epochs after which trials wait for the others, in order; none where none do. */
    List<Integer> rungs() {
        return rungs;
    }

    /**
     * How many go on at a rung.
     *
     * @param trials that have reached it
     */
    int places(int trials) {
        return Math.min(trials, Math.max(fewest, trials / REDUCTION));
    }
}
