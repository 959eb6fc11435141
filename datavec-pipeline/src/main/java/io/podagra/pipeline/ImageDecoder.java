package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.minMaxLoc;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_ANYCOLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_ANYDEPTH;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decodes a file with OpenCV and makes it a working image.
 *
 * <p>Grey and colour, 8 and 16 bits. Transparency is dropped, a JPEG's EXIF orientation applied, of
 * a TIFF with pages the first is taken. 16-bit values are stretched so that the image's smallest
 * becomes 0 and its largest 255, because such files seldom use all 16 bits and do not say how many.
 * What a header says is too large to decode, or made for print, is refused before it is decoded.
 *
 * <p>Not through {@code NativeImageLoader.asMatrix(File)}: where OpenCV fails it goes on to
 * Leptonica, which is not shipped, and it takes a JPEG that is cut short. Immutable.
 */
final class ImageDecoder {
    private static final int MAXIMUM_GREY = 255;

    /** What an image of as many pixels as are decoded has in colours of 16 bits. */
    private static final long MOST_BYTES = 6 * ImageHeader.MOST_PIXELS;

    static {
        // An image is too little to be divided among threads, and OpenCV's own would get in the
        // way of ours. For the whole process, which works on images in threads everywhere.
        opencv_core.setNumThreads(1);
    }

    private final Preprocessing preprocessing;

    ImageDecoder(ImageSettings settings) {
        this.preprocessing = Preprocessing.of(settings);
    }

    /**
     * @throws UndecodableImageException if the file cannot be read or holds no whole image
     */
    WorkingImage decode(Path file) throws UndecodableImageException {
        return toWorkingImage(file, read(file));
    }

    /**
     * @param content what was read from the file
     * @throws UndecodableImageException if the content is no whole image
     */
    @SuppressWarnings("try") // The scope works by being open; nothing asks it for anything.
    WorkingImage toWorkingImage(Path file, byte[] content) throws UndecodableImageException {
        try (NativeScope scope = new NativeScope()) {
            return WorkingImage.copyOf(preprocessing.apply(decode(file, content)));
        }
    }

    /**
     * The bytes of a file that may hold an image.
     *
     * @throws UndecodableImageException if it cannot be read, or is seen to be no whole image
     */
    static byte[] read(Path file) throws UndecodableImageException {
        byte[] content;
        try {
            requireReadable(file);
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new UndecodableImageException(file, "does not exist");
        } catch (IOException e) {
            String finding =
                    Files.isDirectory(file)
                            ? "is a folder"
                            : "cannot be read (" + e.getClass().getSimpleName() + ")";
            throw new UndecodableImageException(file, finding);
        }
        ContentCheck.requireSound(file, content);
        return content;
    }

    /** A folder of images may hold films too, which no array has room for. */
    private static void requireReadable(Path file) throws IOException, UndecodableImageException {
        long size = Files.size(file);
        if (size > MOST_BYTES) {
            throw new UndecodableImageException(
                    file,
                    "has %,d MB, more than the %,d MB that are read"
                            .formatted(size / 1_000_000, MOST_BYTES / 1_000_000));
        }
    }

    /**
     * The image at its own size, of 8 bits and 1 or 3 channels.
     *
     * @throws UndecodableImageException if the content is no whole image
     */
    static Mat decode(Path file, byte[] content) throws UndecodableImageException {
        if (ImageFormat.of(content).equals(Optional.of(ImageFormat.JPEG))) {
            Optional<String> damage = JpegScan.damageIn(content);
            if (damage.isPresent()) {
                throw new UndecodableImageException(
                        file, "is a damaged JPEG (" + damage.get() + ")");
            }
        }
        Mat decoded;
        try {
            decoded =
                    imdecode(new Mat(new BytePointer(content)), IMREAD_ANYDEPTH | IMREAD_ANYCOLOR);
        } catch (RuntimeException e) { // what JavaCPP makes of any C++ exception
            throw new UndecodableImageException(
                    file, "cannot be decoded (" + e.getMessage().strip() + ")");
        }
        if (decoded == null || decoded.empty()) {
            throw new UndecodableImageException(file, "is not an image or is damaged");
        }
        return toEightBits(file, decoded);
    }

    private static Mat toEightBits(Path file, Mat image) throws UndecodableImageException {
        if (image.channels() != 1 && image.channels() != 3) {
            throw new UndecodableImageException(file, "has " + image.channels() + " channels");
        }
        if (image.depth() == CV_8U) {
            return image;
        }
        if (image.depth() != CV_16U) {
            throw new UndecodableImageException(file, "has neither 8 nor 16 bits a channel");
        }
        double[] range = rangeOf(image);
        double scale = range[1] > range[0] ? MAXIMUM_GREY / (range[1] - range[0]) : 0;
        Mat result = new Mat();
        image.convertTo(result, CV_8U, scale, -range[0] * scale);
        return result;
    }

    private static double[] rangeOf(Mat image) {
        try (DoublePointer minimum = new DoublePointer(1);
                DoublePointer maximum = new DoublePointer(1)) {
            // One channel, for OpenCV looks for extremes in nothing else.
            minMaxLoc(image.reshape(1), minimum, maximum, null, null, null);
            return new double[] {minimum.get(), maximum.get()};
        }
    }
}
