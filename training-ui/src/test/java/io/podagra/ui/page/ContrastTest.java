package io.podagra.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Contrast as WCAG 2.2 defines it (1.4.3 and 1.4.11), at level AA, of the colours that all pages
 * share.
 */
class ContrastTest {
    private static final double TEXT = 4.5;
    private static final double GRAPHICS = 3;
    private static final Pattern VARIABLE = Pattern.compile("(--[\\w-]+): (#[0-9a-f]{6});");
    private static final String DARK = "@media (prefers-color-scheme: dark)";

    @ParameterizedTest
    @CsvSource({
        "--text, --page",
        "--text, --card",
        "--muted, --page",
        "--muted, --card",
        "--link, --page",
        "--link, --card",
        "--bar-text, --bar",
        "--bar-muted, --bar",
        "--warn-text, --warn-page"
    })
    void wordsStandOutFromWhatIsBehindThem(String words, String behind) throws IOException {
        assertThat(contrast(light(), words, behind)).as("light").isGreaterThanOrEqualTo(TEXT);
        assertThat(contrast(dark(), words, behind)).as("dark").isGreaterThanOrEqualTo(TEXT);
    }

    @ParameterizedTest
    @CsvSource({"--line-0", "--line-1", "--line-2", "--line-3", "--line-4", "--line-5"})
    void linesStandOutFromTheirCard(String line) throws IOException {
        assertThat(contrast(light(), line, "--card")).as("light").isGreaterThanOrEqualTo(GRAPHICS);
        assertThat(contrast(dark(), line, "--card")).as("dark").isGreaterThanOrEqualTo(GRAPHICS);
    }

    private static Map<String, String> light() throws IOException {
        return variables(style().substring(0, style().indexOf(DARK)));
    }

    private static Map<String, String> dark() throws IOException {
        Map<String, String> colours = new HashMap<>(light());
        colours.putAll(variables(style().substring(style().indexOf(DARK))));
        return colours;
    }

    private static Map<String, String> variables(String style) {
        Map<String, String> colours = new HashMap<>();
        VARIABLE.matcher(style)
                .results()
                .forEach(found -> colours.put(found.group(1), found.group(2)));
        return colours;
    }

    private static String style() throws IOException {
        try (InputStream stream =
                ContrastTest.class.getResourceAsStream(
                        "/deeplearning4jUiAssets/podagra/page.css")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static double contrast(Map<String, String> colours, String one, String other) {
        double first = luminance(colours.get(one));
        double second = luminance(colours.get(other));
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(String colour) {
        return 0.2126 * channel(colour, 1)
                + 0.7152 * channel(colour, 3)
                + 0.0722 * channel(colour, 5);
    }

    private static double channel(String colour, int at) {
        double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
