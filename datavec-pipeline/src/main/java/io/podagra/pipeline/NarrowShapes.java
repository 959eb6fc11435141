package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_TOPHAT;
import static org.bytedeco.opencv.global.opencv_imgproc.morphologyEx;

import io.podagra.data.audit.Box;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * What is bright and narrow in a picture, such as letters, and lines of tissue: pixels that hang
 * together, are brighter by a little than a square around them has anywhere wide, and not darker
 * than a level.
 */
final class NarrowShapes {
    /** Grey values by which a narrow thing is brighter than what is around it. */
    private static final int CONTRAST = 30;

    /** Grey values by which a drawn edge rises over two pixels, smoothed or not. */
    private static final int SHARP = 40;

    private final GreyPicture picture;
    private final int[] labels;
    private final List<Shape> shapes;

    private NarrowShapes(GreyPicture picture, int[] labels, List<Shape> shapes) {
        this.picture = picture;
        this.labels = labels;
        this.shapes = shapes;
    }

    /**
     * A thing that hangs together.
     *
     * @param label of its pixels
     * @param pixels how many it has
     * @param ends of its rows' runs, left and right
     * @param sharpEnds those of them that are as sharp as drawn
     */
    record Shape(int label, Box box, int pixels, int ends, int sharpEnds) {
        /** From 0 to 1. */
        double sharpness() {
            return (double) sharpEnds / ends;
        }
    }

    /**
     * @param side of the square, wider than the strokes that are looked for
     * @param least grey value
     */
    static NarrowShapes of(GreyPicture picture, int side, int least) {
        Mat narrow = new Mat();
        morphologyEx(picture.mat(), narrow, MORPH_TOPHAT, Kernels.rectangle(side, side));
        byte[] core = new byte[picture.width() * picture.height()];
        narrow.data().get(core);
        for (int pixel = 0; pixel < core.length; pixel++) {
            boolean inside =
                    Byte.toUnsignedInt(core[pixel]) >= CONTRAST
                            && Byte.toUnsignedInt(picture.pixels()[pixel]) >= least;
            core[pixel] = (byte) (inside ? 1 : 0);
        }
        Mat binary = new Mat(picture.height(), picture.width(), CV_8U);
        binary.data().put(core);
        Components components = Components.of(binary);
        return new NarrowShapes(picture, components.labels(), shapes(picture, components));
    }

    private static List<Shape> shapes(GreyPicture picture, Components components) {
        int[] labels = components.labels();
        int[] ends = new int[components.count()];
        int[] sharp = new int[components.count()];
        int width = picture.width();
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < width; x++) {
                int label = labels[y * width + x];
                for (int outward = -1; label > 0 && outward <= 1; outward += 2) {
                    int beside = x + outward;
                    boolean inside = beside >= 0 && beside < width;
                    if (!inside || labels[y * width + beside] == 0) {
                        ends[label]++;
                        sharp[label] += isSharp(picture, x, y, outward) ? 1 : 0;
                    }
                }
            }
        }
        List<Shape> shapes = new ArrayList<>();
        for (int label = 1; label < components.count(); label++) { // 0 is what is around them
            shapes.add(
                    new Shape(
                            label,
                            components.boxes().get(label),
                            components.areas()[label],
                            ends[label],
                            sharp[label]));
        }
        return shapes;
    }

    /** The picture's own edge is sharp: what is cut off there was drawn further. */
    private static boolean isSharp(GreyPicture picture, int x, int y, int outward) {
        int outside = x + 2 * outward;
        if (outside < 0 || outside >= picture.width()) {
            return true;
        }
        int inward = Math.min(Math.max(x - outward, 0), picture.width() - 1);
        int bright = Math.max(picture.at(x, y), picture.at(inward, y));
        return bright - picture.at(outside, y) >= SHARP;
    }

    List<Shape> all() {
        return shapes;
    }

    /** Those with a pixel in a box. */
    List<Shape> in(Box box) {
        boolean[] seen = new boolean[shapes.size() + 1];
        List<Shape> found = new ArrayList<>();
        for (int y = box.y(); y < box.bottom(); y++) {
            for (int x = box.x(); x < box.right(); x++) {
                int label = labels[y * picture.width() + x];
                if (label > 0 && !seen[label]) {
                    seen[label] = true;
                    found.add(shapes.get(label - 1));
                }
            }
        }
        return found;
    }

    /** Marks a shape's pixels. */
    void paint(Shape shape, boolean[] mask) {
        paint(shape, shape.box(), mask);
    }

    /** Marks a shape's pixels within a box. */
    void paint(Shape shape, Box within, boolean[] mask) {
        for (int y = Math.max(0, within.y());
                y < Math.min(picture.height(), within.bottom());
                y++) {
            for (int x = Math.max(0, within.x());
                    x < Math.min(picture.width(), within.right());
                    x++) {
                int pixel = y * picture.width() + x;
                mask[pixel] |= labels[pixel] == shape.label();
            }
        }
    }
}
