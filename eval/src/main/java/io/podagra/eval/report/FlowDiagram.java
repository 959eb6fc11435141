package io.podagra.eval.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws where the images went: the cohort, what was left out before it at its side, and the parts
 * below.
 */
final class FlowDiagram {
    private static final double WIDTH = 800;
    private static final double GAP = 20;
    private static final double THICK = 2;
    private static final double THIN = 1.2;
    private static final double COHORT_WIDTH = 300;
    private static final double COHORT_LEFT = 64;
    private static final double EXCLUSIONS_LEFT = 444;

    /** Of the arrow that leaves the cohort, when nothing stands beside it. */
    private static final double ARROW = 48;

    private final Sheet sheet;
    private final ChartWords words;

    private FlowDiagram(Sheet sheet, ChartWords words) {
        this.sheet = sheet;
        this.words = words;
    }

    static String draw(DataFlow flow, Messages messages, boolean synthetic) {
        ChartWords words = new ChartWords(messages);
        Sheet sheet =
                new Sheet(
                        words,
                        "flow",
                        words.text("flow.title"),
                        description(words, flow),
                        WIDTH,
                        synthetic);
        new FlowDiagram(sheet, words).draw(flow);
        return sheet.toDocument();
    }

    private void draw(DataFlow flow) {
        double top = sheet.bottom();
        boolean aside = !flow.exclusions().isEmpty();
        double left = aside ? COHORT_LEFT : (WIDTH - COHORT_WIDTH) / 2;
        double middle = left + COHORT_WIDTH / 2;
        TextBox cohort = box(words, COHORT_WIDTH, flow.cohort());
        cohort.draw(sheet.svg(), left, top, cohort.height(), THICK);
        double y = top + cohort.height();
        if (aside) {
            y = drawExclusions(flow.exclusions(), middle, y);
        }
        sheet.moveTo(y);
        if (!flow.parts().isEmpty()) {
            double join = y + ARROW / 2;
            drawLine(middle, y, middle, join);
            drawParts(flow.parts(), middle, join);
        }
    }

    /** Draws what was left out beside an arrow from the cohort down, and returns its end. */
    private double drawExclusions(List<DataFlow.Exclusion> exclusions, double middle, double top) {
        int images = exclusions.stream().mapToInt(DataFlow.Exclusion::images).sum();
        TextBox box =
                TextBox.of(
                        WIDTH - Sheet.MARGIN - EXCLUSIONS_LEFT,
                        words.text("flow.excluded", words.counted(images, "images")),
                        phrases(exclusions));
        double boxTop = top + GAP;
        double bottom = boxTop + box.height();
        box.draw(sheet.svg(), EXCLUSIONS_LEFT, boxTop, box.height(), THIN);
        double beside = (boxTop + bottom) / 2;
        drawLine(middle, top, middle, bottom);
        drawLine(middle, beside, EXCLUSIONS_LEFT - 6, beside);
        sheet.svg()
                .tint(
                        arrowhead("M%.1f %.1fl-9 -5v10", EXCLUSIONS_LEFT - 1, beside),
                        1,
                        Paint.MUTED);
        return bottom;
    }

    private List<String> phrases(List<DataFlow.Exclusion> exclusions) {
        List<String> phrases = new ArrayList<>();
        phrases.add(words.text("flow.before"));
        exclusions.forEach(one -> phrases.add(excluded(words, one)));
        return phrases;
    }

    private void drawParts(List<DataFlow.Group> parts, double from, double join) {
        double width = (WIDTH - 2 * Sheet.MARGIN - (parts.size() - 1) * GAP) / parts.size();
        List<TextBox> boxes = parts.stream().map(part -> box(words, width, part)).toList();
        double height = boxes.stream().mapToDouble(TextBox::height).max().orElseThrow();
        double top = join + ARROW / 2 + 8;
        double first = Sheet.MARGIN + width / 2;
        double last = WIDTH - Sheet.MARGIN - width / 2;
        drawLine(Math.min(from, first), join, Math.max(from, last), join);
        double left = Sheet.MARGIN;
        for (TextBox box : boxes) {
            double middle = left + width / 2;
            drawLine(middle, join, middle, top - 6);
            sheet.svg().tint(arrowhead("M%.1f %.1fl-5 -9h10", middle, top - 1), 1, Paint.MUTED);
            box.draw(sheet.svg(), left, top, height, THICK);
            left += width + GAP;
        }
        sheet.moveTo(top + height);
    }

    private void drawLine(double x1, double y1, double x2, double y2) {
        sheet.svg().line(x1, y1, x2, y2, 1.6, Paint.MUTED);
    }

    private static String arrowhead(String pattern, double x, double y) {
        return String.format(Locale.ROOT, pattern, x, y);
    }

    private static TextBox box(ChartWords words, double width, DataFlow.Group group) {
        return TextBox.of(width, words.part(group.name()), phrases(words, group));
    }

    private static List<String> phrases(ChartWords words, DataFlow.Group group) {
        List<String> phrases = new ArrayList<>();
        phrases.add(words.counted(group.patients(), "patients"));
        phrases.add(words.counted(group.images(), "images"));
        phrases.add(abnormal(words, group.abnormal(), group.images()));
        for (DataFlow.ViewCount view : group.byView()) {
            phrases.add(
                    words.about(
                            words.set(view.view()),
                            words.text(
                                    "flow.view",
                                    Format.count(view.images()),
                                    Format.count(view.abnormal()))));
        }
        return phrases;
    }

    private static String abnormal(ChartWords words, int abnormal, int images) {
        return images == 0
                ? words.text("flow.noAbnormal", Format.count(abnormal))
                : words.text(
                        "flow.abnormal",
                        Format.count(abnormal),
                        Format.percent((double) abnormal / images));
    }

    private static String excluded(ChartWords words, DataFlow.Exclusion exclusion) {
        return words.about(
                words.exclusion(exclusion.reason()), words.counted(exclusion.images(), "images"));
    }

    private static String description(ChartWords words, DataFlow flow) {
        List<String> sentences = new ArrayList<>();
        sentences.add(described(words, flow.cohort()));
        if (!flow.exclusions().isEmpty()) {
            sentences.add(
                    words.text(
                            "sentence",
                            words.about(
                                    words.text("flow.leftOut"),
                                    words.list(
                                            flow.exclusions().stream()
                                                    .map(one -> excluded(words, one))
                                                    .toList()))));
        }
        flow.parts().forEach(part -> sentences.add(described(words, part)));
        return String.join(" ", sentences);
    }

    private static String described(ChartWords words, DataFlow.Group group) {
        return words.text(
                "sentence",
                words.about(words.part(group.name()), words.list(phrases(words, group))));
    }
}
