package io.podagra.ui.page;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.eval.report.Language;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/**
 * The words of a page in one language: those of the frame ({@code frame.properties} and {@code
 * frame_zh.properties} in this package) and those of the page itself, from the files of its name in
 * its own package. The English ones are complete; so are the Chinese ones, which a test sees to.
 */
public final class PageTexts {
    private final Language language;
    private final Map<String, String> texts;

    private PageTexts(Language language, Map<String, String> texts) {
        this.language = language;
        this.texts = Map.copyOf(texts);
    }

    /**
     * @param bundle base name of the page's own files, such as {@code io.podagra.ui.roc.roc}
     */
    public static PageTexts of(String bundle, Language language) {
        Map<String, String> texts = new HashMap<>();
        for (String name : new String[] {PageTexts.class.getPackageName() + ".frame", bundle}) {
            ResourceBundle found =
                    ResourceBundle.getBundle(
                            name,
                            language == Language.EN ? Locale.ROOT : Locale.CHINESE,
                            ResourceBundle.Control.getNoFallbackControl(
                                    ResourceBundle.Control.FORMAT_PROPERTIES));
            found.keySet().forEach(key -> texts.put(key, found.getString(key)));
        }
        return new PageTexts(language, texts);
    }

    /** The same words for a page that is called by another of them. */
    public PageTexts titled(String key) {
        Map<String, String> titled = new HashMap<>(texts);
        titled.put("page.title", requireNonNull(texts.get(key), key));
        return new PageTexts(language, titled);
    }

    /** The language they are in. */
    public Language language() {
        return language;
    }

    /** All of them by their keys. */
    public Map<String, String> all() {
        return texts;
    }

    /** All of them for a script, safe within an element of a page. */
    String json() {
        ObjectNode node = Json.object();
        texts.forEach(node::put);
        return node.toString().replace("<", "\\u003c");
    }
}
