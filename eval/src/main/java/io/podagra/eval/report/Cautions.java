package io.podagra.eval.report;

import io.podagra.eval.Method;
import io.podagra.eval.MethodMetrics;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.SetMetrics;
import io.podagra.eval.SmallSample;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the figures themselves warn of. */
final class Cautions {
    private final StudyMetrics metrics;
    private final Messages messages;
    private final List<String> cautions = new ArrayList<>();

    private Cautions(StudyMetrics metrics, Messages messages) {
        this.metrics = metrics;
        this.messages = messages;
    }

    /** The cautions of a report: those it is given, then those found in the figures. */
    static List<String> of(
            StudyMetrics metrics, ScoreTable test, ReportContext context, Messages messages) {
        Cautions found = new Cautions(metrics, messages);
        found.cautions.addAll(new RunSentences(messages).translated(context.cautions()));
        found.find(test);
        return List.copyOf(found.cautions);
    }

    /** Why the intervals of a set are too rough to rely on, if they are. */
    static Optional<String> small(SetMetrics metrics, Messages messages) {
        List<String> reasons = SmallSample.reasons(metrics).stream().map(messages::reason).toList();
        return reasons.isEmpty() ? Optional.empty() : Optional.of(messages.semicolons(reasons));
    }

    private void find(ScoreTable test) {
        int drawn = test.syntheticImages();
        if (drawn > 0 && drawn < test.images().size()) {
            add("mixed", Format.count(drawn), messages.counted("images", test.images().size()));
        }
        metrics.sets().forEach(this::find);
        if (metrics.methods().contains(Method.MULTIPLE) && test.views().size() > 1) {
            add("pooling");
        }
    }

    private void find(String name, SetMetrics set) {
        String title = messages.set(name);
        small(set, messages).ifPresent(reasons -> add("small", title, reasons));
        redraws(title, set);
        separated(title, set);
    }

    private void redraws(String title, SetMetrics set) {
        int oneClass =
                set.methods().values().stream()
                        .mapToInt(MethodMetrics::oneClassRedraws)
                        .max()
                        .orElse(0);
        if (oneClass > 0) {
            add(
                    "redraws",
                    title,
                    Format.count(oneClass),
                    Format.count(metrics.settings().bootstrapRedraws()));
        }
    }

    private void separated(String title, SetMetrics set) {
        List<String> methods =
                set.methods().entrySet().stream()
                        .filter(entry -> hasNoWidth(entry.getValue().aucDelong()))
                        .map(Map.Entry::getKey)
                        .map(messages::method)
                        .toList();
        if (!methods.isEmpty()) {
            add("separated", title, messages.commas(methods));
        }
    }

    private void add(String key, Object... arguments) {
        cautions.add(messages.text("caution." + key, arguments));
    }

    private static boolean hasNoWidth(Figure<Interval> interval) {
        return interval.value().filter(known -> known.width() == 0).isPresent();
    }
}
