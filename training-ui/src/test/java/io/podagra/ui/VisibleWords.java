package io.podagra.ui;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words that a user of a page sees or hears, each text of it by itself. */
public final class VisibleWords {
    private static final Pattern LATIN_WORD = Pattern.compile("\\p{IsLatin}{2,}");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    /**
     * What is shown of text nodes and options, and what is read out: labels, titles, placeholders.
     * What is marked as being in another language is left out, and so are the figures and names
     * that the page was given.
     */
    private static final String SCRIPT =
            """
            const other = (element) => element.closest("[lang]") !== document.documentElement;
            const shown = (element) =>
              element.checkVisibility({ visibilityProperty: true }) || element.closest("select")?.checkVisibility();
            const words = [document.title];
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
              const parent = walk.currentNode.parentElement;
              if (!["SCRIPT", "STYLE", "NOSCRIPT"].includes(parent.tagName) && !other(parent) && shown(parent)) {
                words.push(walk.currentNode.textContent.trim());
              }
            }
            for (const element of document.querySelectorAll("[aria-label], [title], [placeholder], optgroup")) {
              if (!other(element)) {
                for (const name of ["aria-label", "title", "placeholder", "label"]) {
                  words.push(element.getAttribute(name) ?? "");
                }
              }
            }
            return words.filter((word) => word !== "");
            """;

    private VisibleWords() {}

    /** Texts with Chinese characters, of a page that is in English. */
    public static List<String> chinese(Browser browser) {
        return all(browser).filter(text -> CHINESE.matcher(text).find()).toList();
    }

    /**
     * Texts with a Latin word that is not among those allowed, of a page that is in Chinese.
     *
     * @param allowed a regular expression: names and units, each a whole word or more
     */
    public static List<String> latin(Browser browser, String allowed) {
        Pattern names =
                Pattern.compile(
                        "(?<![\\p{IsLatin}\\p{N}_])(?:" + allowed + ")(?![\\p{IsLatin}\\p{N}_])");
        return all(browser)
                .filter(text -> LATIN_WORD.matcher(names.matcher(text).replaceAll("")).find())
                .toList();
    }

    private static Stream<String> all(Browser browser) {
        return ((List<?>) browser.script(SCRIPT)).stream().map(String::valueOf);
    }
}
