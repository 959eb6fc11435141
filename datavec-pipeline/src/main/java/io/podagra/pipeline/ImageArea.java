package io.podagra.pipeline;

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
 *
 * @param left first column
 * @param top first row
 * @param width columns
 * @param height rows, down to the frame
 */
record ImageArea(int left, int top, int width, int height) {
    /** Of the brightness of tissue, above which a pixel counts as bright. */
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

    /** Height of the compared part by its width: most depths shown are more. */
    private static final double COMPARED_SHAPE = 0.6;

    /** The whole picture, where nothing stands out in it. */
    static ImageArea of(GreyPicture picture) {
        double bright = BRIGHT * GreyLevels.of(picture.histogram()).bright();
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

    /** The upper part, of one shape whatever the depth, without copying its pixels. */
    Mat compared(GreyPicture picture) {
        int rows = (int) Math.round(COMPARED_SHAPE * width);
        int rest = picture.height() - top;
        return new Mat(picture.mat(), new Rect(left, top, width, Math.min(rows, rest)));
    }

    private record Run(int first, int last) {
        int length() {
            return last - first + 1;
        }
    }

    /** Gaps of a hundredth of the whole are bridged. */
    private static Run longest(int size, IntPredicate holds) {
        int gap = Math.max(1, size / 100);
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
        int gap = Math.max(1, size / 100);
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
