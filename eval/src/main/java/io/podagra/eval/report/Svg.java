package io.podagra.eval.report;

import io.podagra.eval.Method;
import java.util.Locale;

/**
 * Collects the shapes of one drawing. Colours stand in the attributes, for the many programs that
 * read no style sheet; browsers replace them in the dark.
 */
final class Svg {
    /** Which end of a text its position is. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    private final String id;
    private final Language language;
    private final String title;
    private final String description;
    private final StringBuilder shapes = new StringBuilder();

    /**
     * @param id unlike that of any other drawing on the same page
     * @param language of the words
     * @param title a name for the drawing
     * @param description what one would see, for those who cannot
     */
    Svg(String id, Language language, String title, String description) {
        // A reference to several identifiers parts them at spaces.
        this.id = id.replaceAll("\\s", "_");
        this.language = language;
        this.title = title;
        this.description = description;
    }

    void text(double x, double y, double size, Anchor anchor, Paint paint, String text) {
        add(
                "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.1f\" text-anchor=\"%s\" %s>%s</text>",
                x, y, size, word(anchor), paint.fill(), escape(text));
    }

    void boldText(double x, double y, double size, Anchor anchor, Paint paint, String text) {
        add(
                "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.1f\" font-weight=\"600\""
                        + " text-anchor=\"%s\" %s>%s</text>",
                x, y, size, word(anchor), paint.fill(), escape(text));
    }

    /** Text that runs upwards, centred on the position. */
    void upwardText(double x, double y, double size, Paint paint, String text) {
        add(
                "<text transform=\"translate(%.1f %.1f) rotate(-90)\" font-size=\"%.1f\""
                        + " text-anchor=\"middle\" %s>%s</text>",
                x, y, size, paint.fill(), escape(text));
    }

    void line(double x1, double y1, double x2, double y2, double width, Paint paint) {
        add(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke-width=\"%.1f\" %s/>",
                x1, y1, x2, y2, width, paint.stroke());
    }

    /**
     * @param data the path's commands
     * @param dashes lengths of dash and gap; empty for an unbroken line
     */
    void path(String data, double width, String dashes, Paint paint) {
        add(
                "<path d=\"%s\" stroke-width=\"%.1f\" stroke-linejoin=\"round\"%s %s/>",
                data,
                width,
                dashes.isEmpty() ? "" : " stroke-dasharray=\"" + dashes + "\"",
                paint.stroke());
    }

    /** An area that lets show through what is behind it. */
    void tint(String data, double opacity, Paint paint) {
        add("<path d=\"%sz\" fill-opacity=\"%.2f\" %s/>", data, opacity, paint.fill());
    }

    void rectangle(double x, double y, double width, double height, Paint paint) {
        add(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" %s/>",
                x, y, width, height, paint.fill());
    }

    /** A box with an outline of this width and paper inside. */
    void box(double x, double y, double width, double height, double outline, Paint paint) {
        add(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" stroke-width=\"%.1f\""
                        + " %s/>",
                x, y, width, height, outline, paint.outline());
    }

    /**
     * A disc for the single model and a diamond for the multiple one, told apart without colour.
     */
    void marker(double x, double y, double radius, Method method) {
        marker(x, y, radius, method, Paint.of(method).fill());
    }

    /** The outline of a marker, for what must not be taken for the rest. */
    void hollowMarker(double x, double y, double radius, Method method) {
        marker(x, y, radius, method, "stroke-width=\"1.8\" " + Paint.of(method).outline());
    }

    private void marker(double x, double y, double radius, Method method, String paint) {
        switch (method) {
            case SINGLE ->
                    add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" %s/>", x, y, radius, paint);
            case MULTIPLE ->
                    add(
                            "<path d=\"M%.1f %.1fl%4$.1f %4$.1fl-%4$.1f %4$.1fl-%4$.1f -%4$.1fz\""
                                    + " %3$s/>",
                            x, y - 1.3 * radius, paint, 1.3 * radius);
        }
    }

    /** The whole drawing, on paper of this size. */
    String toDocument(double width, double height) {
        return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$.0f %2$.0f" width="%1$.0f" height="%2$.0f" \
        lang="%9$s" xml:lang="%9$s" class="podagra-chart" role="img" \
        aria-labelledby="%3$s-title %3$s-description" \
        font-family="system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', \
        'Noto Sans CJK SC', 'DejaVu Sans', Arial, sans-serif">
        <title id="%3$s-title">%4$s</title>
        <desc id="%3$s-description">%5$s</desc>
        <style>%6$s</style>
        <rect width="100%%" height="100%%" %7$s/>
        %8$s</svg>
        """
                .formatted(
                        width,
                        Math.ceil(height),
                        escape(id),
                        escape(title),
                        escape(description),
                        Paint.darkStyle(),
                        Paint.PAPER.fill(),
                        shapes,
                        language.tag());
    }

    private void add(String format, Object... arguments) {
        shapes.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    private static String word(Anchor anchor) {
        return anchor.name().toLowerCase(Locale.ROOT);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                // What XML 1.0 allows in no spelling.
                .replaceAll(
                        "[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]",
                        "\uFFFD");
    }
}
