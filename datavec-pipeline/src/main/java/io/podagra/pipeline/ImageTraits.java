package io.podagra.pipeline;

import io.podagra.data.InvalidInputException;
import java.nio.file.Path;

/**
 * What an image file looks like before anything is done to it: how large, how bright, how sharp.
 * These follow the device and its settings more than the patient.
 *
 * @param width in pixels
 * @param height in pixels
 * @param mean of the grey values, from 0 (black) to 255
 * @param contrast their standard deviation, in grey levels
 * @param black share of the pixels that are nearly black, frame and shadows, in [0, 1]
 * @param bright the 95th percentile of the grey values
 * @param sharpness the root mean square of the Laplacian over the contrast, so that gain does not
 *     count; 0 for an image of one grey
 * @param noise standard deviation of the noise in grey levels, by Immerkaer (Computer Vision and
 *     Image Understanding 1996;64(2):300-302); speckle counts too
 */
public record ImageTraits(
        int width,
        int height,
        double mean,
        double contrast,
        double black,
        double bright,
        double sharpness,
        double noise) {
    /** Up to which grey value a pixel is nearly black. */
    private static final int BLACK = 15;

    private static final double BRIGHT = 0.95;

    /**
     * Looks at a file, by all of its pixels. Safe for several threads.
     *
     * @throws InvalidInputException if the file cannot be read or holds no whole image
     */
    public static ImageTraits of(Path file) {
        try {
            return decoded(file, ImageDecoder.read(file));
        } catch (UndecodableImageException e) {
            throw e.ofFile();
        }
    }

    /**
     * The same of an image in memory: a whole PNG, JPEG, BMP or TIFF.
     *
     * @param name what messages call it
     * @throws InvalidInputException if it is no whole image
     */
    public static ImageTraits of(String name, byte[] content) {
        Path file = Path.of(name);
        try {
            ContentCheck.requireSound(file, content);
            return decoded(file, content);
        } catch (UndecodableImageException e) {
            throw e.ofFile();
        }
    }

    @SuppressWarnings("try") // The scope works by being open; nothing asks it for anything.
    private static ImageTraits decoded(Path file, byte[] content) throws UndecodableImageException {
        try (NativeScope scope = NativeScope.ofOpenCv()) {
            return of(GreyPicture.of(ImageDecoder.decode(file, content)));
        }
    }

    private static ImageTraits of(GreyPicture picture) {
        int[] histogram = picture.histogram();
        double pixels = (double) picture.width() * picture.height();
        double sum = 0;
        double squares = 0;
        double black = 0;
        for (int grey = 0; grey < histogram.length; grey++) {
            sum += (double) grey * histogram[grey];
            squares += (double) grey * grey * histogram[grey];
            black += grey <= BLACK ? histogram[grey] : 0;
        }
        double mean = sum / pixels;
        double contrast = Math.sqrt(Math.max(0, squares / pixels - mean * mean));
        return new ImageTraits(
                picture.width(),
                picture.height(),
                mean,
                contrast,
                black / pixels,
                percentile(histogram, BRIGHT * pixels),
                contrast == 0 ? 0 : sharpness(picture) / contrast,
                noise(picture));
    }

    private static int percentile(int[] histogram, double pixels) {
        double below = 0;
        int grey = 0;
        while (grey < histogram.length - 1 && below + histogram[grey] < pixels) {
            below += histogram[grey];
            grey++;
        }
        return grey;
    }

    /** Root mean square of the Laplacian over the inner pixels. */
    private static double sharpness(GreyPicture picture) {
        double squares = 0;
        for (int y = 1; y < picture.height() - 1; y++) {
            for (int x = 1; x < picture.width() - 1; x++) {
                double laplacian = edges(picture, x, y) - 4.0 * picture.at(x, y);
                squares += laplacian * laplacian;
            }
        }
        return Math.sqrt(squares / innerPixels(picture));
    }

    /** By the difference of two Laplacians, which sees no edge and no slope. */
    private static double noise(GreyPicture picture) {
        double sum = 0;
        for (int y = 1; y < picture.height() - 1; y++) {
            for (int x = 1; x < picture.width() - 1; x++) {
                sum +=
                        Math.abs(
                                corners(picture, x, y)
                                        - 2.0 * edges(picture, x, y)
                                        + 4.0 * picture.at(x, y));
            }
        }
        return Math.sqrt(Math.PI / 2) * sum / (6 * innerPixels(picture));
    }

    private static double edges(GreyPicture picture, int x, int y) {
        return picture.at(x - 1, y)
                + picture.at(x + 1, y)
                + picture.at(x, y - 1)
                + picture.at(x, y + 1);
    }

    private static double corners(GreyPicture picture, int x, int y) {
        return picture.at(x - 1, y - 1)
                + picture.at(x + 1, y - 1)
                + picture.at(x - 1, y + 1)
                + picture.at(x + 1, y + 1);
    }

    /** At least 1, so that an image of one row has neither sharpness nor noise. */
    private static double innerPixels(GreyPicture picture) {
        return Math.max(1.0, (picture.width() - 2.0) * (picture.height() - 2.0));
    }
}
