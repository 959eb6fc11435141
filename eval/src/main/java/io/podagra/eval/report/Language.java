package io.podagra.eval.report;

import java.util.Locale;

/** The languages a report can be written in. */
public enum Language {
    /** English. */
    EN(Locale.ENGLISH),

    /** Simplified Chinese. */
    ZH(Locale.SIMPLIFIED_CHINESE);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    Locale locale() {
        return locale;
    }

    /** As in the {@code lang} attribute of HTML: {@code en} or {@code zh-CN}. */
    public String tag() {
        return locale.toLanguageTag();
    }
}
