package io.podagra.data;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A page of a report: a FreeMarker template and what it is filled with. What is filled in is
 * escaped, since the template's name ends in {@code .ftlh}.
 */
public final class HtmlTemplate {
    private HtmlTemplate() {}

    /**
     * Fills a template.
     *
     * @param owner whose package holds the template
     * @param name of the template's file, ending in {@code .ftlh}
     * @param values by the names that the template refers to
     * @return the page
     * @throws IOException if the template cannot be read
     * @throws IllegalArgumentException if the name ends in anything else
     * @throws IllegalStateException if the template does not fit the values
     */
    public static String fill(Class<?> owner, String name, Map<String, ?> values)
            throws IOException {
        if (!name.endsWith(".ftlh")) {
            throw new IllegalArgumentException(
                    "the template %s would not be escaped; its name has to end in .ftlh"
                            .formatted(name));
        }
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setClassForTemplateLoading(owner, "");
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        StringWriter page = new StringWriter();
        try {
            configuration.getTemplate(name).process(values, page);
        } catch (TemplateException exception) {
            throw new IllegalStateException(
                    "the template %s does not fit its values".formatted(name), exception);
        }
        return page.toString();
    }
}
