package io.podagra.eval.report;

import io.podagra.eval.Method;
import java.util.List;
import java.util.Locale;

/** The frame of a chart whose axes both run from 0 to 1. */
final class UnitSquare {
    static final double WIDTH = 560;
    static final double LEFT = 72;
    static final double TOP = 52;
    static final double SIDE = 456;

    /** Where the axes with their names end. */
    static final double BOTTOM = WIDTH;

    private static final double LINE_OF_NOTICE = 20;

    private final Svg svg;

    UnitSquare(Svg svg) {
        this.svg = svg;
    }

    static double x(double value) {
        return LEFT + value * SIDE;
    }

    static double y(double value) {
        return TOP + (1 - value) * SIDE;
    }

    void drawFrame(String heading, String horizontal, String vertical) {
        svg.boldText(LEFT, 30, 18, Svg.Paint.INK, heading);
        for (int fifth = 0; fifth <= 5; fifth++) {
            double value = fifth / 5.0;
            String label = String.format(Locale.ROOT, "%.1f", value);
            svg.line(x(value), y(0), x(value), y(1), 1, Svg.Paint.GRID);
            svg.line(x(0), y(value), x(1), y(value), 1, Svg.Paint.GRID);
            svg.text(x(value), y(0) + 21, 14, Svg.Anchor.MIDDLE, Svg.Paint.MUTED, label);
            svg.text(x(0) - 9, y(value) + 5, 14, Svg.Anchor.END, Svg.Paint.MUTED, label);
        }
        svg.text(x(0.5), y(0) + 44, 15, Svg.Anchor.MIDDLE, Svg.Paint.INK, horizontal);
        svg.upwardText(24, y(0.5), 15, Svg.Paint.INK, vertical);
        svg.path(
                path(List.of(new double[] {0, 0}, new double[] {1, 1})),
                1.2,
                "3 4",
                Svg.Paint.MUTED);
    }

    /** Draws the notice below everything else and returns the height of the drawing. */
    double drawNotice(double bottom, boolean synthetic) {
        if (!synthetic) {
            return bottom;
        }
        double y = bottom + 20;
        for (String sentence : SyntheticNotice.SENTENCES) {
            svg.text(WIDTH / 2, y, 14, Svg.Anchor.MIDDLE, Svg.Paint.WARNING, sentence);
            y += LINE_OF_NOTICE;
        }
        return y;
    }

    /** The unbroken line of the single model or the dashed one of the multiple model. */
    static String dashes(Method method) {
        return switch (method) {
            case SINGLE -> "";
            case MULTIPLE -> "7 4";
        };
    }

    /** Straight lines through points given as x and y from 0 to 1. */
    static String path(List<double[]> points) {
        StringBuilder data = new StringBuilder();
        for (double[] point : points) {
            data.append(data.isEmpty() ? 'M' : 'L');
            appendTenths(data, x(point[0]));
            data.append(' ');
            appendTenths(data, y(point[1]));
        }
        return data.toString();
    }

    /** As {@code %.1f}, which takes most of the time of a report when called for every point. */
    private static void appendTenths(StringBuilder data, double value) {
        long tenths = Math.round(value * 10);
        data.append(tenths / 10).append('.').append(tenths % 10);
    }
}
