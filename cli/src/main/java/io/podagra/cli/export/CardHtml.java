package io.podagra.cli.export;

import io.podagra.data.HtmlTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A model card as one page that needs nothing else. */
final class CardHtml {
    private CardHtml() {}

    static byte[] of(ModelCard card) throws IOException {
        return HtmlTemplate.fill(CardHtml.class, "card.ftlh", model(card))
                .getBytes(StandardCharsets.UTF_8);
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
