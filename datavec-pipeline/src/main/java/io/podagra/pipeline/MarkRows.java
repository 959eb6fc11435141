package io.podagra.pipeline;

import io.podagra.data.audit.Box;
import io.podagra.pipeline.NarrowShapes.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Marks rows of small marks at even distances: the dots of a measured line, and the ticks of a
 * ruler along an edge of the image. A single small bright spot may be an echo; several as far from
 * one another as from the next are not.
 */
final class MarkRows {
    /** Largest side of a dot, in pixels. */
    private static final int DOT = 5;

    /** Largest side of a tick, in pixels. */
    private static final int TICK = 12;

    /** Least grey value of a mark. */
    private static final int BRIGHTNESS = 100;

    /** Pixels by which a mark may lie beside its place: it is drawn on whole pixels. */
    private static final double OFF = 1.2;

    /** Least marks of a row: by chance, three or four echoes are at even distances often. */
    private static final int LEAST_DOTS = 6;

    private static final int LEAST_TICKS = 4;

    /** No device draws as many. */
    private static final int MOST_MARKS = 500;

    /** Pixels from one dot to the next. */
    private static final int NEAREST = 3;

    private static final int FARTHEST_DOT = 16;

    /** Pixels between the ticks of a ruler. */
    private static final int FARTHEST_TICK = 120;

    /** Of the tissue's width and height, within which from its edge rulers lie. */
    private static final double EDGE = 0.08;

    private record Mark(Shape shape, double x, double y) {
        static Mark of(Shape shape) {
            Box box = shape.box();
            return new Mark(
                    shape, box.x() + (box.width() - 1) / 2.0, box.y() + (box.height() - 1) / 2.0);
        }

        boolean isAt(double otherX, double otherY) {
            return Math.abs(x - otherX) <= OFF && Math.abs(y - otherY) <= OFF;
        }
    }

    private final GreyPicture tissue;

    private MarkRows(GreyPicture tissue) {
        this.tissue = tissue;
    }

    /** Marks the pixels of rows of marks, row by row of the tissue. */
    static void mark(GreyPicture tissue, boolean[] mask) {
        NarrowShapes shapes =
                NarrowShapes.of(tissue, UprightStrokes.THIN.reach() * 3 + 1, BRIGHTNESS);
        MarkRows rows = new MarkRows(tissue);
        Set<Shape> found = new HashSet<>();
        found.addAll(rows.inRows(rows.marks(shapes, DOT, 0.9), LEAST_DOTS, FARTHEST_DOT));
        for (List<Mark> edge : rows.edges(rows.marks(shapes, TICK, 0.5))) {
            found.addAll(rows.inRows(edge, LEAST_TICKS, FARTHEST_TICK));
        }
        found.forEach(shape -> shapes.paint(shape, mask));
    }

    private List<Mark> marks(NarrowShapes shapes, int side, double sharpness) {
        return shapes.all().stream()
                .filter(shape -> shape.box().width() <= side && shape.box().height() <= side)
                .filter(shape -> shape.sharpness() >= sharpness)
                .map(Mark::of)
                .toList();
    }

    /** Those near the left, right, top and bottom. */
    private List<List<Mark>> edges(List<Mark> marks) {
        double across = EDGE * tissue.width();
        double down = EDGE * tissue.height();
        return List.of(
                marks.stream().filter(mark -> mark.x() < across).toList(),
                marks.stream().filter(mark -> mark.x() > tissue.width() - across).toList(),
                marks.stream().filter(mark -> mark.y() < down).toList(),
                marks.stream().filter(mark -> mark.y() > tissue.height() - down).toList());
    }

    private Set<Shape> inRows(List<Mark> marks, int least, int farthest) {
        Set<Shape> found = new HashSet<>();
        if (marks.size() > MOST_MARKS) {
            return found; // noise, of which every pair would be tried
        }
        for (Mark first : marks) {
            for (Mark second : marks) {
                double right = second.x() - first.x();
                double down = second.y() - first.y();
                double distance = Math.hypot(right, down);
                boolean isNext = down > 0 || (down == 0 && right > 0);
                if (isNext
                        && distance >= NEAREST
                        && distance <= farthest
                        && isAlike(first, second)) {
                    List<Mark> row = row(marks, first, second);
                    if (row.size() >= least) {
                        row.forEach(mark -> found.add(mark.shape()));
                    }
                }
            }
        }
        return found;
    }

    /** From the first two on, as far as there is one at each next place. */
    private static List<Mark> row(List<Mark> marks, Mark first, Mark second) {
        List<Mark> row = new ArrayList<>(List.of(first, second));
        while (true) {
            // The step is that of the whole row: of two marks alone it is off by rounding.
            Mark last = row.get(row.size() - 1);
            double right = (last.x() - first.x()) / (row.size() - 1);
            double down = (last.y() - first.y()) / (row.size() - 1);
            List<Mark> next =
                    marks.stream()
                            .filter(mark -> mark.isAt(last.x() + right, last.y() + down))
                            .filter(mark -> isAlike(first, mark) && !row.contains(mark))
                            .limit(1)
                            .toList();
            if (next.isEmpty()) {
                return row;
            }
            row.addAll(next);
        }
    }

    private static boolean isAlike(Mark one, Mark other) {
        Box first = one.shape().box();
        Box second = other.shape().box();
        return Math.abs(first.width() - second.width()) <= 1
                && Math.abs(first.height() - second.height()) <= 1;
    }
}
