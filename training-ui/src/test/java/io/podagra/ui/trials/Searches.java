package io.podagra.ui.trials;

import io.podagra.ui.roc.Evaluations;
import io.podagra.ui.trials.SearchSnapshot.Axis;
import io.podagra.ui.trials.SearchSnapshot.Stage;
import io.podagra.ui.trials.TrialSnapshot.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Hand-made searches, and one that looks like a real one: made of numbers, nothing is trained. */
public final class Searches {
    public static final Instant NOON = Evaluations.NOON;
    public static final List<Axis> AXES =
            List.of(
                    Axis.logarithmic("training.learningRate", 1e-5, 1e-2),
                    Axis.logarithmic("training.weightDecay", 1e-6, 1e-2),
                    Axis.linear("training.dropout", 0, 0.6),
                    Axis.category("training.batchSize", List.of("8", "16", "32")),
                    Axis.category("training.optimiser", List.of("adamw", "sgd")),
                    Axis.linear("training.labelSmoothing", 0, 0.2));

    private static final int EPOCHS = 30;

    static final SearchMethod METHOD =
            new SearchMethod(
                    SearchMethod.Search.RANDOM,
                    SearchMethod.Stopping.HALVING,
                    3,
                    0,
                    0.25,
                    SearchMethod.Score.AUC);

    private Searches() {}

    public static SearchSnapshot searching(String arm, int planned) {
        return search(arm, Stage.SEARCHING, planned, Optional.empty(), Map.of());
    }

    public static SearchSnapshot search(
            String arm,
            Stage stage,
            int planned,
            Optional<Integer> chosen,
            Map<String, Double> importance) {
        return new SearchSnapshot(
                arm, METHOD, stage, AXES, planned, EPOCHS, chosen, importance, false, NOON);
    }

    public static SearchSnapshot synthetic(SearchSnapshot real) {
        return new SearchSnapshot(
                real.arm(),
                real.method(),
                real.stage(),
                real.axes(),
                real.planned(),
                real.epochs(),
                real.chosen(),
                real.importance(),
                true,
                real.time());
    }

    public static TrialSnapshot complete(String arm, int trial, double score) {
        return trial(arm, trial, 0, State.COMPLETE, values(trial), List.of(score - 0.1, score), "");
    }

    public static TrialSnapshot failed(String arm, int trial, String reason) {
        return trial(arm, trial, 0, State.FAILED, values(trial), List.of(), reason);
    }

    public static TrialSnapshot trial(
            String arm,
            int trial,
            int repeat,
            State state,
            Map<String, String> values,
            List<Double> curve,
            String reason) {
        return new TrialSnapshot(
                arm,
                trial,
                repeat,
                state,
                values,
                curve.stream().mapToDouble(Double::doubleValue).max(),
                curve,
                4.25 * curve.size(),
                reason,
                NOON.plusSeconds(trial));
    }

    /** A finished search by successive halving, with repeats of the best. */
    public static void publishFinished(
            TrialsPublisher publisher, String arm, int trials, long seed) {
        publisher.publish(searching(arm, trials));
        List<TrialSnapshot> made = new ArrayList<>();
        Random random = new Random(seed);
        for (int trial = 1; trial <= trials; trial++) {
            made.add(random(arm, trial, random));
        }
        made.forEach(publisher::publish);
        TrialSnapshot best =
                made.stream()
                        .filter(trial -> trial.state() == State.COMPLETE)
                        .reduce(
                                (a, b) ->
                                        a.score().getAsDouble() >= b.score().getAsDouble() ? a : b)
                        .orElseThrow();
        for (int repeat = 1; repeat <= 3; repeat++) {
            List<Double> curve =
                    best.curve().stream()
                            .map(score -> score - 0.01 + 0.015 * random.nextGaussian())
                            .toList();
            publisher.publish(
                    trial(arm, best.trial(), repeat, State.COMPLETE, best.values(), curve, ""));
        }
        publisher.publish(
                synthetic(
                        search(
                                arm,
                                Stage.FINISHED,
                                trials,
                                Optional.of(best.trial()),
                                Map.of(
                                        "training.learningRate", 0.61,
                                        "training.weightDecay", 0.07,
                                        "training.dropout", 0.13,
                                        "training.batchSize", 0.05,
                                        "training.optimiser", 0.22,
                                        "training.labelSmoothing", 0.02))));
    }

    public static TrialSnapshot random(String arm, int trial, Random random) {
        double rate = Math.pow(10, -5 + 3 * random.nextDouble());
        double decay = Math.pow(10, -6 + 4 * random.nextDouble());
        double dropout = 0.6 * random.nextDouble();
        boolean adam = random.nextBoolean();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("training.learningRate", Double.toString(rate));
        values.put("training.weightDecay", Double.toString(decay));
        values.put("training.dropout", String.format(Locale.ROOT, "%.4f", dropout));
        values.put("training.batchSize", List.of("8", "16", "32").get(random.nextInt(3)));
        values.put("training.optimiser", adam ? "adamw" : "sgd");
        values.put("training.labelSmoothing", Double.toString(0.2 * random.nextDouble()));
        if (rate > 7e-3) {
            return trial(
                    arm,
                    trial,
                    0,
                    State.FAILED,
                    values,
                    List.of(),
                    "training diverged in epoch 1: the loss is NaN");
        }
        double distance = Math.log10(rate) - (adam ? -3.5 : -2.5);
        double top = 0.93 - 0.06 * distance * distance - 0.1 * Math.abs(dropout - 0.25);
        int epochs = top > 0.86 ? EPOCHS : top > 0.8 ? 9 : 3;
        List<Double> curve = new ArrayList<>();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            double rise = 1 - Math.exp(-epoch / 5.0);
            curve.add(0.5 + (Math.max(top, 0.52) - 0.5) * rise + 0.008 * random.nextGaussian());
        }
        return epochs == EPOCHS
                ? trial(arm, trial, 0, State.COMPLETE, values, curve, "")
                : trial(
                        arm,
                        trial,
                        0,
                        State.STOPPED,
                        values,
                        curve,
                        "after epoch %d number 14 of 20, of which 7 went on".formatted(epochs));
    }

    private static Map<String, String> values(int trial) {
        return Map.of(
                "training.learningRate", Double.toString(1e-5 * trial),
                "training.dropout", "0.25",
                "training.batchSize", "16");
    }
}
