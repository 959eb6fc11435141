package io.podagra.eval.report;

import io.podagra.eval.Method;
import io.podagra.eval.SetMetrics;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.Reason;
import java.util.List;

/** What several charts say, in the language of the report. */
record ChartWords(Messages messages) {
    /** Sentences of the notice on every chart of drawn images. */
    List<String> notice() {
        return List.of(messages.text("chart.notice.1"), messages.text("chart.notice.2"));
    }

    String text(String key, Object... arguments) {
        return messages.text("chart." + key, arguments);
    }

    String reason(Reason reason) {
        return messages.reason(reason);
    }

    String method(Method method) {
        return text("method." + method.word());
    }

    /** A set of images, such as all of them or a view's; a name nobody translated stays. */
    String set(String name) {
        return messages.textOr("chart.set." + name, name);
    }

    /** A column of the manifest, such as {@code device}; a name nobody translated stays. */
    String column(String name) {
        return messages.textOr("chart.column." + name, name);
    }

    /** A part of the data, such as {@code train}; a name nobody translated stays. */
    String part(String name) {
        return messages.textOr("chart.part." + name, name);
    }

    /**
     * A number of things: {@code 1 image}, {@code 2 images}.
     *
     * @param things {@code images} or {@code patients}
     */
    String counted(long number, String things) {
        return text(things + (number == 1 ? ".one" : ".many"), Format.count(number));
    }

    /** How many images of how many patients a set has. */
    String size(SetMetrics metrics) {
        return text(
                "size",
                counted(metrics.images(), "images"),
                counted(metrics.patients(), "patients"));
    }

    /** The area with its interval, or why there is none. */
    String auc(Figure<Double> auc, Figure<Interval> interval) {
        return auc.fold(
                value ->
                        text(
                                "auc",
                                Format.number(value),
                                interval.fold(
                                        Format::interval,
                                        why -> text("auc.noInterval", reason(why)))),
                why -> text("auc.none", reason(why)));
    }

    /** Why ingest left a file out, by its code. */
    String exclusion(String code) {
        return messages.textOr("exclusion." + code, code);
    }

    /** Words after the name of what they are about. */
    String about(String name, String words) {
        return text("about", name, words);
    }

    /** Sentences or phrases of which the last does not end with a separator. */
    String list(List<String> phrases) {
        return String.join(text("separator"), phrases);
    }
}
