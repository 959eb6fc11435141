package io.podagra.ui.stock;

import io.podagra.eval.report.Language;
import io.podagra.ui.page.LanguageChoice;
import io.podagra.ui.page.PageTexts;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.core.storage.StatsStorageEvent;
import org.deeplearning4j.ui.api.Route;
import org.deeplearning4j.ui.api.UIModule;
import org.deeplearning4j.ui.i18n.I18NResource;

/**
 * Deeplearning4j's messages as its pages are to say them: in Chinese half of them are missing or
 * wrong, and in English "score" does not tell that it is a loss. They come from {@code
 * stock.properties}, whose keys beginning with {@code train.} are Deeplearning4j's own.
 *
 * <p>The last module to name a message wins. So {@code META-INF/services} names Deeplearning4j's
 * module once more before this one, which makes the order that of the file.
 */
public final class StockMessages implements UIModule {
    private static final String STOCK_KEY = "train.";

    /** For {@code ServiceLoader}. */
    public StockMessages() {}

    @Override
    public List<I18NResource> getInternationalizationResources() {
        return Stream.of(Language.values()).<I18NResource>map(Messages::new).toList();
    }

    @Override
    public List<String> getCallbackTypeIDs() {
        return List.of();
    }

    @Override
    public List<Route> getRoutes() {
        return List.of();
    }

    @Override
    public void reportStorageEvents(Collection<StatsStorageEvent> events) {}

    @Override
    public void onAttach(StatsStorage storage) {}

    @Override
    public void onDetach(StatsStorage storage) {}

    /** Deeplearning4j tells the language by the end of the name. */
    private static final class Messages extends I18NResource {
        private final Language language;

        Messages(Language language) {
            super("podagra." + LanguageChoice.word(language));
            this.language = language;
        }

        @Override
        public InputStream getInputStream() {
            Map<String, String> texts = PageTexts.of(StockPages.TEXTS, language).all();
            String lines =
                    texts.entrySet().stream()
                            .filter(text -> text.getKey().startsWith(STOCK_KEY))
                            .map(text -> text.getKey() + "=" + text.getValue() + "\n")
                            .collect(Collectors.joining());
            String own = StockPages.LANGUAGE_MESSAGE + "=" + LanguageChoice.word(language) + "\n";
            return new ByteArrayInputStream((lines + own).getBytes(StandardCharsets.UTF_8));
        }

        // As those of the super class, which compares by the name.
        @Override
        public boolean equals(Object other) {
            return super.equals(other);
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }
    }
}
