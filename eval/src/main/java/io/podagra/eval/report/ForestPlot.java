package io.podagra.eval.report;

import io.podagra.eval.Method;
import io.podagra.eval.MethodMetrics;
import io.podagra.eval.Subgroup;
import io.podagra.eval.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/** The rows of subgroups: whose images, their areas with intervals, and the figures beside. */
final class ForestPlot {
    /** How wide a sheet is that holds a forest plot. */
    static final double WIDTH = 760;

    private static final double ROW = 24;
    private static final double GAP = 14;
    private static final double LINE = 16;
    private static final double NAMES = 200;
    private static final double NAME = 15;
    private static final int NAME_LINES = 2;
    private static final double LEFT = Sheet.MARGIN + NAMES + 16;
    private static final double SIDE = 340;
    private static final double FIGURES = LEFT + SIDE + 16;
    private static final double CAP = 4;
    private static final String SMALL = "\u2020 ";

    private final Sheet sheet;
    private final ChartWords words;
    private final Axis axis;

    private ForestPlot(Sheet sheet, Axis axis) {
        this.sheet = sheet;
        this.words = sheet.words();
        this.axis = axis;
    }

    /** Draws the groups below what is on the sheet, in this order. */
    static void draw(Sheet sheet, List<Subgroup> groups) {
        new ForestPlot(sheet, Axis.areas(lowest(groups))).draw(groups);
    }

    /** What a group is called: its value, or that it has none. */
    static String name(ChartWords words, Subgroup group) {
        return group.value().isEmpty() ? words.text("subgroup.empty") : group.value();
    }

    private void draw(List<Subgroup> groups) {
        Svg svg = sheet.svg();
        double top = sheet.bottom();
        double base = top + groups.stream().mapToDouble(g -> height(g) + GAP).sum();
        for (double mark : axis.marks()) {
            svg.line(x(mark), top, x(mark), base, 1, Paint.GRID);
            svg.text(x(mark), base + 20, 14, Svg.Anchor.MIDDLE, Paint.MUTED, axis.label(mark));
        }
        svg.text(
                LEFT + SIDE / 2,
                base + 43,
                15,
                Svg.Anchor.MIDDLE,
                Paint.INK,
                words.text("axis.auc"));
        double y = top;
        for (Subgroup group : groups) {
            svg.line(Sheet.MARGIN, y, WIDTH - Sheet.MARGIN, y, 1, Paint.GRID);
            drawGroup(group, y + GAP / 2);
            y += height(group) + GAP;
        }
        svg.line(Sheet.MARGIN, y, WIDTH - Sheet.MARGIN, y, 1, Paint.GRID);
        sheet.moveTo(base + 54);
    }

    private static double lowest(List<Subgroup> groups) {
        return groups.stream()
                .flatMap(group -> group.metrics().methods().values().stream())
                .flatMapToDouble(
                        figures ->
                                DoubleStream.of(
                                        figures.auc().value().orElse(1.0),
                                        figures.aucClustered()
                                                .value()
                                                .map(Interval::low)
                                                .orElse(1.0)))
                .min()
                .orElse(0.5);
    }

    private double x(double value) {
        return LEFT + axis.share(value) * SIDE;
    }

    private double height(Subgroup group) {
        return Math.max(
                LINE * (nameLines(group).size() + 2), ROW * group.metrics().methods().size());
    }

    private List<String> nameLines(Subgroup group) {
        String mark = group.small().isEmpty() ? "" : SMALL;
        List<String> lines =
                new ArrayList<>(TextLayout.wrap(mark + name(words, group), NAME, NAMES));
        if (lines.size() > NAME_LINES) {
            String rest = String.join(" ", lines.subList(NAME_LINES - 1, lines.size()));
            lines.subList(NAME_LINES - 1, lines.size()).clear();
            lines.add(TextLayout.cut(rest, NAME, NAMES));
        }
        return lines;
    }

    private void drawGroup(Subgroup group, double top) {
        double line = top - 3;
        for (String name : nameLines(group)) {
            line += LINE;
            sheet.svg().boldText(Sheet.MARGIN, line, NAME, Svg.Anchor.START, Paint.INK, name);
        }
        for (String count : counts(group)) {
            line += LINE;
            sheet.svg().text(Sheet.MARGIN, line, 12, Svg.Anchor.START, Paint.MUTED, count);
        }
        Map<Method, MethodMetrics> methods = group.metrics().methods();
        double y = top + (height(group) - ROW * methods.size()) / 2 + ROW / 2;
        for (Map.Entry<Method, MethodMetrics> entry : methods.entrySet()) {
            drawFigures(y, entry.getKey(), entry.getValue(), !group.small().isEmpty());
            y += ROW;
        }
    }

    private List<String> counts(Subgroup group) {
        return List.of(
                words.text(
                        "subgroup.images",
                        words.counted(group.metrics().images(), "images"),
                        Format.count(group.metrics().positives())),
                words.counted(group.metrics().patients(), "patients"));
    }

    private void drawFigures(double y, Method method, MethodMetrics figures, boolean small) {
        Svg svg = sheet.svg();
        figures.aucClustered().value().ifPresent(interval -> drawInterval(y, method, interval));
        if (!figures.auc().isKnown()) {
            String why =
                    figures.auc()
                            .fold(auc -> "", none -> words.text("auc.none", words.reason(none)));
            String text = words.about(words.method(method), why);
            svg.text(
                    LEFT + 6,
                    y + 5,
                    13,
                    Svg.Anchor.START,
                    Paint.of(method),
                    TextLayout.cut(text, 13, WIDTH - LEFT - 6 - Sheet.MARGIN));
            return;
        }
        double auc = figures.auc().orElseThrow();
        if (small) {
            svg.hollowMarker(x(auc), y, 5, method);
        } else {
            svg.marker(x(auc), y, 5, method);
        }
        svg.text(FIGURES, y + 5, 13, Svg.Anchor.START, Paint.INK, figure(auc, figures));
    }

    private void drawInterval(double y, Method method, Interval interval) {
        double low = x(interval.low());
        double high = x(interval.high());
        Paint paint = Paint.of(method);
        String bar = String.format(Locale.ROOT, "M%.1f %.1fH%.1f", low, y, high);
        sheet.svg().path(bar, 1.8, Plot.dashes(method), paint);
        sheet.svg().line(low, y - CAP, low, y + CAP, 1.8, paint);
        sheet.svg().line(high, y - CAP, high, y + CAP, 1.8, paint);
    }

    private String figure(double auc, MethodMetrics figures) {
        return words.text(
                "subgroup.auc",
                Format.number(auc),
                figures.aucClustered()
                        .fold(Format::interval, why -> words.text("subgroup.noInterval")));
    }
}
