package io.podagra.ui.stock;

import io.podagra.ui.page.ClasspathAssets;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is kept of a template of Deeplearning4j: the scripts that draw, and the content without what
 * is never filled, says things twice, or needs scripts and styles inside the markup. The words stay
 * as they are: references to Deeplearning4j's messages.
 */
final class StockTemplate {
    private static final Pattern SCRIPT =
            Pattern.compile("<script src=\"/assets/([^\"]+)\"[^>]*>\\s*</script>");
    private static final Pattern SESSIONS =
            Pattern.compile("<select id=\"sessionSelect\"[^>]*>.*?</select>", Pattern.DOTALL);

    /** Drawn by flot's extensions for pies, stacks and a selection, or not used at all. */
    private static final Set<String> UNUSED =
            Set.of(
                    "webjars/flot/0.8.3/jquery.flot.pie.js",
                    "webjars/flot/0.8.3/jquery.flot.stack.js",
                    "webjars/flot/0.8.3/jquery.flot.selection.js",
                    "js/counter.js");

    private static final String BUTTON =
            "<a href=\"javascript:void\\(0\\);\" onclick=\"(\\w+)\\('(\\w+)'\\)\">(.*?)</a>";

    /** What the pointer is at, which a tip says; the same id over and over. */
    private static final String POINTER = "<p id=\"hoverdata\">.*?</p>";

    private static final String LOGARITHM_OF_TITLE =
            "<p id=\"updateRatioTitleLog10\">.*?</p>|: log<sub>10</sub>";

    /** A run trains on one machine; there is none to select. */
    private static final String MACHINES = "<div class=\"btn-group\".*?</div>";

    /** Histograms are not recorded: they would cost two fifths of the training's speed. */
    private static final String HISTOGRAM =
            "<div class=\"box\">(?:(?!<div class=\"box\">).)*"
                    + "id=\"(?:parameters|updates)histogram\"[^>]*></div>\\s*</div>\\s*</div>";

    /** A table of one row, too wide for a phone: turned, each column becomes a row. */
    private static final Pattern WIDE_TABLE =
            Pattern.compile(
                    "<thead>\\s*<tr>(.*?)</tr>\\s*</thead>\\s*<tbody>\\s*<tr>(.*?)</tr>\\s*</tbody>",
                    Pattern.DOTALL);

    private static final Pattern HEAD = Pattern.compile("<th>(.*?)</th>", Pattern.DOTALL);
    private static final Pattern CELL = Pattern.compile("<td[^>]*>.*?</td>", Pattern.DOTALL);

    private final String text;

    /**
     * @param text as Deeplearning4j ships it
     */
    StockTemplate(String text) {
        this.text = text;
    }

    /** Addresses below {@code /assets/} of the scripts that the page needs and that there are. */
    List<String> scripts() {
        return SCRIPT.matcher(text)
                .results()
                .map(script -> script.group(1))
                .filter(script -> !UNUSED.contains(script))
                .filter(script -> ClasspathAssets.exists(ClasspathAssets.PREFIX + script))
                .toList();
    }

    /**
     * @param begin before the content
     * @param end after it
     * @param anchors what the content must hold, since our scripts and words refer to it
     * @throws IllegalStateException if it is not the template this was written for
     */
    String content(String begin, String end, List<String> anchors) {
        if (!SESSIONS.matcher(text).find()) {
            throw unlike("sessionSelect");
        }
        int from = text.indexOf(begin);
        int to = text.indexOf(end, Math.max(from, 0));
        if (from < 0 || to < 0) {
            throw unlike(from < 0 ? begin : end);
        }
        String content = text.substring(from + begin.length(), to);
        for (String anchor : anchors) {
            if (!content.contains(anchor)) {
                throw unlike(anchor);
            }
        }
        for (String cut : List.of(POINTER, LOGARITHM_OF_TITLE, MACHINES, HISTOGRAM, "<!--.*?-->")) {
            content = Pattern.compile(cut, Pattern.DOTALL).matcher(content).replaceAll("");
        }
        content =
                Pattern.compile(BUTTON)
                        .matcher(content)
                        .replaceAll(StockTemplate::button)
                        .replaceAll(" (?:style|onclick|onchange)=\"[^\"]*\"", "")
                        .replace("Loading...", "–");
        refuseInlineScript(content);
        return WIDE_TABLE.matcher(content).replaceAll(StockTemplate::turned);
    }

    private static String turned(MatchResult table) {
        Iterator<String> cells =
                CELL.matcher(table.group(2)).results().map(MatchResult::group).iterator();
        String rows =
                HEAD.matcher(table.group(1))
                        .results()
                        .map(head -> row(head.group(1), cells.next()))
                        .collect(Collectors.joining("\n"));
        return Matcher.quoteReplacement("<tbody>" + rows + "</tbody>");
    }

    private static String row(String head, String cell) {
        return "<tr><th scope=\"row\">" + head + "</th>" + cell + "</tr>";
    }

    private static String button(MatchResult link) {
        return Matcher.quoteReplacement(
                "<button type=\"button\" data-call=\"%s\" data-argument=\"%s\">%s</button>"
                        .formatted(link.group(1), link.group(2), link.group(3)));
    }

    private static void refuseInlineScript(String content) {
        Matcher inline = Pattern.compile("javascript:|<[^>]* on\\w+=").matcher(content);
        if (inline.find()) {
            throw new IllegalStateException(
                    "Deeplearning4j's page has a script in its markup: " + inline.group());
        }
    }

    private static IllegalStateException unlike(String anchor) {
        return new IllegalStateException("Deeplearning4j's page has no " + anchor);
    }
}
