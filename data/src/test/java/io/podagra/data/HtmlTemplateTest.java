package io.podagra.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HtmlTemplateTest {
    @Test
    void whatIsFilledInIsEscaped() throws IOException {
        assertThat(fill("page.ftlh", Map.of("title", "\"a\"", "text", "<script>1 & 2")))
                .isEqualToIgnoringNewLines(
                        "<p title=\"&quot;a&quot;\">&lt;script&gt;1 &amp; 2</p>");
    }

    @Test
    void aValueThatIsMissingIsAnErrorAndNotAGap() {
        assertThatThrownBy(() -> fill("page.ftlh", Map.of("title", "a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the template page.ftlh does not fit its values");
    }

    @Test
    void refusesATemplateThatWouldNotBeEscaped() {
        assertThatThrownBy(() -> fill("page.ftl", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("page.ftl would not be escaped");
    }

    private static String fill(String name, Map<String, ?> values) throws IOException {
        return HtmlTemplate.fill(HtmlTemplateTest.class, name, values);
    }
}
