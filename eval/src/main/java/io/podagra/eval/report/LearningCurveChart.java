package io.podagra.eval.report;

import io.podagra.eval.LearningCurve;
import io.podagra.eval.LearningCurve.Kind;
import io.podagra.eval.Method;
import io.podagra.eval.statistics.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Draws the area under the ROC curve by the share of the training patients. */
final class LearningCurveChart {
    private static final double HEIGHT = 330;

    /** With room for the markers beside 1. */
    private static final Axis FRACTIONS = new Axis(0, 1.04, 0.2, 1);

    /** So that the intervals of the two methods stand beside each other. */
    private static final double ASIDE = 0.013;

    private final ChartWords words;
    private final LearningCurve curve;

    private LearningCurveChart(ChartWords words, LearningCurve curve) {
        this.words = words;
        this.curve = curve;
    }

    static String draw(LearningCurve curve, Messages messages, boolean synthetic) {
        return new LearningCurveChart(new ChartWords(messages), curve).draw(synthetic);
    }

    private String draw(boolean synthetic) {
        Sheet sheet =
                new Sheet(
                        words,
                        "learning-curve",
                        words.text("learning.title"),
                        words.text(
                                "learning.description",
                                curve.points().stream()
                                        .map(this::described)
                                        .collect(Collectors.joining(words.text("separator")))),
                        Plot.WIDTH,
                        synthetic);
        Plot plot =
                Plot.draw(
                        sheet,
                        HEIGHT,
                        FRACTIONS,
                        Axis.areas(lowest()),
                        words.text("learning.across"),
                        words.text("axis.auc"));
        for (Method method : methods()) {
            plot.line(line(method), 2, Plot.dashes(method), Paint.of(method));
        }
        known().forEach(point -> drawPoint(sheet, plot, point));
        if (known().findAny().isEmpty()) {
            plot.nothing(words.text("nothing"));
        }
        new TrainingCounts(sheet, plot, curve).draw(methods());
        for (Method method : methods()) {
            sheet.legend(sheet.lineOf(method), words.method(method));
        }
        points(Kind.EQUAL_N).forEach(point -> sheet.legend(hollow(sheet, point), equal(point)));
        sheet.remark(words.text("learning.remark"));
        curve.points().forEach(point -> remarkUndefined(sheet, point));
        return sheet.toDocument();
    }

    private double lowest() {
        return known().flatMapToDouble(
                        point ->
                                DoubleStream.of(
                                        point.auc().orElseThrow(),
                                        point.interval().value().map(Interval::low).orElse(1.0)))
                .min()
                .orElse(0.5);
    }

    private Stream<LearningCurve.Point> known() {
        return curve.points().stream().filter(point -> point.auc().isKnown());
    }

    private Stream<LearningCurve.Point> points(Kind kind) {
        return curve.points().stream().filter(point -> point.kind() == kind);
    }

    private List<Method> methods() {
        return Arrays.stream(Method.values())
                .filter(m -> points(Kind.FRACTION).anyMatch(point -> point.method() == m))
                .toList();
    }

    private List<double[]> line(Method method) {
        return known().filter(point -> point.kind() == Kind.FRACTION && point.method() == method)
                .map(point -> new double[] {x(point), point.auc().orElseThrow()})
                .toList();
    }

    /**
     * Where a point stands: those of the methods beside each other, so that intervals stay apart.
     */
    private static double x(LearningCurve.Point point) {
        if (point.kind() == Kind.EQUAL_N) {
            return point.fraction();
        }
        return point.fraction() + (point.method() == Method.SINGLE ? -ASIDE : ASIDE);
    }

    private static void drawPoint(Sheet sheet, Plot plot, LearningCurve.Point point) {
        boolean equal = point.kind() == Kind.EQUAL_N;
        double x = plot.x(x(point));
        point.interval()
                .value()
                .ifPresent(
                        interval ->
                                plot.bar(
                                        x,
                                        interval,
                                        1.4,
                                        equal ? "2 3" : "",
                                        Paint.of(point.method())));
        double y = plot.y(point.auc().orElseThrow());
        if (equal) {
            sheet.svg().hollowMarker(x, y, 6, point.method());
        } else {
            sheet.svg().marker(x, y, 5, point.method());
        }
    }

    private static Sheet.Sample hollow(Sheet sheet, LearningCurve.Point point) {
        return (x, y) -> sheet.svg().hollowMarker(x + Sheet.SAMPLE / 2, y, 5.5, point.method());
    }

    private String equal(LearningCurve.Point point) {
        return words.text(
                "learning.equal",
                words.method(point.method()),
                words.counted(point.trainingImages(), "images"),
                words.auc(point.auc(), point.interval()));
    }

    private String described(LearningCurve.Point point) {
        return point.kind() == Kind.EQUAL_N
                ? equal(point)
                : words.text(
                        "learning.point",
                        words.method(point.method()),
                        percent(point.fraction()),
                        words.counted(point.trainingPatients(), "patients"),
                        words.auc(point.auc(), point.interval()));
    }

    private static String percent(double share) {
        return Format.percent(share).replaceFirst("\\.?0+$", "");
    }

    /** Says why a point has no marker or no interval. */
    private void remarkUndefined(Sheet sheet, LearningCurve.Point point) {
        if (point.kind() == Kind.FRACTION
                && !(point.auc().isKnown() && point.interval().isKnown())) {
            sheet.remark(described(point));
        }
    }
}
