package io.podagra.ui.page;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.podagra.eval.report.Language;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * A page's markup in each language: its template, {@code NAME.ftlh} beside the page's module, in
 * the frame that all pages share ({@code frame.ftlh} in this package). It holds no figures: those
 * come later, as JSON.
 */
public final class PageTemplate {
    private static final Configuration TEMPLATES = templates();

    private final Map<Language, String> markup = new EnumMap<>(Language.class);

    /**
     * @param owner whose package holds the template and the words
     */
    PageTemplate(Page page, Class<?> owner) {
        String folder = owner.getPackageName().replace('.', '/');
        for (Language language : Language.values()) {
            PageTexts texts = PageTexts.of(owner.getPackageName() + "." + page.word(), language);
            String template = folder + "/" + page.word() + ".ftlh";
            markup.put(language, render(template, page.path(), texts, Map.of()));
        }
    }

    String in(Language language) {
        return markup.get(language);
    }

    /**
     * The markup of a page in the frame, in one language.
     *
     * @param template on the class path
     * @param here the page's own address
     * @param more what the template refers to beside the words
     */
    public static String render(
            String template, String here, PageTexts texts, Map<String, ?> more) {
        Map<String, Object> model = new HashMap<>(more);
        model.put("text", texts.all());
        model.put("texts", texts.json());
        model.put("language", texts.language().tag());
        model.put("links", NavigationLink.all());
        model.put("here", here);
        try {
            StringWriter out = new StringWriter();
            TEMPLATES.getTemplate(template).process(model, out);
            return out.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TemplateException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Configuration templates() {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_32);
        configuration.setClassLoaderForTemplateLoading(PageTemplate.class.getClassLoader(), "/");
        configuration.setDefaultEncoding("UTF-8");
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        return configuration;
    }
}
