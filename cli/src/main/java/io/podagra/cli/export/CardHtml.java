package io.podagra.cli.export;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A model card as one page that needs nothing else. */
final class CardHtml {
    private CardHtml() {}

    static byte[] of(ModelCard card) throws IOException {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setClassForTemplateLoading(CardHtml.class, "");
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        StringWriter writer = new StringWriter();
        try {
            // The ending .ftlh turns on the escaping of HTML.
            configuration.getTemplate("card.ftlh").process(model(card), writer);
        } catch (TemplateException e) {
            throw new IllegalStateException("the card's template does not fit its model", e);
        }
        return writer.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> model(ModelCard card) {
        return Map.of(
                "title",
                card.title(),
                "synthetic",
                card.synthetic(),
                "notices",
                card.notices(),
                "sections",
                card.sections().stream()
                        .map(
                                section ->
                                        Map.of(
                                                "title",
                                                section.title(),
                                                "rows",
                                                section.rows().stream()
                                                        .map(
                                                                row ->
                                                                        Map.of(
                                                                                "name", row.name(),
                                                                                "value",
                                                                                        row
                                                                                                .value()))
                                                        .toList()))
                        .toList());
    }
}
