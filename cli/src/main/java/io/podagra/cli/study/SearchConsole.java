package io.podagra.cli.study;

import io.podagra.cli.settings.StudySettings;
import io.podagra.cli.terminal.Progress;
import io.podagra.model.tuning.Trial;
import io.podagra.model.tuning.TuningSettings;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Shows a search to the person who started it, with the time left. */
final class SearchConsole {
    private final Progress progress;
    private int epochs;
    private int planned;
    private int ended;
    private int timed;
    private double seconds;
    private OptionalDouble best = OptionalDouble.empty();

    SearchConsole(Progress progress) {
        this.progress = progress;
    }

    synchronized void begin(Arm arm, StudySettings settings, int images) {
        TuningSettings tuning = settings.tuning();
        epochs = settings.training().epochs();
        planned = tuning.plannedTrials();
        ended = 0;
        timed = 0;
        seconds = 0;
        best = OptionalDouble.empty();
        progress.say(
                "Tuning %s on %,d training images: %s; at most %,d trials"
                        .formatted(arm.name(), images, tuning.words(), planned));
    }

    /** Repeats are not what the search's trials were, so that their time is told anew. */
    synchronized void repeat(Arm arm, int trainings) {
        planned = trainings;
        ended = 0;
        timed = 0;
        seconds = 0;
        progress.say(
                "%s: %d more trainings of the best, with other seeds and other patients to validate on"
                        .formatted(arm.name(), trainings));
    }

    synchronized void trial(Arm arm, Trial trial) {
        if (trial.status() == Trial.Status.RUNNING) {
            progress.show(
                    "%s: trial %s, epoch %d of %d, best so far %s%s"
                            .formatted(
                                    arm.name(),
                                    name(trial),
                                    Math.min(epochs, trial.curve().size() + 1),
                                    epochs,
                                    number(best),
                                    timeLeft()));
            return;
        }
        ended++;
        if (trial.epochs() > 0) {
            timed++;
            seconds += trial.seconds();
        }
        boolean better =
                trial.repeat() == 0
                        && trial.status() == Trial.Status.COMPLETE
                        && trial.score().orElse(-1) > best.orElse(-1);
        if (better) {
            best = trial.score();
        }
        progress.say(
                "%s: trial %s %s%s: %s%s"
                        .formatted(
                                arm.name(),
                                name(trial),
                                trial.score().isPresent() ? number(trial.score()) + " " : "",
                                trial.status().name().toLowerCase(Locale.ROOT)
                                        + (better ? " (best)" : ""),
                                values(trial),
                                trial.reason().isEmpty() ? "" : "; " + trial.reason()));
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

    private String timeLeft() {
        return timed == 0
                ? ""
                : ", about "
                        + Progress.duration((long) (seconds / timed * (planned - ended) * 1e9))
                        + " left at most";
    }
}
