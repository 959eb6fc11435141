package io.podagra.eval.report;

import io.podagra.eval.Method;
import io.podagra.eval.MethodMetrics;
import io.podagra.eval.SetMetrics;
import io.podagra.eval.statistics.Calibration;
import io.podagra.eval.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Draws the reliability diagram of one set of images, with the counts behind every point. */
final class CalibrationChart {
    private static final int SHORT_COUNTS_IN_LINE = 10;
    private static final int LONG_COUNTS_IN_LINE = 5;

    /** Longer counts, such as {@code 120/168}, would be too small ten in a line. */
    private static final int SHORT = 6;

    private static final double LINE = 20;

    /** Of the size of a letter: about how wide a digit is. */
    private static final double WIDTH_OF_DIGIT = 0.62;

    private final Svg svg;

    private CalibrationChart(Svg svg) {
        this.svg = svg;
    }

    static String draw(String set, SetMetrics metrics, boolean synthetic) {
        String title = "Calibration, " + RocChart.setName(set);
        Svg svg = new Svg("calibration-" + set, title, description(metrics, synthetic));
        UnitSquare square = new UnitSquare(svg);
        square.drawFrame(title, "mean score of the bin", "share of abnormal images");
        CalibrationChart chart = new CalibrationChart(svg);
        Map<Method, MethodMetrics> methods = metrics.methods();
        methods.forEach(
                (method, figures) ->
                        figures.calibration()
                                .value()
                                .ifPresent(calibration -> chart.drawBins(method, calibration)));
        chart.drawLegend(methods);
        double bottom = chart.drawCounts(methods, UnitSquare.BOTTOM);
        return svg.toDocument(UnitSquare.WIDTH, square.drawNotice(bottom, synthetic));
    }

    private static String description(SetMetrics metrics, boolean synthetic) {
        String methods =
                metrics.methods().entrySet().stream()
                        .map(e -> e.getKey().word() + " model: " + legend(e.getValue()))
                        .collect(Collectors.joining("; "));
        return "Share of abnormal images against mean score in bins of about equally many images. %s.%s"
                .formatted(methods, synthetic ? " " + SyntheticNotice.TEXT : "");
    }

    private void drawBins(Method method, Calibration calibration) {
        Svg.Paint paint = Svg.Paint.of(method);
        List<double[]> points = new ArrayList<>();
        for (Calibration.Bin bin : calibration.bins()) {
            points.add(new double[] {bin.meanScore(), bin.observed()});
            Interval interval = bin.observedInterval(Interval.CONFIDENCE);
            double x = UnitSquare.x(bin.meanScore());
            svg.line(x, UnitSquare.y(interval.low()), x, UnitSquare.y(interval.high()), 1.3, paint);
        }
        svg.path(UnitSquare.path(points), 1.8, UnitSquare.dashes(method), paint);
        for (double[] point : points) {
            svg.marker(UnitSquare.x(point[0]), UnitSquare.y(point[1]), 4.5, method);
        }
    }

    private void drawLegend(Map<Method, MethodMetrics> methods) {
        double height = 23 * methods.size() + 10;
        svg.rectangle(UnitSquare.x(0) + 8, UnitSquare.y(1) + 8, 256, height, Svg.Paint.PAPER);
        double y = UnitSquare.y(1) + 29;
        for (Map.Entry<Method, MethodMetrics> entry : methods.entrySet()) {
            svg.marker(UnitSquare.x(0) + 24, y - 5, 5, entry.getKey());
            svg.text(
                    UnitSquare.x(0) + 40,
                    y,
                    14,
                    Svg.Anchor.START,
                    Svg.Paint.INK,
                    entry.getKey().word() + ": " + legend(entry.getValue()));
            y += 23;
        }
    }

    /** Writes the counts of the bins below the chart and returns where they end. */
    private double drawCounts(Map<Method, MethodMetrics> methods, double top) {
        double y = top + 14;
        svg.text(
                UnitSquare.LEFT,
                y,
                13,
                Svg.Anchor.START,
                Svg.Paint.MUTED,
                "abnormal / all images of each bin, lowest scores first");
        y += LINE + 2;
        for (Map.Entry<Method, MethodMetrics> entry : methods.entrySet()) {
            List<String> counts =
                    entry.getValue()
                            .calibration()
                            .fold(CalibrationChart::counts, why -> List.of("none"));
            svg.text(
                    UnitSquare.LEFT - 9,
                    y,
                    13,
                    Svg.Anchor.END,
                    Svg.Paint.of(entry.getKey()),
                    entry.getKey().word());
            y = drawCounts(counts, y);
        }
        return y;
    }

    private double drawCounts(List<String> counts, double top) {
        int longest = counts.stream().mapToInt(String::length).max().orElse(1);
        int inLine = longest > SHORT ? LONG_COUNTS_IN_LINE : SHORT_COUNTS_IN_LINE;
        double cell = UnitSquare.SIDE / inLine;
        double size = Math.min(13, (cell - 4) / (longest * WIDTH_OF_DIGIT));
        double y = top;
        for (int i = 0; i < counts.size(); i++) {
            if (i > 0 && i % inLine == 0) {
                y += LINE;
            }
            double x = UnitSquare.LEFT + (i % inLine + 0.5) * cell;
            svg.text(x, y, size, Svg.Anchor.MIDDLE, Svg.Paint.INK, counts.get(i));
        }
        return y + LINE;
    }

    private static List<String> counts(Calibration calibration) {
        return calibration.bins().stream()
                .map(bin -> String.format(Locale.ROOT, "%d/%d", bin.abnormal(), bin.images()))
                .toList();
    }

    private static String legend(MethodMetrics figures) {
        return figures.calibration()
                .fold(
                        calibration ->
                                "Brier %s, ECE %s"
                                        .formatted(
                                                Format.number(calibration.brier()),
                                                Format.number(calibration.ece())),
                        why -> why.text());
    }
}
