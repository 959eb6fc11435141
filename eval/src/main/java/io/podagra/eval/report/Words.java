package io.podagra.eval.report;

import io.podagra.eval.Method;
import io.podagra.eval.Verdict;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes figures in the language of a report.
 *
 * <p>A cell of a table is a map with the key {@code text}, or {@code why} where the figure is
 * undefined, so that the template shows the reason in place of a number.
 */
final class Words {
    private final Messages messages;

    Words(Messages messages) {
        this.messages = messages;
    }

    /** The text of a figure, or the reason why there is none. */
    <T> Map<String, String> cell(Figure<T> figure, Function<? super T, String> format) {
        return figure.fold(
                known -> Map.of("text", format.apply(known)),
                why -> Map.of("why", messages.reason(why)));
    }

    Map<String, String> number(Figure<Double> figure) {
        return cell(figure, Format::number);
    }

    Map<String, String> percent(Figure<Double> figure) {
        return cell(figure, Format::percent);
    }

    Map<String, String> interval(Figure<Interval> figure) {
        return cell(figure, Format::interval);
    }

    Map<String, String> percentInterval(Figure<Interval> figure) {
        return cell(figure, Format::percentInterval);
    }

    Map<String, String> signedInterval(Figure<Interval> figure) {
        return cell(figure, this::signed);
    }

    /** Both ends with a sign; a dash between them would look like one. */
    String signed(Interval interval) {
        return messages.text(
                "interval.signed", Format.signed(interval.low()), Format.signed(interval.high()));
    }

    /** What an interval shows against the margin, in a word or two. */
    String verdict(Figure<Verdict> verdict) {
        return verdict.fold(
                known -> messages.text("verdict." + key(known)),
                why -> messages.text("verdict.undefined"));
    }

    String method(Method method) {
        return messages.method(method);
    }

    /** A set's name as a heading: with a capital. */
    String heading(String set) {
        return capital(messages.set(set));
    }

    /** A phrase with a capital, where the language has them. */
    static String capital(String phrase) {
        return phrase.substring(0, 1).toUpperCase(Locale.ROOT) + phrase.substring(1);
    }

    /** A constant's name in keys: {@code single-better}. */
    static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
