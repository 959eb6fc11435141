package io.podagra.model.tuning;

import io.podagra.model.training.EpochResult;
import io.podagra.model.training.StoppingRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** A curve that rises to a height that is 1 at learning rate 0.001 and dropout 0. */
class Hill implements Objective {
    static final int EPOCHS = 9;

    final List<String> trained = new ArrayList<>();
    final List<Integer> forgotten = new ArrayList<>();
    private final Map<String, Integer> kept = new HashMap<>();
    int epochs;

    double height(Map<String, Object> values) {
        double decades = Math.log10((double) values.get("rate")) + 3;
        return 1 - 0.1 * decades * decades - 0.3 * (double) values.get("dropout");
    }

    @Override
    public Outcome evaluate(
            Map<String, Object> values,
            int trial,
            int repeat,
            StoppingRule rule,
            Consumer<List<Double>> curve)
            throws IOException {
        trained.add(trial + "/" + repeat);
        int begin = kept.getOrDefault(trial + "/" + repeat, 0);
        List<Double> scores = new ArrayList<>();
        List<EpochResult> history = new ArrayList<>();
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            epochs += epoch > begin ? 1 : 0;
            double score = height(values) * epoch / EPOCHS;
            scores.add(score);
            history.add(new EpochResult(epoch, 1, 1, OptionalDouble.of(score), 0.1, 1, 1, false));
            curve.accept(scores);
            Optional<String> reason = rule.reason(history);
            if (reason.isPresent() && epoch < EPOCHS) {
                kept.put(trial + "/" + repeat, epoch);
                return new Outcome(score, scores, epoch, reason);
            }
        }
        return new Outcome(scores.get(EPOCHS - 1), scores, EPOCHS, Optional.empty());
    }

    @Override
    public void forget(int trial) {
        kept.remove(trial + "/0");
        forgotten.add(trial);
    }
}
