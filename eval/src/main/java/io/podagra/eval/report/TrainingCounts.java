package io.podagra.eval.report;

import io.podagra.eval.LearningCurve;
import io.podagra.eval.Method;
import java.util.List;
import java.util.function.ToIntFunction;

/** Writes below a learning curve how many patients and images every point was trained on. */
final class TrainingCounts {
    private static final double LINE = 19;
    private static final double SIZE = 13;

    private final Sheet sheet;
    private final Plot plot;
    private final LearningCurve curve;

    TrainingCounts(Sheet sheet, Plot plot, LearningCurve curve) {
        this.sheet = sheet;
        this.plot = plot;
        this.curve = curve;
    }

    /**
     * @param methods with points of fractions; the patients are those of the first, being the same
     */
    void draw(List<Method> methods) {
        if (methods.isEmpty()) {
            return;
        }
        ChartWords words = sheet.words();
        sheet.remark(words.text("learning.counts"));
        drawRow(
                words.text("learning.patients"),
                Paint.INK,
                methods.get(0),
                LearningCurve.Point::trainingPatients);
        for (Method method : methods) {
            drawRow(
                    words.method(method),
                    Paint.of(method),
                    method,
                    LearningCurve.Point::trainingImages);
        }
        sheet.moveTo(sheet.bottom() + 6);
    }

    private void drawRow(
            String name, Paint paint, Method method, ToIntFunction<LearningCurve.Point> counted) {
        double y = sheet.bottom() + LINE;
        sheet.svg().text(plot.left() - 6, y, SIZE, Svg.Anchor.END, paint, name);
        double free = plot.left();
        for (LearningCurve.Point point : curve.points()) {
            if (point.kind() != LearningCurve.Kind.FRACTION || point.method() != method) {
                continue;
            }
            String count = Format.count(counted.applyAsInt(point));
            double half = TextLayout.width(count, SIZE) / 2;
            double x = Math.max(plot.x(point.fraction()), plot.left() + half);
            // Of fractions close together only the first has room.
            if (x - half >= free) {
                sheet.svg().text(x, y, SIZE, Svg.Anchor.MIDDLE, Paint.INK, count);
                free = x + half + 4;
            }
        }
        sheet.moveTo(y);
    }
}
