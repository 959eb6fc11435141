package io.podagra.ui.stock;

import io.podagra.ui.page.ClasspathAssets;
import io.podagra.ui.page.Page;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Deeplearning4j's own pages, changed in six ways before they are shown: scripts whose files are
 * not on the class path, and which the pages never use, are not asked for; the navigation leads to
 * our pages too; a style sheet of ours mends the layout; two figures that are always blank are left
 * out; so are the histograms, which are not recorded; and a script of ours says when a run's images
 * are synthetic.
 */
public final class StockPages {
    /** The pages by the template each is made from. */
    private static final Map<String, String> TEMPLATES =
            Map.of(
                    "/train/overview", "templates/TrainingOverview.html.ftl",
                    "/train/model", "templates/TrainingModel.html.ftl",
                    "/train/system", "templates/TrainingSystem.html.ftl");

    private static final Pattern SCRIPT =
            Pattern.compile("<script src=\"(/assets/[^\"]+)\"[^>]*>\\s*</script>");
    private static final Pattern BLANK_ROW =
            Pattern.compile(
                    "<tr>(?:(?!</tr>).)*id=\"(?:startTime|totalRuntime)\".*?</tr>", Pattern.DOTALL);

    /** Without its id a chart is not drawn, and the style sheet hides its box. */
    private static final Pattern HISTOGRAM_ID =
            Pattern.compile("id=\"(?:parameters|updates)histogram\"");

    private static final String HEAD_END = "</head>";
    private static final String ASSETS =
            "    <link rel=\"stylesheet\" href=\"/assets/podagra/stock-pages.css\">\n"
                    + "    <script defer src=\"/assets/podagra/stock-pages.js\"></script>\n    ";
    private static final String FIRST_LINK = "<li class=\"nav-item\">";
    private static final String LINKS =
            link(Page.ROC.path(), "cui-task", "Evaluation")
                    + link(Page.TRIALS.path(), "cui-layers", "Trials");

    private StockPages() {}

    public static boolean isPage(String path) {
        return TEMPLATES.containsKey(path);
    }

    static Set<String> templates() {
        return Set.copyOf(TEMPLATES.values());
    }

    /**
     * @param template the text of a template as Deeplearning4j ships it
     * @throws IllegalStateException if it is not the template this was written for
     */
    static String patch(String template) {
        Matcher scripts = SCRIPT.matcher(template);
        String patched =
                scripts.replaceAll(
                        script ->
                                ClasspathAssets.exists(script.group(1))
                                        ? Matcher.quoteReplacement(script.group())
                                        : "");
        patched = BLANK_ROW.matcher(patched).replaceAll("");
        patched = HISTOGRAM_ID.matcher(patched).replaceAll("data-histogram");
        patched = insertBefore(patched, HEAD_END, ASSETS);
        return insertBefore(patched, FIRST_LINK, LINKS);
    }

    private static String link(String page, String icon, String name) {
        return "<li class=\"nav-item\"><a class=\"nav-link\" href=\""
                + page
                + "\"><i class=\"nav-icon "
                + icon
                + "\"></i>"
                + name
                + "</a></li>\n                        ";
    }

    private static String insertBefore(String text, String anchor, String insertion) {
        int at = text.indexOf(anchor);
        if (at < 0) {
            throw new IllegalStateException("Deeplearning4j's page has no " + anchor);
        }
        return text.substring(0, at) + insertion + text.substring(at);
    }
}
