package io.podagra.cli.study;

import io.podagra.cli.settings.StudySettings;
import io.podagra.cli.terminal.Progress;
import io.podagra.model.tuning.Trial;
import io.podagra.model.tuning.TuningSettings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Shows a search to the person who started it, with the time left. */
final class SearchConsole {
    private final Progress progress;
    private final Map<String, Long> begun = new HashMap<>();
    private final Map<String, Integer> shownEpochs = new HashMap<>();
    private int epochs;
    private int planned;
    private int toCome;
    private int timed;
    private long nanos;
    private OptionalDouble best = OptionalDouble.empty();

    SearchConsole(Progress progress) {
        this.progress = progress;
    }

    synchronized void begin(Arm arm, StudySettings settings, int images) {
        TuningSettings tuning = settings.tuning();
        epochs = settings.mostTrialEpochs();
        planned = tuning.plannedTrials();
        best = OptionalDouble.empty();
        shownEpochs.clear();
        restart(planned);
        progress.say(
                "Tuning %s on %,d training images: %s; at most %,d trials"
                        .formatted(arm.name(), images, tuning.words(epochs), planned));
    }

    synchronized void goOn(Arm arm, int epochsDone, int places, int trials) {
        restart(places);
        progress.say(
                "%s: %d of %d trials go on after epoch %d"
                        .formatted(arm.name(), places, trials, epochsDone));
    }

    synchronized void repeat(Arm arm, int trainings) {
        restart(trainings);
        progress.say(
                "%s: %d more trainings of the best, with other seeds and other patients to validate on"
                        .formatted(arm.name(), trainings));
    }

    /** What comes now takes more or less time than what was before. */
    private void restart(int trials) {
        toCome = trials;
        timed = 0;
        nanos = 0;
        begun.clear();
    }

    synchronized void trial(Arm arm, Trial trial) {
        if (trial.status() == Trial.Status.RUNNING) {
            begun.putIfAbsent(name(trial), System.nanoTime());
            progress.show(
                    "%s: trial %s, epoch %d of %d, best so far %s%s"
                            .formatted(
                                    arm.name(),
                                    name(trial),
                                    Math.min(epochs, trial.curve().size() + 1),
                                    epochs,
                                    number(best),
                                    timeLeft()));
        } else if (!isShown(trial)) {
            count(trial);
            progress.say(line(arm, trial));
        }
    }

    /** One that waited in vain was shown when it began to wait. */
    private boolean isShown(Trial trial) {
        int before = shownEpochs.getOrDefault(name(trial), 0);
        shownEpochs.put(name(trial), trial.curve().size());
        return trial.status() == Trial.Status.STOPPED && before == trial.curve().size();
    }

    /** Those of an earlier start take no time, and say nothing about it. */
    private void count(Trial trial) {
        toCome--;
        Long start = begun.remove(name(trial));
        if (start != null) {
            timed++;
            nanos += System.nanoTime() - start;
        }
    }

    private String line(Arm arm, Trial trial) {
        boolean better = trial.repeat() == 0 && trial.score().orElse(-1) > best.orElse(-1);
        if (better) {
            best = trial.score();
        }
        boolean stopped = trial.status() == Trial.Status.STOPPED;
        return "%s: trial %s %s%s%s: %s%s"
                .formatted(
                        arm.name(),
                        name(trial),
                        trial.score().isPresent() ? number(trial.score()) + " " : "",
                        stopped ? trial.reason() : trial.status().name().toLowerCase(Locale.ROOT),
                        better ? " (best)" : "",
                        values(trial),
                        stopped || trial.reason().isEmpty() ? "" : "; " + trial.reason());
    }

    private String name(Trial trial) {
        return trial.repeat() == 0
                ? "%d of %d".formatted(trial.number(), planned)
                : "%d, repeat %d".formatted(trial.number(), trial.repeat());
    }

    private static String values(Trial trial) {
        return trial.values().entrySet().stream()
                .map(
                        entry ->
                                entry.getKey().substring(entry.getKey().lastIndexOf('.') + 1)
                                        + " "
                                        + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String number(OptionalDouble score) {
        return score.isPresent() ? String.format(Locale.ROOT, "%.3f", score.getAsDouble()) : "none";
    }

    /** Of this stage of the search. */
    private String timeLeft() {
        return timed == 0
                ? ""
                : ", about " + Progress.duration(nanos / timed * toCome) + " left of this";
    }
}
