package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.divide;
import static org.bytedeco.opencv.global.opencv_core.minMaxLoc;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_core.sqrt;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.TM_CCOEFF_NORMED;
import static org.bytedeco.opencv.global.opencv_imgproc.matchTemplate;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The edges and speckle of an image area, free of brightness and contrast, on the heap: what tells
 * one joint from another that looks the same in the coarse.
 *
 * <p>Differences of two Gaussians, divided by their local root mean square, so that a bright bone
 * counts no more than dark tissue (local contrast normalisation; Jarrett et al., ICCV 2009). 8
 * bits, 128 being zero.
 */
final class Detail {
    /** Standard deviations of the Gaussians for 128 columns, in pixels. */
    private static final double FINE = 1.0;

    /**
     * In place of {@link #FINE} on the second look: half of it lets the speckle through, by which
     * joints of different patients differ whose bones look the same (benchmarks/near-duplicates).
     */
    private static final double SPECKLE = 0.5;

    private static final double COARSE = 6;
    private static final double LOCAL = 12;

    /** Contrast, in grey values, below which noise is not amplified. */
    private static final double NOISE = 6;

    private static final double UNIT = 32;
    private static final double ZERO = 128;

    /** How much of each side the part that is searched for in the other picture has. */
    private static final double PART = 0.72;

    /** How far it is moved, as a share of the other picture's width. */
    private static final double SHIFT = 1 / 16.0;

    /**
     * How much one picture may be larger than the other, for 3 % were cropped on every side: in
     * steps of about three pixels at the part's edge.
     */
    private static final List<Double> FINE_SCALES = List.of(0.94, 0.97, 1.0, 1.03, 1.06);

    private static final List<Double> COARSE_SCALES = List.of(0.95, 1.0, 1.05);
    private static final int COARSE_COLUMNS = 64;

    private final int rows;
    private final int columns;
    private final byte[] pixels;

    private Detail(int rows, int columns, byte[] pixels) {
        this.rows = rows;
        this.columns = columns;
        this.pixels = pixels;
    }

    /**
     * @param area 8 bits, one channel
     * @param columns of the result; its rows follow from the area's shape
     */
    static Detail of(Mat area, int columns) {
        int rows = Math.max(1, Math.round((float) columns * area.rows() / area.cols()));
        Mat small = new Mat();
        int interpolation = area.cols() >= columns ? INTER_AREA : INTER_LINEAR;
        resize(area, small, new Size(columns, rows), 0, 0, interpolation);
        small.convertTo(small, CV_32F);
        double scale = columns / 128.0;
        Mat fine = blurred(small, (columns <= COARSE_COLUMNS ? FINE : SPECKLE) * scale);
        Mat detail = new Mat();
        subtract(fine, blurred(small, COARSE * scale), detail);
        Mat energy = new Mat();
        multiply(detail, detail, energy);
        energy = blurred(energy, LOCAL * scale);
        // Adds the constant.
        energy.convertTo(energy, CV_32F, 1, NOISE * NOISE);
        sqrt(energy, energy);
        divide(detail, energy, detail);
        detail.convertTo(detail, CV_8U, UNIT, ZERO);
        byte[] pixels = new byte[rows * columns];
        detail.data().get(pixels);
        return new Detail(rows, columns, pixels);
    }

    private static Mat blurred(Mat image, double deviation) {
        Mat result = new Mat();
        GaussianBlur(image, result, new Size(0, 0), deviation);
        return result;
    }

    /**
     * The largest normalised correlation of the middle of either picture with a place of nearly the
     * same size in the other.
     *
     * @return from -1 to 1; -1 if they cannot be laid over each other
     */
    double likeness(Detail other) {
        Mat one = toMat();
        Mat two = other.toMat();
        return Math.max(best(one, two), best(two, one));
    }

    private Mat toMat() {
        Mat mat = new Mat(rows, columns, CV_8U);
        mat.data().put(pixels);
        return mat;
    }

    private static double best(Mat one, Mat other) {
        // The rows that both have; the area is longer where the device shows more depth.
        int rows = Math.min(one.rows(), other.rows());
        int partWidth = (int) (PART * one.cols());
        int partHeight = (int) (PART * rows);
        int left = (one.cols() - partWidth) / 2;
        int top = (rows - partHeight) / 2;
        if (partWidth < 8 || partHeight < 8) {
            return -1;
        }
        Mat part = new Mat(one, new Rect(left, top, partWidth, partHeight));
        double best = -1;
        for (double scale : one.cols() <= COARSE_COLUMNS ? COARSE_SCALES : FINE_SCALES) {
            Size size =
                    new Size(
                            (int) Math.round(scale * partWidth),
                            (int) Math.round(scale * partHeight));
            Mat scaled = new Mat();
            resize(part, scaled, size, 0, 0, INTER_LINEAR);
            int middleX = left + partWidth / 2;
            int middleY = top + partHeight / 2;
            best = Math.max(best, correlation(scaled, other, middleX, middleY));
        }
        return best;
    }

    private static double correlation(Mat part, Mat picture, int middleX, int middleY) {
        int shift = Math.max(2, (int) (SHIFT * picture.cols()));
        int left = Math.max(0, middleX - part.cols() / 2 - shift);
        int top = Math.max(0, middleY - part.rows() / 2 - shift);
        int right = Math.min(picture.cols(), left + part.cols() + 2 * shift);
        int bottom = Math.min(picture.rows(), top + part.rows() + 2 * shift);
        if (right - left < part.cols() || bottom - top < part.rows()) {
            return -1;
        }
        Mat correlations = new Mat();
        Mat place = new Mat(picture, new Rect(left, top, right - left, bottom - top));
        matchTemplate(place, part, correlations, TM_CCOEFF_NORMED);
        DoublePointer largest = new DoublePointer(1);
        minMaxLoc(correlations, null, largest, null, null, null);
        return largest.get();
    }
}
