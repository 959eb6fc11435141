package io.podagra.model.training;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a training is, apart from the arrays: all that decides how it goes on.
 *
 * @param identity of what is trained: a checkpoint of other settings or images does not fit
 * @param epoch under way, from 1
 * @param batches of it that are done
 * @param images of it that are done
 * @param lossSum of them
 * @param steps that each stage has taken
 * @param history of the epochs before
 */
record TrainingState(
        String identity,
        int epoch,
        int batches,
        long images,
        double lossSum,
        Map<Stage, Integer> steps,
        List<EpochResult> history) {
    TrainingState {
        steps = Map.copyOf(new EnumMap<>(steps));
        history = List.copyOf(history);
    }

    static TrainingState start(String identity) {
        Map<Stage, Integer> steps = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            steps.put(stage, 0);
        }
        return new TrainingState(identity, 1, 0, 0, 0, steps, List.of());
    }

    /** The same after more of the epoch. */
    TrainingState within(int doneBatches, long doneImages, double sum, Map<Stage, Integer> taken) {
        return new TrainingState(identity, epoch, doneBatches, doneImages, sum, taken, history);
    }

    /** At the beginning of the next epoch. */
    TrainingState next(EpochResult result, Map<Stage, Integer> taken) {
        List<EpochResult> longer = new ArrayList<>(history);
        longer.add(result);
        return new TrainingState(identity, epoch + 1, 0, 0, 0, taken, longer);
    }

    /** The best epoch so far. */
    Optional<EpochResult> best() {
        return history.stream().filter(EpochResult::best).reduce((earlier, later) -> later);
    }
}
