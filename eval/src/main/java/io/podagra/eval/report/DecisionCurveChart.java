package io.podagra.eval.report;

import io.podagra.eval.Method;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.statistics.DecisionCurve;
import io.podagra.eval.statistics.Figure;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws what acting on the scores is worth, beside acting on every image and on none. */
final class DecisionCurveChart {
    private static final double HEIGHT = 330;
    private static final String TREAT_ALL = "2 4";

    /** Markers stand at every tenth threshold, those of the second method between. */
    private static final int BETWEEN_MARKERS = 10;

    private final ChartWords words;
    private final StudyMetrics metrics;

    private DecisionCurveChart(ChartWords words, StudyMetrics metrics) {
        this.words = words;
        this.metrics = metrics;
    }

    static String draw(StudyMetrics metrics, Messages messages, boolean synthetic) {
        return new DecisionCurveChart(new ChartWords(messages), metrics).draw(synthetic);
    }

    private String draw(boolean synthetic) {
        Sheet sheet =
                new Sheet(
                        words,
                        "decision-curve",
                        words.text("decision.title"),
                        description(),
                        Plot.WIDTH,
                        synthetic);
        Plot plot =
                Plot.draw(
                        sheet,
                        HEIGHT,
                        Axis.unit(),
                        Axis.aroundZero(highest()),
                        words.text("decision.across"),
                        words.text("decision.upwards"));
        plot.line(List.of(new double[] {0, 0}, new double[] {1, 0}), 1.6, "", Paint.MUTED);
        Optional<DecisionCurve> any = known().findFirst();
        any.ifPresentOrElse(
                curve -> plot.line(treatAll(curve), 1.8, TREAT_ALL, Paint.INK),
                () -> plot.nothing(words.text("nothing")));
        metrics.decisionCurves()
                .forEach(
                        (method, figure) ->
                                figure.value()
                                        .ifPresent(curve -> drawCurve(sheet, plot, method, curve)));
        metrics.decisionCurves()
                .forEach(
                        (method, figure) ->
                                sheet.legend(sheet.lineOf(method), legend(method, figure)));
        if (any.isPresent()) {
            sheet.legend(sheet.line(1.8, TREAT_ALL, Paint.INK), words.text("decision.all"));
        }
        sheet.legend(sheet.line(1.6, "", Paint.MUTED), words.text("decision.none"));
        sheet.remark(words.text("decision.remark", Format.percent(metrics.prevalence())));
        return sheet.toDocument();
    }

    private Stream<DecisionCurve> known() {
        return metrics.decisionCurves().values().stream().flatMap(f -> f.value().stream());
    }

    /**
     * No curve rises above the prevalence, which may be so small that nothing else is to be seen.
     */
    private double highest() {
        return known().flatMap(curve -> curve.points().stream())
                .mapToDouble(point -> Math.max(point.netBenefit(), point.treatAll()))
                .filter(benefit -> benefit > 0)
                .max()
                .orElse(1);
    }

    private static List<double[]> treatAll(DecisionCurve curve) {
        return curve.points().stream()
                .map(point -> new double[] {point.threshold(), point.treatAll()})
                .toList();
    }

    private static void drawCurve(Sheet sheet, Plot plot, Method method, DecisionCurve curve) {
        List<double[]> points =
                curve.points().stream()
                        .map(point -> new double[] {point.threshold(), point.netBenefit()})
                        .toList();
        plot.line(points, 2.2, Plot.dashes(method), Paint.of(method));
        int first =
                switch (method) {
                    case SINGLE -> BETWEEN_MARKERS / 2 - 1;
                    case MULTIPLE -> BETWEEN_MARKERS - 1;
                };
        for (int i = first; i < points.size(); i += BETWEEN_MARKERS) {
            double[] point = points.get(i);
            if (plot.shows(point[1])) {
                sheet.svg().marker(plot.x(point[0]), plot.y(point[1]), 4, method);
            }
        }
    }

    private String description() {
        return words.text(
                "decision.description",
                Format.percent(metrics.prevalence()),
                metrics.decisionCurves().entrySet().stream()
                        .map(entry -> described(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(words.text("separator"))));
    }

    private String described(Method method, Figure<DecisionCurve> figure) {
        return words.about(
                words.method(method),
                figure.fold(
                        curve ->
                                words.list(
                                        List.of(at(curve, 0.25), at(curve, 0.5), at(curve, 0.75))),
                        why -> words.text("noCurve", words.reason(why))));
    }

    /** The net benefit at the drawn threshold next to a round one. */
    private String at(DecisionCurve curve, double threshold) {
        DecisionCurve.Point nearest =
                curve.points().stream()
                        .min(
                                Comparator.comparingDouble(
                                        point -> Math.abs(point.threshold() - threshold)))
                        .orElseThrow();
        return words.text(
                "decision.at",
                Format.number(nearest.netBenefit()),
                Format.ratio(nearest.threshold()));
    }

    private String legend(Method method, Figure<DecisionCurve> figure) {
        return figure.fold(
                curve -> words.method(method),
                why -> words.about(words.method(method), words.text("noCurve", words.reason(why))));
    }
}
