package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.dct;
import static org.bytedeco.opencv.global.opencv_img_hash.pHash;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.podagra.data.CohortImage;
import io.podagra.data.Sha256;
import io.podagra.data.audit.Appearance;
import io.podagra.data.audit.GreyLevels;
import io.podagra.data.audit.ImageInspector;
import io.podagra.data.audit.Inspection;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Function;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Looks at pixels with OpenCV. Thread-safe; native memory is freed before a method returns, and
 * what is kept does not grow with the cohort.
 */
public final class CohortInspector implements ImageInspector {
    /** Columns of the details for the first and the second look at a pair. */
    private static final int COARSE = 64;

    private static final int FINE = 192;

    /**
     * Likeness at 64 columns from which on the second look is taken, well below what copies have
     * there.
     */
    private static final double WORTH_A_SECOND_LOOK = 0.8;

    /** Details kept: about 10 MB of the coarse, 6 MB of the fine ones. */
    private static final int COARSE_KEPT = 4_096;

    private static final int FINE_KEPT = 256;

    /** Side of the image of which the low frequencies are taken, and of their square: as pHash. */
    private static final int DCT_SIDE = 32;

    private static final int FREQUENCIES = 8;

    /**
     * Of a side, left out of the inner look: between a copy that was not cropped and one that lost
     * 3 % a side no look is off by more than 0.75 %, within which the hash hardly changes.
     */
    private static final double INNER_MARGIN = 0.0225;

    private static final int THUMBNAIL_QUALITY = 80;

    private final DetailCache coarse = new DetailCache(COARSE_KEPT);
    private final DetailCache fine = new DetailCache(FINE_KEPT);

    @Override
    @SuppressWarnings("try") // The scope works by being open; nothing asks it for anything.
    public Inspection inspect(CohortImage image) {
        try (NativeScope scope = NativeScope.ofOpenCv()) {
            byte[] content = ImageDecoder.read(image.file());
            Mat decoded = ImageDecoder.decode(image.file(), content);
            GreyPicture picture = GreyPicture.of(decoded);
            ImageArea area = ImageArea.of(picture);
            TissueArea tissue = TissueArea.of(picture);
            Mat compared = area.compared(picture);
            // While there is room, so that the image need not be decoded again.
            coarse.put(image.id(), Detail.of(compared, COARSE));
            return new Inspection.Inspected(
                    picture.width(),
                    picture.height(),
                    decoded.channels(),
                    Sha256.of(content),
                    pixelDigest(picture),
                    GreyLevels.of(picture.histogram()),
                    new Appearance(look(compared), look(area.compared(picture, INNER_MARGIN))),
                    OverlayDetector.find(picture, area.box()),
                    FrameFlags.of(decoded, picture, tissue));
        } catch (UndecodableImageException e) {
            return new Inspection.Broken(e.finding());
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>At 64 columns, about half a millimetre each, then, of what is alike there, at 192 columns.
     *
     * @throws io.podagra.data.InvalidInputException if a file can no longer be decoded
     */
    @Override
    public double likeness(CohortImage first, CohortImage second) {
        double atFirst = likeness(first, second, coarse, COARSE);
        return atFirst < WORTH_A_SECOND_LOOK ? atFirst : likeness(first, second, fine, FINE);
    }

    @SuppressWarnings("try")
    private double likeness(CohortImage first, CohortImage second, DetailCache kept, int columns) {
        Detail one = detail(first, kept, columns);
        Detail other = detail(second, kept, columns);
        try (NativeScope scope = NativeScope.ofOpenCv()) {
            return one.likeness(other);
        }
    }

    private Detail detail(CohortImage image, DetailCache kept, int columns) {
        return kept.get(
                image.id(),
                () ->
                        withPicture(
                                image,
                                picture ->
                                        Detail.of(
                                                ImageArea.of(picture).compared(picture), columns)));
    }

    /**
     * {@inheritDoc}
     *
     * @throws io.podagra.data.InvalidInputException if the file can no longer be decoded
     */
    @Override
    public byte[] thumbnail(CohortImage image, int width) {
        return withPicture(
                image,
                picture -> {
                    int columns = Math.min(width, picture.width());
                    int rows =
                            Math.max(
                                    1,
                                    Math.round(
                                            (float) columns * picture.height() / picture.width()));
                    Mat small = new Mat();
                    resize(picture.mat(), small, new Size(columns, rows), 0, 0, INTER_AREA);
                    BytePointer jpeg = new BytePointer();
                    try (IntPointer quality =
                            new IntPointer(IMWRITE_JPEG_QUALITY, THUMBNAIL_QUALITY)) {
                        imencode(".jpg", small, jpeg, quality);
                    }
                    byte[] bytes = new byte[Math.toIntExact(jpeg.limit())];
                    jpeg.get(bytes);
                    return bytes;
                });
    }

    @SuppressWarnings("try")
    private static <T> T withPicture(CohortImage image, Function<GreyPicture, T> use) {
        try (NativeScope scope = NativeScope.ofOpenCv()) {
            byte[] content = ImageDecoder.read(image.file());
            return use.apply(GreyPicture.of(ImageDecoder.decode(image.file(), content)));
        } catch (UndecodableImageException e) {
            throw e.ofCohort(image);
        }
    }

    private static Appearance.Look look(Mat area) {
        Mat hash = new Mat();
        pHash(area, hash);
        byte[] bits = new byte[Long.BYTES];
        hash.data().get(bits);
        return new Appearance.Look(ByteBuffer.wrap(bits).getLong(), lowFrequencies(area));
    }

    /** Coefficients of the cosine transform but the constant one, of root mean square 1. */
    private static float[] lowFrequencies(Mat area) {
        Mat small = new Mat();
        resize(area, small, new Size(DCT_SIDE, DCT_SIDE), 0, 0, INTER_AREA);
        small.convertTo(small, CV_32F);
        dct(small, small);
        float[] all = new float[DCT_SIDE * DCT_SIDE];
        new FloatPointer(small.data()).get(all);
        float[] low = new float[FREQUENCIES * FREQUENCIES - 1];
        double energy = 0;
        for (int index = 0; index < low.length; index++) {
            int row = (index + 1) / FREQUENCIES;
            int column = (index + 1) % FREQUENCIES;
            low[index] = all[row * DCT_SIDE + column];
            energy += low[index] * low[index];
        }
        double scale = energy > 0 ? Math.sqrt(low.length / energy) : 0;
        for (int index = 0; index < low.length; index++) {
            low[index] *= (float) scale;
        }
        return low;
    }

    private static String pixelDigest(GreyPicture picture) {
        MessageDigest digest = Sha256.start();
        digest.update(
                ByteBuffer.allocate(2 * Integer.BYTES)
                        .putInt(picture.width())
                        .putInt(picture.height())
                        .array());
        return HexFormat.of().formatHex(digest.digest(picture.pixels()));
    }
}
