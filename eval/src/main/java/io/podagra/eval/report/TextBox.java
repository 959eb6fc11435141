package io.podagra.eval.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A box of a diagram with a heading and lines below it.
 *
 * @param width of the box
 * @param heading cut if it is too long
 * @param lines that fit
 */
record TextBox(double width, String heading, List<String> lines) {
    private static final double PADDING = 10;
    private static final double LINE = 19;
    private static final double HEADING = 15;
    private static final double TEXT = 13;

    TextBox {
        lines = List.copyOf(lines);
    }

    /** A box for phrases of any length, each on lines of its own. */
    static TextBox of(double width, String heading, List<String> phrases) {
        List<String> lines = new ArrayList<>();
        for (String phrase : phrases) {
            lines.addAll(TextLayout.wrap(phrase, TEXT, width - 2 * PADDING));
        }
        return new TextBox(width, heading, lines);
    }

    double height() {
        return 2 * PADDING + HEADING + lines.size() * LINE + 4;
    }

    /**
     * @param left of the box
     * @param top of the box
     * @param height at least {@link #height()}
     * @param outline how thick
     */
    void draw(Svg svg, double left, double top, double height, double outline) {
        svg.box(left, top, width, height, outline, Paint.INK);
        double x = left + PADDING;
        double y = top + PADDING + HEADING;
        svg.boldText(
                x,
                y,
                HEADING,
                Svg.Anchor.START,
                Paint.INK,
                TextLayout.cut(heading, HEADING, width - 2 * PADDING));
        for (String line : lines) {
            y += LINE;
            svg.text(x, y, TEXT, Svg.Anchor.START, Paint.INK, line);
        }
    }
}
