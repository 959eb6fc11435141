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

    private final Sheet sheet;
    private final ChartWords words;
    private final Plot plot;

    private CalibrationChart(Sheet sheet, ChartWords words, Plot plot) {
        this.sheet = sheet;
        this.words = words;
        this.plot = plot;
    }

    static String draw(String set, SetMetrics metrics, Messages messages, boolean synthetic) {
        ChartWords words = new ChartWords(messages);
        Sheet sheet =
                new Sheet(
                        words,
                        "calibration-" + set,
                        words.text("calibration.title", words.set(set)),
                        description(words, metrics),
                        Plot.WIDTH,
                        synthetic);
        Plot plot =
                Plot.square(
                        sheet, words.text("calibration.across"), words.text("calibration.upwards"));
        CalibrationChart chart = new CalibrationChart(sheet, words, plot);
        Map<Method, MethodMetrics> methods = metrics.methods();
        methods.forEach(
                (method, figures) ->
                        figures.calibration()
                                .value()
                                .ifPresent(calibration -> chart.drawBins(method, calibration)));
        methods.forEach(
                (method, figures) ->
                        sheet.legend(sheet.lineOf(method), legend(words, method, figures)));
        sheet.remark(words.text("calibration.remark"));
        sheet.remark(words.text("calibration.counts"));
        sheet.moveTo(chart.drawCounts(methods, sheet.bottom() + LINE));
        return sheet.toDocument();
    }

    private static String description(ChartWords words, SetMetrics metrics) {
        return words.text(
                "calibration.description",
                words.size(metrics),
                metrics.methods().entrySet().stream()
                        .map(entry -> legend(words, entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(words.text("separator"))));
    }

    private void drawBins(Method method, Calibration calibration) {
        Paint paint = Paint.of(method);
        List<double[]> points = new ArrayList<>();
        for (Calibration.Bin bin : calibration.bins()) {
            points.add(new double[] {bin.meanScore(), bin.observed()});
            plot.bar(
                    plot.x(bin.meanScore()),
                    bin.observedInterval(Interval.CONFIDENCE),
                    1.3,
                    "",
                    paint);
        }
        plot.line(points, 1.8, Plot.dashes(method), paint);
        for (double[] point : points) {
            sheet.svg().marker(plot.x(point[0]), plot.y(point[1]), 4.5, method);
        }
    }

    /** Writes the counts of the bins below the chart and returns where they end. */
    private double drawCounts(Map<Method, MethodMetrics> methods, double top) {
        double y = top;
        for (Map.Entry<Method, MethodMetrics> entry : methods.entrySet()) {
            List<String> counts =
                    entry.getValue()
                            .calibration()
                            .fold(CalibrationChart::counts, why -> List.of(words.text("none")));
            sheet.svg()
                    .text(
                            plot.left() - 4,
                            y,
                            13,
                            Svg.Anchor.END,
                            Paint.of(entry.getKey()),
                            words.method(entry.getKey()));
            y = drawCounts(counts, y);
        }
        return y - LINE;
    }

    private double drawCounts(List<String> counts, double top) {
        int longest = counts.stream().mapToInt(String::length).max().orElse(1);
        int inLine = longest > SHORT ? LONG_COUNTS_IN_LINE : SHORT_COUNTS_IN_LINE;
        double cell = plot.width() / inLine;
        double size = Math.min(13, (cell - 4) / (longest * WIDTH_OF_DIGIT));
        double y = top;
        for (int i = 0; i < counts.size(); i++) {
            if (i > 0 && i % inLine == 0) {
                y += LINE;
            }
            double x = plot.left() + (i % inLine + 0.5) * cell;
            sheet.svg().text(x, y, size, Svg.Anchor.MIDDLE, Paint.INK, counts.get(i));
        }
        return y + LINE;
    }

    private static List<String> counts(Calibration calibration) {
        return calibration.bins().stream()
                .map(bin -> String.format(Locale.ROOT, "%d/%d", bin.abnormal(), bin.images()))
                .toList();
    }

    private static String legend(ChartWords words, Method method, MethodMetrics figures) {
        return words.about(
                words.method(method),
                figures.calibration()
                        .fold(
                                calibration ->
                                        words.text(
                                                "calibration.legend",
                                                Format.number(calibration.brier()),
                                                Format.number(calibration.ece())),
                                words::reason));
    }
}
