package io.podagra.eval.report;

import io.podagra.eval.Method;
import io.podagra.eval.MethodMetrics;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.SetMetrics;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.statistics.RocCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Draws the ROC curves of one set of images, each with its operating point. */
final class RocChart {
    private static final double LEGEND_WIDTH = 296;
    private static final double LEGEND_LINE = 23;

    /** Points nearer than this, of the side of the chart, look like one. */
    private static final double RESOLUTION = 0.5 / UnitSquare.SIDE;

    private RocChart() {}

    /**
     * @param table the images of the set
     * @param metrics the figures of the same set
     */
    static String draw(String set, ScoreTable table, SetMetrics metrics, boolean synthetic) {
        Svg svg = new Svg("roc-" + set, title(set), description(metrics, synthetic));
        UnitSquare square = new UnitSquare(svg);
        square.drawFrame(title(set), "1 \u2212 specificity (false positive rate)", "sensitivity");
        for (Method method : table.methods()) {
            RocCurve.of(table.scores(method))
                    .value()
                    .ifPresent(
                            curve ->
                                    svg.path(
                                            UnitSquare.path(visiblePoints(curve)),
                                            2.4,
                                            UnitSquare.dashes(method),
                                            Svg.Paint.of(method)));
        }
        metrics.methods().forEach((method, figures) -> drawOperatingPoint(svg, method, figures));
        drawLegend(svg, metrics.methods());
        double height = square.drawNotice(UnitSquare.BOTTOM, synthetic);
        return svg.toDocument(UnitSquare.WIDTH, height);
    }

    static String title(String set) {
        return "ROC curve, " + setName(set);
    }

    static String setName(String set) {
        return set.equals(StudyMetrics.ALL) ? "all images" : set;
    }

    private static String description(SetMetrics metrics, boolean synthetic) {
        String curves =
                metrics.methods().entrySet().stream()
                        .map(
                                entry ->
                                        "%s model: %s"
                                                .formatted(
                                                        entry.getKey().word(),
                                                        legend(entry.getValue())))
                        .collect(Collectors.joining("; "));
        return "%s of %s. %s.%s"
                .formatted(
                        Format.counted(metrics.images(), "image"),
                        Format.counted(metrics.patients(), "patient"),
                        curves,
                        synthetic ? " " + SyntheticNotice.TEXT : "");
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

    private static void drawOperatingPoint(Svg svg, Method method, MethodMetrics figures) {
        if (figures.sensitivity().value().isKnown() && figures.specificity().value().isKnown()) {
            svg.marker(
                    UnitSquare.x(1 - figures.specificity().value().orElseThrow()),
                    UnitSquare.y(figures.sensitivity().value().orElseThrow()),
                    6,
                    method);
        }
    }

    private static void drawLegend(Svg svg, Map<Method, MethodMetrics> methods) {
        double height = LEGEND_LINE * (methods.size() + 1) + 10;
        double left = UnitSquare.x(1) - LEGEND_WIDTH - 8;
        double top = UnitSquare.y(0) - height - 8;
        svg.rectangle(left, top, LEGEND_WIDTH, height, Svg.Paint.PAPER);
        double y = top + LEGEND_LINE;
        for (Map.Entry<Method, MethodMetrics> entry : methods.entrySet()) {
            Method method = entry.getKey();
            svg.path(
                    String.format(Locale.ROOT, "M%.1f %.1fh34", left + 8, y - 5),
                    2.4,
                    UnitSquare.dashes(method),
                    Svg.Paint.of(method));
            svg.text(
                    left + 50,
                    y,
                    14,
                    Svg.Anchor.START,
                    Svg.Paint.INK,
                    method.word() + ": " + legend(entry.getValue()));
            y += LEGEND_LINE;
        }
        drawLegendOfMarkers(svg, methods, left, y);
    }

    private static void drawLegendOfMarkers(
            Svg svg, Map<Method, MethodMetrics> methods, double left, double y) {
        double x = left + (methods.size() == 1 ? 25 : 16);
        List<String> thresholds = new ArrayList<>();
        for (Map.Entry<Method, MethodMetrics> entry : methods.entrySet()) {
            svg.marker(x, y - 5, 5, entry.getKey());
            x += 18;
            thresholds.add(Format.number(entry.getValue().threshold()));
        }
        svg.text(
                left + 50,
                y,
                14,
                Svg.Anchor.START,
                Svg.Paint.MUTED,
                "threshold " + String.join(" and ", thresholds));
    }

    private static String legend(MethodMetrics figures) {
        return figures.auc()
                .fold(
                        auc ->
                                "AUC %s (%s)"
                                        .formatted(
                                                Format.number(auc),
                                                figures.aucClustered()
                                                        .fold(
                                                                Format::interval,
                                                                why -> "no interval")),
                        why -> "no AUC, " + why);
    }
}
