package io.podagra.eval.report;

import io.podagra.eval.Method;
import io.podagra.eval.statistics.Interval;
import java.util.List;
import java.util.Locale;

/** The frame of a chart with two axes, and where values lie in it. */
final class Plot {
    /** How wide a sheet is that holds a plot alone. */
    static final double WIDTH = 576;

    private static final double LEFT = 86;
    private static final double SIDE = 456;
    private static final double CAP = 4;

    private final Svg svg;
    private final double left;
    private final double top;
    private final double width;
    private final double height;
    private final Axis horizontal;
    private final Axis vertical;

    private Plot(
            Svg svg,
            double left,
            double top,
            double width,
            double height,
            Axis horizontal,
            Axis vertical) {
        this.svg = svg;
        this.left = left;
        this.top = top;
        this.width = width;
        this.height = height;
        this.horizontal = horizontal;
        this.vertical = vertical;
    }

    /** Draws a square whose axes both run from 0 to 1, with its diagonal. */
    static Plot square(Sheet sheet, String across, String upwards) {
        Plot plot = draw(sheet, SIDE, Axis.unit(), Axis.unit(), across, upwards);
        plot.line(List.of(new double[] {0, 0}, new double[] {1, 1}), 1.2, "3 4", Paint.MUTED);
        return plot;
    }

    /** Draws the frame below what is on the sheet, with marks and the names of the axes. */
    static Plot draw(
            Sheet sheet,
            double height,
            Axis horizontal,
            Axis vertical,
            String across,
            String upwards) {
        Svg svg = sheet.svg();
        Plot plot = new Plot(svg, LEFT, sheet.bottom(), SIDE, height, horizontal, vertical);
        double base = sheet.bottom() + height;
        for (double mark : horizontal.marks()) {
            svg.line(plot.x(mark), base, plot.x(mark), plot.top, 1, Paint.GRID);
            svg.text(
                    plot.x(mark),
                    base + 21,
                    14,
                    Svg.Anchor.MIDDLE,
                    Paint.MUTED,
                    horizontal.label(mark));
        }
        for (double mark : vertical.marks()) {
            svg.line(LEFT, plot.y(mark), LEFT + SIDE, plot.y(mark), 1, Paint.GRID);
            svg.text(
                    LEFT - 9,
                    plot.y(mark) + 5,
                    14,
                    Svg.Anchor.END,
                    Paint.MUTED,
                    vertical.label(mark));
        }
        svg.text(LEFT + SIDE / 2, base + 44, 15, Svg.Anchor.MIDDLE, Paint.INK, across);
        svg.upwardText(22, sheet.bottom() + height / 2, 15, Paint.INK, upwards);
        sheet.moveTo(base + 54);
        return plot;
    }

    double x(double value) {
        return left + horizontal.share(value) * width;
    }

    double y(double value) {
        return top + (1 - vertical.share(value)) * height;
    }

    double left() {
        return left;
    }

    double width() {
        return width;
    }

    /** Whether a value of the vertical axis lies above its low end. */
    boolean shows(double value) {
        return value >= vertical.low();
    }

    /** The unbroken line of the single model or the dashed one of the multiple model. */
    static String dashes(Method method) {
        return switch (method) {
            case SINGLE -> "";
            case MULTIPLE -> "7 4";
        };
    }

    /**
     * Draws straight lines through points given as values of both axes, as far as they lie above
     * the low end of the vertical axis.
     */
    void line(List<double[]> points, double thickness, String dashes, Paint paint) {
        String data = path(points);
        if (!data.isEmpty()) {
            svg.path(data, thickness, dashes, paint);
        }
    }

    /** Draws the interval of a value of the vertical axis as a bar with caps. */
    void bar(double x, Interval interval, double thickness, String dashes, Paint paint) {
        double low = y(interval.low());
        double high = y(interval.high());
        svg.path(
                String.format(Locale.ROOT, "M%.1f %.1fV%.1f", x, low, high),
                thickness,
                dashes,
                paint);
        svg.line(x - CAP, low, x + CAP, low, thickness, paint);
        svg.line(x - CAP, high, x + CAP, high, thickness, paint);
    }

    /** Writes in the middle that there is nothing to draw. */
    void nothing(String text) {
        double y = top + height / 2;
        List<String> lines = TextLayout.wrap(text, 16, 0.8 * width);
        for (String line : lines) {
            double half = TextLayout.width(line, 16) / 2 + 8;
            svg.rectangle(left + width / 2 - half, y - 18, 2 * half, 26, Paint.PAPER);
            svg.text(left + width / 2, y, 16, Svg.Anchor.MIDDLE, Paint.INK, line);
            y += 24;
        }
    }

    /** The commands of a path through points; empty if no part of it is in the plot. */
    String path(List<double[]> points) {
        StringBuilder data = new StringBuilder();
        boolean drawing = false;
        for (int i = 0; i < points.size(); i++) {
            double[] point = points.get(i);
            boolean inside = shows(point[1]);
            if (i > 0 && inside != drawing) {
                append(data, drawing ? 'L' : 'M', crossing(points.get(i - 1), point));
            }
            if (inside) {
                append(data, data.isEmpty() || (i == 0) ? 'M' : 'L', point);
            }
            drawing = inside;
        }
        return data.toString();
    }

    /** Where the line between two points meets the low end of the vertical axis. */
    private double[] crossing(double[] from, double[] to) {
        double share = (vertical.low() - from[1]) / (to[1] - from[1]);
        return new double[] {from[0] + share * (to[0] - from[0]), vertical.low()};
    }

    private void append(StringBuilder data, char command, double[] point) {
        data.append(command);
        appendTenths(data, x(point[0]));
        data.append(' ');
        appendTenths(data, y(point[1]));
    }

    /** As {@code %.1f}, which takes most of the time of a report when called for every point. */
    private static void appendTenths(StringBuilder data, double value) {
        long tenths = Math.round(value * 10);
        data.append(tenths / 10).append('.').append(tenths % 10);
    }
}
