package io.podagra.eval.report;

import io.podagra.eval.Method;
import java.util.Locale;

/**
 * What every chart is drawn on: the heading above, then the drawing, then a legend, remarks and the
 * notice that images were drawn. Keeps track of where the next thing below goes.
 */
final class Sheet {
    /** At the left and the right. */
    static final double MARGIN = 24;

    /** How long a line is in the legend. */
    static final double SAMPLE = 44;

    private static final double HEADING = 18;
    private static final double LEGEND = 14;
    private static final double REMARK = 13;

    private final Svg svg;
    private final ChartWords words;
    private final double width;
    private final boolean synthetic;
    private double bottom = 8;

    /**
     * @param id unlike that of any other chart on the same page
     * @param title the heading
     * @param description what one would see, for those who cannot; sentences
     * @param synthetic whether to say that the images were drawn
     */
    Sheet(
            ChartWords words,
            String id,
            String title,
            String description,
            double width,
            boolean synthetic) {
        this.words = words;
        this.width = width;
        this.synthetic = synthetic;
        this.svg =
                new Svg(
                        id,
                        words.messages().language(),
                        title,
                        synthetic
                                ? description + " " + String.join(" ", words.notice())
                                : description);
        for (String line : TextLayout.wrap(title, HEADING, width - 2 * MARGIN)) {
            bottom += 24;
            svg.boldText(MARGIN, bottom, HEADING, Svg.Anchor.START, Paint.INK, line);
        }
        bottom += 20;
    }

    /** What stands in a legend before the words, from this x on and around this y. */
    @FunctionalInterface
    interface Sample {
        void draw(double x, double y);
    }

    Svg svg() {
        return svg;
    }

    ChartWords words() {
        return words;
    }

    /** Where the next thing may begin. */
    double bottom() {
        return bottom;
    }

    void moveTo(double y) {
        bottom = y;
    }

    /** Writes an entry of the legend beside a sample of what it explains. */
    void legend(Sample sample, String text) {
        double left = MARGIN + SAMPLE + 12;
        boolean first = true;
        for (String line : TextLayout.wrap(text, LEGEND, width - MARGIN - left)) {
            bottom += 21;
            if (first) {
                sample.draw(MARGIN, bottom - 5);
                first = false;
            }
            svg.text(left, bottom, LEGEND, Svg.Anchor.START, Paint.INK, line);
        }
    }

    /** The line of a method with its marker, for the legend. */
    Sample lineOf(Method method) {
        return (x, y) -> {
            sampleLine(x, y, 2.4, Plot.dashes(method), Paint.of(method));
            svg.marker(x + SAMPLE / 2, y, 5, method);
        };
    }

    /** A line without marker, for the legend. */
    Sample line(double thickness, String dashes, Paint paint) {
        return (x, y) -> sampleLine(x, y, thickness, dashes, paint);
    }

    private void sampleLine(double x, double y, double thickness, String dashes, Paint paint) {
        svg.path(
                String.format(Locale.ROOT, "M%.1f %.1fh%.0f", x, y, SAMPLE),
                thickness,
                dashes,
                paint);
    }

    /** Writes a remark below what is there. */
    void remark(String text) {
        bottom += 5;
        for (String line : TextLayout.wrap(text, REMARK, width - 2 * MARGIN)) {
            bottom += 18;
            svg.text(MARGIN, bottom, REMARK, Svg.Anchor.START, Paint.MUTED, line);
        }
    }

    /** The whole chart. */
    String toDocument() {
        if (synthetic) {
            bottom += 6;
            for (String sentence : words.notice()) {
                bottom += 20;
                svg.text(MARGIN, bottom, 14, Svg.Anchor.START, Paint.WARNING, sentence);
            }
        }
        return svg.toDocument(width, bottom + 16);
    }
}
