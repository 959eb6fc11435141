package io.podagra.pipeline.dicom;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Small frames, smooth enough for lossy codecs, and the files that hold them. */
final class TestFrames {
    static final int WIDTH = 24;
    static final int HEIGHT = 16;
    static final int PIXELS = WIDTH * HEIGHT;

    private TestFrames() {}

    /** A ramp that differs by frame. */
    static byte[] grey(int frame) {
        byte[] pixels = new byte[PIXELS];
        for (int index = 0; index < PIXELS; index++) {
            int x = index % WIDTH;
            int y = index / WIDTH;
            pixels[index] = (byte) (x * 5 + y * 7 + frame * 10);
        }
        return pixels;
    }

    /** Interleaved ramps of three colours. */
    static byte[] colours() {
        byte[] pixels = new byte[3 * PIXELS];
        for (int index = 0; index < PIXELS; index++) {
            int x = index % WIDTH;
            int y = index / WIDTH;
            pixels[3 * index] = (byte) (10 + x * 9);
            pixels[3 * index + 1] = (byte) (200 - y * 8);
            pixels[3 * index + 2] = (byte) (30 + x * 3 + y * 4);
        }
        return pixels;
    }

    /** One colour of an interleaved frame. */
    static byte[] plane(byte[] pixels, int colour) {
        byte[] plane = new byte[pixels.length / 3];
        for (int index = 0; index < plane.length; index++) {
            plane[index] = pixels[3 * index + colour];
        }
        return plane;
    }

    static int[] unsigned(byte[] bytes) {
        int[] values = new int[bytes.length];
        Arrays.setAll(values, index -> Byte.toUnsignedInt(bytes[index]));
        return values;
    }

    /** Grey or RGB, by the number of bytes. */
    static BufferedImage image(byte[] pixels) {
        boolean grey = pixels.length == PIXELS;
        BufferedImage image =
                new BufferedImage(
                        WIDTH,
                        HEIGHT,
                        grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        image.getRaster().setPixels(0, 0, WIDTH, HEIGHT, unsigned(pixels));
        return image;
    }

    static DicomWriter writer(TransferSyntax syntax, Photometric photometric) {
        return DicomWriter.image(syntax, photometric, WIDTH, HEIGHT, Byte.SIZE);
    }

    /** A file with one frame in one fragment. */
    static byte[] compressed(TransferSyntax syntax, Photometric photometric, byte[] frame) {
        return writer(syntax, photometric).fragments(new int[0], List.of(frame)).file();
    }

    static DicomFile parse(byte[] file) throws DicomException {
        return DicomFile.of(ByteBuffer.wrap(file));
    }

    static byte[] firstFrame(byte[] file) throws DicomException {
        return parse(file).frames().frame(0).pixels();
    }
}
