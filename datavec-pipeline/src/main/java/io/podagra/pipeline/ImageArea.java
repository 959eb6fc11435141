package io.podagra.pipeline;

import io.podagra.data.audit.Box;
import io.podagra.data.audit.GreyLevels;
import java.util.function.IntPredicate;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Where in a picture the ultrasound image is, within the frame that the device draws around it.
 *
 * <p>Left, right and top are found where tissue begins to be bright, which stays the same when the
 * picture is compressed, resized or brightened. The bottom has no such edge: sound fades with
 * depth. So what pictures are compared by is the {@linkplain #compared upper part} of fixed shape.
 * For cutting out {@link TissueArea} is better, which takes dark tissue in.
 *
 * @param left first column
 * @param top first row
 * @param width columns
 * @param height rows, down to the frame
 */
record ImageArea(int left, int top, int width, int height) {
    /**
     * Of the way from the darkest to the brightness of tissue, above which a pixel counts as
     * bright.
     */
    private static final double BRIGHT = 0.2;

    /** Of a column, from which on it is of the image; text and scales cover less. */
    private static final double COLUMN_SHARE = 0.10;

    /** Of a row within the columns, likewise. */
    private static final double ROW_SHARE = 0.30;

    /** Of the picture's width, below which columns are no image, but something bright in it. */
    private static final double LEAST_WIDTH = 1 / 3.0;

    /** Of a row that has the frame's grey, from which on it is of the frame; text leaves more. */
    private static final double FRAME_SHARE = 0.7;

    /** Grey values by which a frame differs from itself after compression. */
    private static final int FRAME_NOISE = 2;

    private static final int GAPS = 200;

    /** Height of the compared part by its width: the depth that is shown is hardly ever less. */
    private static final double COMPARED_SHAPE = 0.4;

    /** The whole picture, where nothing stands out in it. */
    static ImageArea of(GreyPicture picture) {
        GreyLevels grey = GreyLevels.of(picture.histogram());
        double bright = grey.low() + BRIGHT * (grey.bright() - grey.low());
        int width = picture.width();
        int height = picture.height();
        double[] columns = new double[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                columns[x] += picture.at(x, y) > bright ? 1.0 / height : 0;
            }
        }
        Run across = longest(width, x -> columns[x] >= COLUMN_SHARE);
        if (across.length() < LEAST_WIDTH * width) {
            across = new Run(0, width - 1);
        }
        double[] rows = new double[height];
        for (int y = 0; y < height; y++) {
            for (int x = across.first(); x <= across.last(); x++) {
                rows[y] += picture.at(x, y) > bright ? 1.0 / across.length() : 0;
            }
        }
        int top = first(height, y -> rows[y] >= ROW_SHARE);
        int bottom = bottom(picture, across, top);
        return new ImageArea(across.first(), top, across.length(), bottom - top + 1);
    }

    /** The last row above the frame, if there is a frame below. */
    private static int bottom(GreyPicture picture, Run across, int top) {
        int last = picture.height() - 1;
        int frame = picture.at(across.first(), last);
        int row = last;
        while (row > top && share(picture, across, row, frame) >= FRAME_SHARE) {
            row--;
        }
        return row == top ? last : row;
    }

    private static double share(GreyPicture picture, Run across, int row, int grey) {
        int same = 0;
        for (int x = across.first(); x <= across.last(); x++) {
            same += Math.abs(picture.at(x, row) - grey) <= FRAME_NOISE ? 1 : 0;
        }
        return (double) same / across.length();
    }

    Box box() {
        return new Box(left, top, width, height);
    }

    /** The upper part, of one shape whatever the depth, without copying its pixels. */
    Mat compared(GreyPicture picture) {
        return compared(picture, 0);
    }

    /**
     * What {@link #compared(GreyPicture)} gives for a copy that was cropped.
     *
     * @param margin that was cropped, as a share of the area's width and height, on every side
     */
    Mat compared(GreyPicture picture, double margin) {
        int x = left + (int) Math.round(margin * width);
        int y = top + (int) Math.round(margin * height);
        int columns = Math.max(1, (int) Math.round((1 - 2 * margin) * width));
        int rows = Math.max(1, (int) Math.round(COMPARED_SHAPE * columns));
        return new Mat(
                picture.mat(), new Rect(x, y, columns, Math.min(rows, picture.height() - y)));
    }

    private record Run(int first, int last) {
        int length() {
            return last - first + 1;
        }
    }

    /** Gaps of a two-hundredth of the whole are bridged. */
    private static Run longest(int size, IntPredicate holds) {
        int gap = Math.max(1, size / GAPS);
        Run longest = new Run(0, -1);
        int first = -1;
        int last = -1;
        for (int index = 0; index < size; index++) {
            if (holds.test(index)) {
                first = first < 0 || index - last > gap + 1 ? index : first;
                last = index;
                if (last - first + 1 > longest.length()) {
                    longest = new Run(first, last);
                }
            }
        }
        return longest;
    }

    /** Where the first run of at least a tenth of the whole begins; 0 if there is none. */
    private static int first(int size, IntPredicate holds) {
        int gap = Math.max(1, size / GAPS);
        int first = -1;
        int last = -1;
        for (int index = 0; index < size; index++) {
            if (holds.test(index)) {
                first = first < 0 || index - last > gap + 1 ? index : first;
                last = index;
                if (last - first + 1 >= size / 10) {
                    return first;
                }
            }
        }
        return 0;
    }
}
