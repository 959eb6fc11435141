package io.podagra.eval.report;

import io.podagra.eval.Method;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.statistics.Reason;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * The words of a report in one language, from {@code messages.properties} (English) and {@code
 * messages_zh.properties}. A text is a pattern of {@link String#format}; numbers are formatted
 * before they come here, the same in every language.
 */
final class Messages {
    private static final String REASON = "reason.";

    private final Language language;
    private final ResourceBundle bundle;

    private Messages(Language language, ResourceBundle bundle) {
        this.language = language;
        this.bundle = bundle;
    }

    static Messages of(Language language) {
        return new Messages(
                language,
                ResourceBundle.getBundle(
                        "io.podagra.eval.report.messages",
                        language == Language.EN ? Locale.ROOT : language.locale(),
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    Language language() {
        return language;
    }

    /**
     * @throws MissingResourceException if there is no such text
     */
    String text(String key, Object... arguments) {
        return String.format(Locale.ROOT, bundle.getString(key), arguments);
    }

    /** The keys that begin so, in the order of the alphabet. */
    List<String> keys(String prefix) {
        return bundle.keySet().stream().filter(key -> key.startsWith(prefix)).sorted().toList();
    }

    /** A text with its places unfilled. */
    String pattern(String key) {
        return bundle.getString(key);
    }

    /** A text, or what stands for it where there is none of this key. */
    String textOr(String key, String other) {
        return bundle.containsKey(key) ? text(key) : other;
    }

    /**
     * A number of things, such as {@code 1 image} and {@code 2 images}.
     *
     * @param noun of the keys {@code count.NOUN.one} and {@code count.NOUN.many}
     */
    String counted(String noun, long number) {
        return text("count." + noun + (number == 1 ? ".one" : ".many"), Format.count(number));
    }

    /** As in {@code the single model}, without the words around it. */
    String method(Method method) {
        return text("method." + method.word());
    }

    /** A set's name within a sentence: all images, or a view. */
    String set(String name) {
        return name.equals(StudyMetrics.ALL) ? text("set.all") : textOr("view." + name, name);
    }

    /** Phrases in one line, with commas between them. */
    String commas(List<String> phrases) {
        return String.join(text("list.comma"), phrases);
    }

    /** Phrases in one line, with semicolons between them. */
    String semicolons(List<String> phrases) {
        return String.join(text("list.semicolon"), phrases);
    }

    /**
     * Why a figure is undefined; in English where nobody translated it. The key of a translation is
     * {@code reason.} and the pattern with {@code _} for every space.
     */
    String reason(Reason reason) {
        String key = REASON + reason.pattern().replace(' ', '_');
        return bundle.containsKey(key)
                ? String.format(Locale.ROOT, bundle.getString(key), reason.arguments().toArray())
                : reason.text();
    }
}
