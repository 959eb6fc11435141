package io.podagra.ui.page;

import io.podagra.eval.report.Language;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which language a request is to be answered in: what {@code ?lang=} says, else what it said last
 * (kept in a cookie of this browser alone), else the first of the browser's own languages that
 * there is, else English.
 */
public final class LanguageChoice {
    private static final String PARAMETER = "lang";
    private static final String COOKIE = "podagra-lang";
    private static final int YEAR = 365 * 24 * 60 * 60;

    private LanguageChoice() {}

    /** Of this request. */
    public static Language of(HttpServerRequest request) {
        return named(parameter(request))
                .or(() -> named(cookie(request)))
                .or(() -> preferred(request.getHeader("Accept-Language")))
                .orElse(Language.EN);
    }

    /** Lets the browser keep a choice that the address made. */
    public static void remember(HttpServerRequest request) {
        named(parameter(request))
                .ifPresent(
                        language ->
                                request.response()
                                        .headers()
                                        .add(
                                                "Set-Cookie",
                                                "%s=%s; Path=/; Max-Age=%d; SameSite=Strict; HttpOnly"
                                                        .formatted(COOKIE, word(language), YEAR)));
    }

    /** As in {@code ?lang=}: {@code en} or {@code zh}. */
    public static String word(Language language) {
        return language.name().toLowerCase(Locale.ROOT);
    }

    private static String parameter(HttpServerRequest request) {
        String value = request.getParam(PARAMETER);
        return value == null ? "" : value;
    }

    private static Optional<Language> named(String word) {
        return List.of(Language.values()).stream()
                .filter(language -> word(language).equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static String cookie(HttpServerRequest request) {
        Cookie cookie = request.getCookie(COOKIE);
        return cookie == null ? "" : cookie.getValue();
    }

    private static Optional<Language> preferred(String header) {
        if (header == null) {
            return Optional.empty();
        }
        try {
            return Locale.LanguageRange.parse(header).stream()
                    .sorted(Comparator.comparingDouble(Locale.LanguageRange::getWeight).reversed())
                    .map(range -> named(Locale.forLanguageTag(range.getRange()).getLanguage()))
                    .flatMap(Optional::stream)
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no such header is worth refusing the page
        }
    }
}
