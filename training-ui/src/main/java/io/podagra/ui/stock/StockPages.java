package io.podagra.ui.stock;

import io.podagra.eval.report.Language;
import io.podagra.ui.page.LanguageChoice;
import io.podagra.ui.page.PageTemplate;
import io.podagra.ui.page.PageTexts;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.ui.i18n.I18NProvider;

/**
 * Deeplearning4j's own pages in the frame of ours, and in its languages: Deeplearning4j's content
 * (see {@link StockTemplate}), messages, scripts and data; our header, style and words, and scripts
 * of ours that make charts of some fifty layers and a graph of 176 vertices readable.
 */
public final class StockPages {
    static final String TEXTS = StockPages.class.getPackageName() + ".stock";

    /** The message of Deeplearning4j that says which language its messages are in. */
    static final String LANGUAGE_MESSAGE = "podagra.language";

    private enum StockPage {
        OVERVIEW(
                "<main id=\"content\" class=\"main\">",
                "</main>",
                List.of("scoreiterchart", "updateRatioChart", "stdevChart", "startTime")),
        MODEL(
                "<div id=\"content\">",
                "<!-- Begin Zero State -->",
                List.of("id=\"layers\"", "layerInfo", "meanmag", "activations", "learningrate")),
        SYSTEM(
                "<main id=\"content\" class=\"main\">",
                "</main>",
                List.of("systemMemoryChartPlot", "gpuMemoryChartPlot", "jvmName"));

        private final String begin;
        private final String end;

        @SuppressWarnings("ImmutableEnumChecker") // it is a List.of
        private final List<String> anchors;

        StockPage(String begin, String end, List<String> anchors) {
            this.begin = begin;
            this.end = end;
            this.anchors = anchors;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        String path() {
            return "/train/" + word();
        }

        String template() {
            String word = word();
            return "templates/Training%s%s.html.ftl"
                    .formatted(word.substring(0, 1).toUpperCase(Locale.ROOT), word.substring(1));
        }

        String patched(String text) {
            StockTemplate stock = new StockTemplate(text);
            String content = stock.content(begin, end, anchors);
            return "<#if %s == \"zh\">%s<#else>%s</#if>"
                    .formatted(
                            LANGUAGE_MESSAGE.replace(".", "\\."),
                            framed(Language.ZH, stock.scripts(), content),
                            framed(Language.EN, stock.scripts(), content));
        }

        /**
         * Deeplearning4j reads the result as a template; ours must not hold anything to fill in.
         */
        private String framed(Language language, List<String> scripts, String content) {
            String place = "STOCK-CONTENT";
            String page =
                    PageTemplate.render(
                            StockPages.class.getPackageName().replace('.', '/') + "/stock.ftlh",
                            path(),
                            PageTexts.of(TEXTS, language).titled("nav." + word()),
                            Map.of("page", word(), "libraries", scripts, "place", place));
            if (page.contains("${") || page.contains("<#")) {
                throw new IllegalStateException(
                        "the frame of " + path() + " looks like a template");
            }
            return page.replace(place, content);
        }
    }

    private StockPages() {}

    public static boolean isPage(String path) {
        return at(page -> page.path().equals(path)).isPresent();
    }

    /**
     * Before Deeplearning4j answers a request below {@code /train/}: chooses the language of its
     * messages, and completes the header of a page. Deeplearning4j keeps its language in one place
     * for everybody, but answers a request at once, on the one thread that handles all of them.
     */
    public static void prepare(HttpServerRequest request) {
        Language language = LanguageChoice.of(request);
        I18NProvider.getInstance().setDefaultLanguage(LanguageChoice.word(language));
        if (isPage(request.path())) {
            LanguageChoice.remember(request);
            request.response()
                    // Deeplearning4j leaves the type to the browser's guess, which nosniff forbids.
                    .putHeader("Content-Type", "text/html; charset=utf-8")
                    .putHeader("Content-Language", language.tag())
                    .putHeader("Vary", "Cookie, Accept-Language");
        }
    }

    static Set<String> templates() {
        return Stream.of(StockPage.values())
                .map(StockPage::template)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * @param template the name of a template
     * @param text its text as Deeplearning4j ships it
     * @throws IllegalStateException if it is not the template this was written for
     */
    static String patch(String template, String text) {
        return at(page -> page.template().equals(template)).orElseThrow().patched(text);
    }

    private static Optional<StockPage> at(Predicate<StockPage> like) {
        return Arrays.stream(StockPage.values()).filter(like).findFirst();
    }
}
