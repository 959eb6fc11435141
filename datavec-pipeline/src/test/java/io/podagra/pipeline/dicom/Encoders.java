package io.podagra.pipeline.dicom;

import com.github.jaiimageio.jpeg2000.J2KImageWriteParam;
import com.github.jaiimageio.jpeg2000.impl.J2KImageWriterSpi;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Compresses small frames for tests. */
final class Encoders {
    /** All 17 categories of differences with codes of 5 bits. */
    private static final int CODE_BITS = 5;

    private static final int CATEGORIES = 17;

    private Encoders() {}

    /** PS3.5, annex G, with runs where there are any. */
    static byte[] rle(List<byte[]> segments) {
        ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        header.putInt(segments.size());
        for (byte[] segment : segments) {
            header.putInt(64 + packed.size());
            packBits(segment, packed);
        }
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(header.array());
        frame.writeBytes(packed.toByteArray());
        return frame.toByteArray();
    }

    private static void packBits(byte[] segment, ByteArrayOutputStream packed) {
        int from = 0;
        while (from < segment.length) {
            int run = 1;
            while (from + run < segment.length
                    && run < 128
                    && segment[from + run] == segment[from]) {
                run++;
            }
            if (run > 1) {
                packed.write(1 - run);
            } else {
                packed.write(0);
            }
            packed.write(segment[from]);
            from += run;
        }
        if (packed.size() % 2 == 1) {
            packed.write(-128);
        }
    }

    /** By the JDK: YCbCr with JFIF of a colour image. */
    static byte[] jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }

    /** By JJ2000, a codestream without JP2 around it. */
    static byte[] jpeg2000(BufferedImage image, boolean lossless) throws IOException {
        return jpeg2000(
                image,
                parameters -> {
                    parameters.setLossless(lossless);
                    parameters.setFilter(
                            lossless ? J2KImageWriteParam.FILTER_53 : J2KImageWriteParam.FILTER_97);
                    if (!lossless) {
                        parameters.setEncodingRate(8);
                    }
                });
    }

    /** By JJ2000, a codestream or, if asked for, a JP2 file. */
    static byte[] jpeg2000(BufferedImage image, Consumer<J2KImageWriteParam> choices)
            throws IOException {
        ImageWriter writer = new J2KImageWriterSpi().createWriterInstance(null);
        J2KImageWriteParam parameters = (J2KImageWriteParam) writer.getDefaultWriteParam();
        parameters.setWriteCodeStreamOnly(true);
        choices.accept(parameters);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /**
     * Process 14 with predictor 1 (ITU-T T.81, annex H).
     *
     * @param samples row by row, the components of a pixel side by side
     */
    static byte[] losslessJpeg(
            int[] samples, int width, int height, int components, int precision) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        words(out, 0xFFD8, 0xFFC3, 8 + 3 * components);
        out.write(precision);
        words(out, height, width);
        out.write(components);
        for (int component = 1; component <= components; component++) {
            out.write(component);
            out.write(0x11);
            out.write(0);
        }
        words(out, 0xFFC4, 2 + 1 + 16 + CATEGORIES);
        out.write(0);
        for (int bits = 1; bits <= 16; bits++) {
            out.write(bits == CODE_BITS ? CATEGORIES : 0);
        }
        for (int category = 0; category < CATEGORIES; category++) {
            out.write(category);
        }
        words(out, 0xFFDA, 6 + 2 * components);
        out.write(components);
        for (int component = 1; component <= components; component++) {
            out.write(component);
            out.write(0);
        }
        out.write(1);
        out.write(0);
        out.write(0);
        scan(out, samples, width * components, components, precision);
        words(out, 0xFFD9);
        return out.toByteArray();
    }

    private static void scan(
            ByteArrayOutputStream out, int[] samples, int row, int components, int precision) {
        List<Boolean> bits = new ArrayList<>();
        for (int index = 0; index < samples.length; index++) {
            int predicted;
            if (index % row >= components) {
                predicted = samples[index - components];
            } else if (index >= row) {
                predicted = samples[index - row];
            } else {
                predicted = 1 << (precision - 1);
            }
            int difference = (short) (samples[index] - predicted);
            int category = Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(difference));
            put(bits, category, CODE_BITS);
            if (category < 16) {
                put(bits, difference < 0 ? difference - 1 : difference, category);
            }
        }
        while (bits.size() % Byte.SIZE != 0) {
            bits.add(true);
        }
        for (int start = 0; start < bits.size(); start += Byte.SIZE) {
            int value = 0;
            for (boolean bit : bits.subList(start, start + Byte.SIZE)) {
                value = value << 1 | (bit ? 1 : 0);
            }
            out.write(value);
            if (value == 0xFF) {
                out.write(0);
            }
        }
    }

    private static void put(List<Boolean> bits, int value, int count) {
        for (int bit = count - 1; bit >= 0; bit--) {
            bits.add((value >> bit & 1) == 1);
        }
    }

    private static void words(ByteArrayOutputStream out, int... values) {
        for (int value : values) {
            out.write(value >> 8);
            out.write(value);
        }
    }
}
