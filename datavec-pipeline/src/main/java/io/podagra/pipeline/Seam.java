package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.divide;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_core.sqrt;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_core.transpose;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;

import io.podagra.data.audit.Box;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Finds where two images touch. In the middle, from top to bottom, the texture breaks off: columns
 * three pixels on either side of the seam have less to do with each other than those left and right
 * of it, and neighbours differ by more. A shadow begins softly; a dead element of the probe has the
 * same tissue on both sides.
 */
final class Seam {
    /** Where a seam is looked for, as shares of the width. */
    private static final double FROM = 0.45;

    private static final double TO = 0.55;

    /** Columns from the seam that are compared. */
    private static final int LAG = 3;

    /** Columns from a seam between which is what is usual near it. */
    private static final int NEAR = 6;

    private static final int FAR = 18;

    /**
     * By which the correlation falls at a seam. With both limits no one of 625 real and 400 drawn
     * images has a seam, and 87 of 90 put together of two real ones (benchmarks/clean).
     */
    private static final double LEAST_FALL = 0.31;

    /** By which the difference between neighbours rises at a seam. */
    private static final double LEAST_RISE = 1.34;

    /** Stretches of the height, of which all but two have to show the rise. */
    private static final int STRETCHES = 8;

    private static final int SPARED = 2;

    /** In standard deviations; more is a letter's edge. */
    private static final double MOST_DIFFERENCE = 3;

    private final float[] texture;
    private final int width;
    private final int height;

    private Seam(float[] texture, int width, int height) {
        this.texture = texture;
        this.width = width;
        this.height = height;
    }

    /** Whether there is one in the middle of an area, from top to bottom. */
    static boolean isIn(GreyPicture picture, Box box) {
        if (box.width() < 4 * FAR || box.height() < 4 * STRETCHES) {
            return false;
        }
        Seam seam = new Seam(texture(picture, box), box.width(), box.height());
        int first = (int) (FROM * box.width());
        int last = (int) (TO * box.width());
        double[] likeness = new double[box.width()];
        double[][] differences = new double[STRETCHES][box.width()];
        for (int x = first - FAR - 2; x <= last + FAR + 1; x++) {
            likeness[x] = seam.likeness(x - LAG, x + LAG);
            for (int stretch = 0; stretch < STRETCHES; stretch++) {
                differences[stretch][x] = seam.difference(x, stretch);
            }
        }
        for (int x = first; x < last; x++) {
            if (usual(likeness, x) - likeness[x] >= LEAST_FALL
                    && rise(differences, x) >= LEAST_RISE) {
                return true;
            }
        }
        return false;
    }

    /** Grey values without what changes slowly with depth, of deviation 1; column by column. */
    private static float[] texture(GreyPicture picture, Box box) {
        Mat grey = new Mat();
        new Mat(picture.mat(), new Rect(box.x(), box.y(), box.width(), box.height()))
                .convertTo(grey, CV_32F);
        double deep = Math.max(3, box.height() / 40.0);
        Mat texture = new Mat();
        subtract(grey, blurredDown(grey, deep), texture);
        Mat deviation = new Mat();
        multiply(texture, texture, deviation);
        deviation = blurredDown(deviation, 2 * deep);
        sqrt(deviation, deviation);
        try (Scalar noise = new Scalar(4)) { // so that black stays black
            add(deviation, new Mat(deviation.size(), CV_32F, noise), deviation);
            divide(texture, deviation, texture);
        }
        Mat columns = new Mat();
        transpose(texture, columns);
        float[] values = new float[box.width() * box.height()];
        new FloatPointer(columns.data()).get(values);
        return values;
    }

    private static Mat blurredDown(Mat image, double deviation) {
        Mat blurred = new Mat();
        try (Size size = new Size(1, (int) (6 * deviation) | 1)) {
            GaussianBlur(image, blurred, size, deviation);
        }
        return blurred;
    }

    /** Correlation of two columns, each the mean of three. */
    private double likeness(int left, int right) {
        double leftMean = mean(left);
        double rightMean = mean(right);
        double both = 0;
        double leftSquares = 0;
        double rightSquares = 0;
        for (int y = 0; y < height; y++) {
            double one = smooth(left, y) - leftMean;
            double other = smooth(right, y) - rightMean;
            both += one * other;
            leftSquares += one * one;
            rightSquares += other * other;
        }
        return both / Math.sqrt(leftSquares * rightSquares + 1e-6);
    }

    private double mean(int x) {
        double sum = 0;
        for (int y = 0; y < height; y++) {
            sum += smooth(x, y);
        }
        return sum / height;
    }

    private double smooth(int x, int y) {
        int left = Math.max(0, x - 1);
        int right = Math.min(width - 1, x + 1);
        return (texture[left * height + y] + texture[x * height + y] + texture[right * height + y])
                / 3;
    }

    /** Mean difference of a column and the next one in a stretch of the height. */
    private double difference(int x, int stretch) {
        int first = stretch * height / STRETCHES;
        int last = (stretch + 1) * height / STRETCHES;
        double sum = 0;
        for (int y = first; y < last; y++) {
            double one = texture[x * height + y];
            double next = texture[(x + 1) * height + y];
            sum += Math.min(MOST_DIFFERENCE, Math.abs(one - next));
        }
        return sum / (last - first);
    }

    private static double rise(double[][] differences, int x) {
        double[] rises = new double[STRETCHES];
        for (int stretch = 0; stretch < STRETCHES; stretch++) {
            double[] row = differences[stretch];
            double most = Math.max(Math.max(row[x - 2], row[x - 1]), Math.max(row[x], row[x + 1]));
            rises[stretch] = most / (usual(row, x) + 0.05);
        }
        Arrays.sort(rises);
        return rises[SPARED];
    }

    /** Median on both sides, not of what is close. */
    private static double usual(double[] values, int x) {
        double[] around = new double[2 * (FAR - NEAR + 1)];
        for (int index = 0; index <= FAR - NEAR; index++) {
            around[2 * index] = values[x - NEAR - index];
            around[2 * index + 1] = values[x + NEAR + index];
        }
        Arrays.sort(around);
        return (around[around.length / 2 - 1] + around[around.length / 2]) / 2;
    }
}
