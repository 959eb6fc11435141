package io.podagra.pipeline;

import io.podagra.data.audit.Box;
import io.podagra.pipeline.NarrowShapes.Shape;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Marks the pixels of letters, figures and calipers in tissue. An upright stroke that sound cannot
 * draw gives a letter away; all that hangs together with it is the letter, unless that is too large
 * or too soft for one: then only what is close to the stroke is marked, so that the surface of a
 * bone below a caliper stays. Letters without such a stroke, as S or A, are found beside those that
 * have one: as high, on the same line, and nearly as sharp.
 */
final class DrawnLetters {
    /** Share of a letter's edges that are as sharp as drawn. */
    private static final double SHARP = 0.45;

    /** Of the height of a letter, within which the next one of its word or line follows. */
    private static final double SPACE = 2;

    /** Of the height of letters, the width of a word whose letters touch. */
    private static final double WORD = 10;

    /** Height of the largest letters, in pixels; taller strokes are lines. */
    private static final int TALLEST = 40;

    /** Least height of a letter beside which others are looked for, in pixels. */
    private static final int LEAST_LINE = 5;

    /** Least pixels of a letter without an upright stroke. */
    private static final int LEAST_PIXELS = 3;

    /** What a stroke's own grey value may lie above the rest of its letter's. */
    private static final int FAINTER = 30;

    private static final int LEAST_GREY = 70;

    /** No device draws as many; in noise, each would be looked at beside each. */
    private static final int MOST_LETTERS = 1_000;

    /** Strokes within so many grey values of one another are looked at together. */
    private static final int LEVELS = 25;

    private final GreyPicture tissue;
    private final boolean[] mask;

    private DrawnLetters(GreyPicture tissue) {
        this.tissue = tissue;
        this.mask = new boolean[tissue.width() * tissue.height()];
    }

    /** Whether each pixel, row by row, is of something drawn. */
    static boolean[] in(GreyPicture tissue) {
        DrawnLetters letters = new DrawnLetters(tissue);
        letters.mark(UprightStrokes.THIN);
        letters.mark(UprightStrokes.BOLD);
        return letters.mask;
    }

    private void mark(UprightStrokes kind) {
        List<Box> strokes =
                kind.in(tissue.mat()).stream()
                        .filter(box -> hasSides(box, kind.reach()))
                        .filter(DrawnLetters::isUpright)
                        .toList();
        Set<Integer> levels = new TreeSet<>();
        strokes.forEach(stroke -> levels.add(grey(stroke) / LEVELS));
        for (int level : levels) {
            NarrowShapes shapes =
                    NarrowShapes.of(
                            tissue,
                            3 * kind.reach() + 1,
                            Math.max(LEAST_GREY, level * LEVELS - FAINTER));
            mark(
                    strokes.stream().filter(stroke -> grey(stroke) / LEVELS == level).toList(),
                    shapes);
        }
    }

    /** Beside the edge of the tissue, all of it is bright. */
    private boolean hasSides(Box stroke, int reach) {
        return stroke.x() >= reach && stroke.right() <= tissue.width() - reach;
    }

    /** A steep surface of bone is crossed quickly too, but leans. */
    private static boolean isUpright(Box stroke) {
        return stroke.height() > 1.5 * stroke.width();
    }

    /** The middle one of the brightest of each row. */
    private int grey(Box stroke) {
        int[] brightest = new int[stroke.height()];
        for (int y = 0; y < stroke.height(); y++) {
            for (int x = 0; x < stroke.width(); x++) {
                brightest[y] = Math.max(brightest[y], tissue.at(stroke.x() + x, stroke.y() + y));
            }
        }
        Arrays.sort(brightest);
        return brightest[stroke.height() / 2];
    }

    private void mark(List<Box> strokes, NarrowShapes shapes) {
        Set<Shape> letters = new HashSet<>();
        Deque<Shape> open = new ArrayDeque<>();
        for (Box stroke : strokes) {
            for (Shape shape : shapes.in(stroke)) {
                if (!isLetter(shape, stroke)) {
                    shapes.paint(shape, around(stroke), mask);
                } else if (letters.add(shape)) {
                    open.add(shape);
                }
            }
        }
        while (letters.size() <= MOST_LETTERS && !open.isEmpty()) {
            Shape letter = open.remove();
            if (letter.box().height() < LEAST_LINE) {
                continue;
            }
            for (Shape other : shapes.all()) {
                if (isBeside(letter, other) && letters.add(other)) {
                    open.add(other);
                }
            }
        }
        letters.forEach(letter -> shapes.paint(letter, mask));
    }

    /** Not larger than a word whose letters touch, or a cross around its stroke. */
    private static boolean isLetter(Shape shape, Box stroke) {
        return shape.box().height() <= 2 * stroke.height() + 8
                && shape.box().width() <= WORD * Math.min(stroke.height(), TALLEST)
                && isDrawn(shape);
    }

    private static Box around(Box stroke) {
        int left = Math.max(0, stroke.x() - 5);
        int top = Math.max(0, stroke.y() - 3);
        return new Box(left, top, stroke.right() + 5 - left, stroke.bottom() + 3 - top);
    }

    private static boolean isBeside(Shape letter, Shape other) {
        Box one = letter.box();
        Box two = other.box();
        int gap = Math.max(two.x() - one.right(), one.x() - two.right());
        int overlap = Math.min(one.bottom(), two.bottom()) - Math.max(one.y(), two.y());
        return gap <= SPACE * one.height()
                && overlap >= 0.7 * Math.min(one.height(), two.height())
                && two.height() >= 0.5 * one.height()
                && two.height() <= 1.5 * one.height()
                && two.width() <= WORD * one.height()
                && other.pixels() >= LEAST_PIXELS
                && isDrawn(other);
    }

    /** A line of tissue with a letter in it is long, but has few ends. */
    private static boolean isDrawn(Shape shape) {
        return shape.sharpness() >= SHARP && shape.sharpEnds() >= shape.box().width();
    }
}
