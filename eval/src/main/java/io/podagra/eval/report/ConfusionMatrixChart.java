package io.podagra.eval.report;

import io.podagra.eval.Method;
import io.podagra.eval.MethodMetrics;
import io.podagra.eval.SetMetrics;
import io.podagra.eval.statistics.ConfusionCounts;
import io.podagra.eval.statistics.Figure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Draws the calls of each method against the labels, as counts and as shares of the labels. */
final class ConfusionMatrixChart {
    private static final double CELL_WIDTH = 124;
    private static final double CELL_HEIGHT = 84;
    private static final double ROW_NAMES = 92;
    private static final double GAP = 36;
    private static final double PANEL = ROW_NAMES + 2 * CELL_WIDTH;

    /** Of the tint behind a cell that holds all images of its row. */
    private static final double STRONGEST_TINT = 0.42;

    private static final double OUTLINE = 1.2;
    private static final double OUTLINE_OF_RIGHT = 3;

    private final ChartWords words;
    private final SetMetrics metrics;

    private ConfusionMatrixChart(ChartWords words, SetMetrics metrics) {
        this.words = words;
        this.metrics = metrics;
    }

    static String draw(String set, SetMetrics metrics, Messages messages, boolean synthetic) {
        return new ConfusionMatrixChart(new ChartWords(messages), metrics).draw(set, synthetic);
    }

    private String draw(String set, boolean synthetic) {
        int panels = Math.max(1, metrics.methods().size());
        double width = 2 * Sheet.MARGIN + panels * PANEL + (panels - 1) * GAP;
        Sheet sheet =
                new Sheet(
                        words,
                        "confusion-" + set,
                        words.text("confusion.title", words.set(set)),
                        description(),
                        width,
                        synthetic);
        double left = Sheet.MARGIN;
        double top = sheet.bottom();
        for (Map.Entry<Method, MethodMetrics> entry : metrics.methods().entrySet()) {
            drawPanel(sheet, left, top, entry.getKey(), entry.getValue());
            left += PANEL + GAP;
        }
        sheet.moveTo(top + 56 + 2 * CELL_HEIGHT + 6);
        metrics.methods().forEach((method, figures) -> sheet.remark(shares(method, figures)));
        sheet.remark(words.text("confusion.remark"));
        return sheet.toDocument();
    }

    private void drawPanel(
            Sheet sheet, double left, double top, Method method, MethodMetrics figures) {
        Svg svg = sheet.svg();
        double cells = left + ROW_NAMES;
        svg.marker(left + 8, top + 13, 5, method);
        svg.boldText(
                left + 22,
                top + 18,
                15,
                Svg.Anchor.START,
                Paint.of(method),
                words.text(
                        "confusion.panel",
                        words.method(method),
                        Format.number(figures.threshold())));
        List<String> columns =
                List.of(words.text("confusion.abnormal"), words.text("confusion.normal"));
        for (int column = 0; column < columns.size(); column++) {
            svg.text(
                    cells + (column + 0.5) * CELL_WIDTH,
                    top + 46,
                    14,
                    Svg.Anchor.MIDDLE,
                    Paint.MUTED,
                    columns.get(column));
        }
        ConfusionCounts counts = figures.counts();
        double first = top + 56;
        drawRow(svg, cells, first, method, "abnormal", new int[] {counts.tp(), counts.fn()}, 0);
        drawRow(
                svg,
                cells,
                first + CELL_HEIGHT,
                method,
                "normal",
                new int[] {counts.fp(), counts.tn()},
                1);
    }

    private void drawRow(
            Svg svg, double left, double top, Method method, String label, int[] row, int right) {
        int all = row[0] + row[1];
        double middle = top + CELL_HEIGHT / 2;
        svg.text(left - 10, middle, 14, Svg.Anchor.END, Paint.INK, words.text("label." + label));
        svg.text(
                left - 10,
                middle + 18,
                13,
                Svg.Anchor.END,
                Paint.MUTED,
                words.text("n", Format.count(all)));
        // The cell of right calls last, so that its thicker outline is whole.
        drawCell(svg, left, top, method, row, 1 - right, OUTLINE);
        drawCell(svg, left, top, method, row, right, OUTLINE_OF_RIGHT);
    }

    private void drawCell(
            Svg svg,
            double left,
            double top,
            Method method,
            int[] row,
            int column,
            double outline) {
        int all = row[0] + row[1];
        double x = left + column * CELL_WIDTH;
        double middle = x + CELL_WIDTH / 2;
        svg.box(x, top, CELL_WIDTH, CELL_HEIGHT, outline, Paint.of(method));
        if (all > 0) {
            double share = (double) row[column] / all;
            svg.tint(
                    String.format(
                            Locale.ROOT,
                            "M%.1f %.1fh%.1fv%.1fh%.1f",
                            x,
                            top,
                            CELL_WIDTH,
                            CELL_HEIGHT,
                            -CELL_WIDTH),
                    STRONGEST_TINT * share,
                    Paint.of(method));
        }
        svg.boldText(middle, top + 42, 22, Svg.Anchor.MIDDLE, Paint.INK, Format.count(row[column]));
        svg.text(
                middle,
                top + 64,
                14,
                Svg.Anchor.MIDDLE,
                Paint.INK,
                all == 0
                        ? words.text("confusion.noShare")
                        : words.text("percent", Format.percent((double) row[column] / all)));
    }

    private String shares(Method method, MethodMetrics figures) {
        return words.about(
                words.method(method),
                words.list(
                        List.of(
                                words.text(
                                        "confusion.sensitivity",
                                        share(figures.sensitivity().value())),
                                words.text(
                                        "confusion.specificity",
                                        share(figures.specificity().value())))));
    }

    private String share(Figure<Double> share) {
        return share.fold(
                value -> words.text("percent", Format.percent(value)),
                why -> words.text("confusion.undefined", words.reason(why)));
    }

    private String description() {
        return words.text(
                "confusion.description",
                words.size(metrics),
                metrics.methods().entrySet().stream()
                        .map(entry -> described(entry.getKey(), entry.getValue().counts()))
                        .collect(Collectors.joining(words.text("separator"))));
    }

    private String described(Method method, ConfusionCounts counts) {
        return words.about(
                words.method(method),
                words.text(
                        "confusion.counts",
                        Format.count(counts.tp()),
                        Format.count(counts.fn()),
                        Format.count(counts.tn()),
                        Format.count(counts.fp())));
    }
}
