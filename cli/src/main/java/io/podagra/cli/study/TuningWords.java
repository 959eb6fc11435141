package io.podagra.cli.study;

import io.podagra.cli.terminal.Progress;
import io.podagra.model.tuning.TuningSummary;
import io.podagra.model.tuning.Values;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a search came to, for the terminal and the report. */
public final class TuningWords {
    private TuningWords() {}

    /** The score of the chosen candidate, such as {@code 0.912 (SD 0.021 of 3 repeats)}. */
    static String score(TuningSummary summary) {
        String of =
                switch (summary.repeats()) {
                    case 0 -> "in the search";
                    case 1 -> "in one repeat";
                    default ->
                            String.format(
                                    Locale.ROOT,
                                    "SD %.3f of %d repeats",
                                    summary.standardDeviation().orElse(0.0),
                                    summary.repeats());
                };
        return String.format(Locale.ROOT, "%.3f (%s)", summary.mean(), of);
    }

    /** The chosen settings. */
    static String values(TuningSummary summary) {
        return summary.values().entrySet().stream()
                .map(entry -> entry.getKey() + " " + Values.text(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** One sentence for a report. */
    static String sentence(TuningSummary summary) {
        return "%s; %d trials (%d in full, %d ended early, %d failed) ranked by the %s; trial %d with %s: %s"
                .formatted(
                        summary.search(),
                        summary.trials(),
                        summary.complete(),
                        summary.stopped(),
                        summary.failed(),
                        summary.score(),
                        summary.chosen(),
                        score(summary),
                        values(summary));
    }

    /** The best settings and how much each mattered, as a table for the terminal. */
    public static String table(String arm, TuningSummary summary) {
        StringBuilder text = new StringBuilder();
        text.append(
                "%s: %d trials in %s, best trial %d: %s %s%n"
                        .formatted(
                                arm,
                                summary.trials(),
                                Progress.duration((long) (summary.seconds() * 1e9)),
                                summary.chosen(),
                                summary.score(),
                                score(summary)));
        text.append("  %-32s %-14s %s%n".formatted("setting", "best", "mattered"));
        summary.values()
                .forEach(
                        (name, value) ->
                                text.append(
                                        "  %-32s %-14s %s%n"
                                                .formatted(
                                                        name,
                                                        Values.text(value),
                                                        mattered(summary, name))));
        return text.toString();
    }

    private static String mattered(TuningSummary summary, String name) {
        Map<String, Double> importance = summary.importance();
        if (summary.space().fixed().containsKey(name)) {
            return "fixed";
        }
        return importance.containsKey(name)
                ? String.format(
                        Locale.ROOT,
                        "%3.0f %%  %s",
                        100 * importance.get(name),
                        "#".repeat((int) Math.round(20 * importance.get(name))))
                : "too few trials to tell";
    }
}
