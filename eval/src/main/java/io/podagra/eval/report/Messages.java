package io.podagra.eval.report;

import io.podagra.eval.statistics.Reason;
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

    /** The text of a key, or these words where nobody wrote one: for names that users choose. */
    String textOr(String key, String words) {
        return bundle.containsKey(key) ? text(key) : words;
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
