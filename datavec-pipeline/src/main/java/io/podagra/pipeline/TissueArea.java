package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.bitwise_or;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.boxFilter;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

import io.podagra.data.audit.Box;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The part of a picture that shows tissue, without what a device draws around it: its name, the
 * patient's, scales, scores.
 *
 * <p>Tissue is where nearly all pixels differ from the {@linkplain DeviceFrame frame}; text, of
 * which fewer do, is not. A picture without a frame is all tissue. What it keeps and cuts off of
 * real images, and what it gets wrong: benchmarks/clean.
 *
 * <p>Unlike {@link ImageArea}, by which pictures are compared, it takes in no frame, and nearly all
 * dark tissue; its bounds shift a little when a picture is compressed.
 *
 * @param box within the picture; all of it where nothing is to be cut off
 * @param sure whether what is cut off is a frame, or there is none; else the box is the whole
 * @param parts boxes of the large pieces of tissue, the largest first; empty where there is no
 *     frame
 */
record TissueArea(Box box, boolean sure, List<Box> parts) {
    /** Of the shorter side, the window in which is counted: larger than letters are. */
    private static final double WINDOW = 0.035;

    private static final int LEAST_WINDOW = 9;

    /** Of a window, that differs from the frame in tissue; a line of text is less dense. */
    private static final double TISSUE = 0.7;

    /** The same where tissue fades, beside where it does not. */
    private static final double FADING = 0.4;

    /** Of the largest piece, from which on another one is an image of its own. */
    private static final double PIECE = 0.25;

    /** Of the picture, below which tissue may be a logo. */
    private static final double LEAST_AREA = 0.02;

    /** Of its box, below which tissue is no rectangle and no fan. */
    private static final double LEAST_FILL = 0.3;

    /** Pixels from the picture's edge that are no frame yet. */
    private static final int EDGE = 2;

    TissueArea {
        parts = List.copyOf(parts);
    }

    /** Looks for it; the same pixels give the same area. */
    static TissueArea of(GreyPicture picture) {
        Box whole = new Box(0, 0, picture.width(), picture.height());
        DeviceFrame frame = DeviceFrame.around(picture);
        if (!frame.isPresent()) {
            return new TissueArea(whole, true, List.of());
        }
        boolean[] others = frame.others();
        Mat dense = dense(picture, others, TISSUE);
        Components tissue = Components.of(dense);
        List<Integer> pieces = pieces(tissue);
        if (pieces.isEmpty()) {
            return new TissueArea(whole, false, List.of());
        }
        Box box = withFading(tissue, pieces, fading(picture, dense, others, frame));
        box = new DarkTissue(picture, frame).around(box);
        boolean sure =
                isLarge(picture, box) && !isCutOut(picture, box) && isFilled(tissue, pieces.get(0));
        List<Box> parts = pieces.stream().map(tissue.boxes()::get).toList();
        return new TissueArea(sure ? box : whole, sure, parts);
    }

    /** Where tissue fades, and where it does not; letters are too bright beside the frame. */
    private static Components fading(
            GreyPicture picture, Mat dense, boolean[] others, DeviceFrame frame) {
        boolean[] dark = others.clone();
        for (int pixel = 0; pixel < dark.length; pixel++) {
            dark[pixel] &= frame.range(pixel) <= DarkTissue.LETTER_CONTRAST;
        }
        Mat either = new Mat();
        bitwise_or(dense, dense(picture, dark, FADING), either);
        return Components.of(either);
    }

    /** 255 where of the window around a pixel a share is set; else 0. */
    private static Mat dense(GreyPicture picture, boolean[] set, double share) {
        byte[] values = new byte[set.length];
        for (int pixel = 0; pixel < values.length; pixel++) {
            values[pixel] = (byte) (set[pixel] ? 255 : 0);
        }
        Mat mat = new Mat(picture.height(), picture.width(), CV_8U);
        mat.data().put(values);
        int shorter = Math.min(picture.width(), picture.height());
        int side = Math.max(LEAST_WINDOW, (int) Math.round(WINDOW * shorter)) | 1;
        try (Size window = new Size(side, side);
                Point middle = new Point(-1, -1)) {
            boxFilter(mat, mat, -1, window, middle, true, BORDER_REFLECT);
        }
        threshold(mat, mat, 255 * share, 255, THRESH_BINARY);
        return mat;
    }

    /** The numbers of the large pieces, the largest first. */
    private static List<Integer> pieces(Components tissue) {
        List<Integer> parts =
                IntStream.range(1, tissue.count())
                        .boxed()
                        .sorted(Comparator.comparing(part -> -tissue.areas()[part]))
                        .toList();
        return parts.stream()
                .filter(part -> tissue.areas()[part] >= PIECE * tissue.areas()[parts.get(0)])
                .toList();
    }

    /** Around the pieces and what of fading tissue hangs together with them. */
    private static Box withFading(Components tissue, List<Integer> pieces, Components fading) {
        boolean[] isPiece = new boolean[tissue.count()];
        pieces.forEach(piece -> isPiece[piece] = true);
        boolean[] hangs = new boolean[fading.count()];
        for (int pixel = 0; pixel < tissue.labels().length; pixel++) {
            if (isPiece[tissue.labels()[pixel]]) {
                hangs[fading.labels()[pixel]] = true;
            }
        }
        Box around = tissue.boxes().get(pieces.get(0));
        for (int part = 1; part < fading.count(); part++) {
            if (hangs[part]) {
                around = around.around(fading.boxes().get(part));
            }
        }
        return around;
    }

    private static boolean isLarge(GreyPicture picture, Box box) {
        double area = (double) box.width() * box.height();
        return area >= LEAST_AREA * picture.width() * picture.height()
                && box.width() >= StillImage.LEAST_SIDE
                && box.height() >= StillImage.LEAST_SIDE;
    }

    /**
     * An image that was cut out by hand has no frame at the sides and above; what is black below it
     * is tissue that no sound came back from.
     */
    private static boolean isCutOut(GreyPicture picture, Box box) {
        return box.x() <= EDGE
                && box.y() <= EDGE
                && box.right() >= picture.width() - EDGE
                && box.bottom() < picture.height() - EDGE;
    }

    private static boolean isFilled(Components tissue, int part) {
        Box box = tissue.boxes().get(part);
        return tissue.areas()[part] >= LEAST_FILL * box.width() * box.height();
    }
}
