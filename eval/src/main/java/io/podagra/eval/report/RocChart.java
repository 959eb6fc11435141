package io.podagra.eval.report;

import io.podagra.eval.Method;
import io.podagra.eval.MethodMetrics;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.SetMetrics;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.statistics.RocBand;
import io.podagra.eval.statistics.RocCurve;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Draws the ROC curves of one set of images, each with its band and its operating point. */
final class RocChart {
    /** Points nearer than this share of the side of the chart look like one. */
    private static final double RESOLUTION = 0.5 / 456;

    private static final double TINT = 0.18;

    private final ChartWords words;
    private final SetMetrics metrics;

    private RocChart(ChartWords words, SetMetrics metrics) {
        this.words = words;
        this.metrics = metrics;
    }

    /**
     * @param table the images of the set
     * @param metrics the figures of the same set
     */
    static String draw(
            String set,
            ScoreTable table,
            SetMetrics metrics,
            Messages messages,
            boolean synthetic) {
        return new RocChart(new ChartWords(messages), metrics).draw(set, table, synthetic);
    }

    static String setName(String set) {
        return set.equals(StudyMetrics.ALL) ? "all images" : set;
    }

    private String draw(String set, ScoreTable table, boolean synthetic) {
        Sheet sheet =
                new Sheet(
                        words,
                        "roc-" + set,
                        words.text("roc.title", words.set(set)),
                        description(),
                        Plot.WIDTH,
                        synthetic);
        Plot plot = Plot.square(sheet, words.text("roc.across"), words.text("roc.upwards"));
        metrics.methods()
                .forEach(
                        (method, figures) ->
                                figures.rocBand()
                                        .value()
                                        .ifPresent(band -> drawBand(sheet, plot, band, method)));
        boolean none = true;
        for (Method method : table.methods()) {
            var curve = RocCurve.of(table.scores(method)).value();
            curve.ifPresent(
                    c -> plot.line(visiblePoints(c), 2.4, Plot.dashes(method), Paint.of(method)));
            none &= curve.isEmpty();
        }
        if (none) {
            plot.nothing(words.text("nothing"));
        }
        metrics.methods()
                .forEach((method, figures) -> drawOperatingPoint(sheet, plot, method, figures));
        metrics.methods()
                .forEach(
                        (method, figures) ->
                                sheet.legend(sheet.lineOf(method), legend(method, figures)));
        sheet.remark(words.text("roc.remark", words.size(metrics)));
        return sheet.toDocument();
    }

    private String description() {
        return words.text(
                "roc.description",
                words.size(metrics),
                metrics.methods().entrySet().stream()
                        .map(entry -> legend(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(words.text("separator"))));
    }

    /**
     * Fills the band of one method and hatches the other's, so that both are seen where they meet.
     */
    private static void drawBand(Sheet sheet, Plot plot, RocBand band, Method method) {
        Paint paint = Paint.of(method);
        List<double[]> low = new ArrayList<>();
        List<double[]> high = new ArrayList<>();
        StringBuilder hatching = new StringBuilder();
        for (RocBand.Point point : band.points()) {
            low.add(new double[] {point.falsePositiveRate(), point.low()});
            high.add(new double[] {point.falsePositiveRate(), point.high()});
            if (low.size() % 2 == 0) {
                hatching.append(
                        plot.path(List.of(low.get(low.size() - 1), high.get(high.size() - 1))));
            }
        }
        switch (method) {
            case SINGLE -> {
                List<double[]> around = new ArrayList<>(high);
                Collections.reverse(around);
                around.addAll(0, low);
                sheet.svg().tint(plot.path(around), TINT, paint);
            }
            case MULTIPLE -> sheet.svg().path(hatching.toString(), 0.9, "", paint);
        }
        plot.line(low, 1, Plot.dashes(method), paint);
        plot.line(high, 1, Plot.dashes(method), paint);
    }

    private static List<double[]> visiblePoints(RocCurve curve) {
        List<double[]> visible = new ArrayList<>();
        double[] last = {-1, -1};
        List<RocCurve.Point> points = curve.points();
        for (int i = 0; i < points.size(); i++) {
            double[] point = {points.get(i).falsePositiveRate(), points.get(i).truePositiveRate()};
            double moved = Math.max(point[0] - last[0], point[1] - last[1]);
            if (moved >= RESOLUTION || i == points.size() - 1) {
                visible.add(point);
                last = point;
            }
        }
        return visible;
    }

    private static void drawOperatingPoint(
            Sheet sheet, Plot plot, Method method, MethodMetrics figures) {
        if (figures.sensitivity().value().isKnown() && figures.specificity().value().isKnown()) {
            sheet.svg()
                    .marker(
                            plot.x(1 - figures.specificity().value().orElseThrow()),
                            plot.y(figures.sensitivity().value().orElseThrow()),
                            6,
                            method);
        }
    }

    private String legend(Method method, MethodMetrics figures) {
        List<String> phrases = new ArrayList<>();
        phrases.add(words.auc(figures.auc(), figures.aucClustered()));
        if (figures.auc().isKnown()) {
            phrases.add(words.text("roc.threshold", Format.number(figures.threshold())));
            figures.rocBand()
                    .<List<String>>fold(
                            band -> List.of(),
                            why -> List.of(words.text("roc.noBand", words.reason(why))))
                    .forEach(phrases::add);
        }
        return words.about(words.method(method), words.list(phrases));
    }
}
