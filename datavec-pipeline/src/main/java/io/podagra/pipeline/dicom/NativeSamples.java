package io.podagra.pipeline.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Pixel data that is not compressed (PS3.5, 8.1 and annex D). */
final class NativeSamples implements SampleSource {
    private final PixelFormat format;
    private final ByteBuffer data;

    /** Whether bytes come in words of big endian: 8 bits in OW (PS3.5, D.2). */
    private final boolean swapped;

    private NativeSamples(PixelFormat format, ByteBuffer data, boolean swapped) {
        this.format = format;
        this.data = data;
        this.swapped = swapped;
    }

    /**
     * @throws DicomException if the pixel data holds less than all frames
     */
    static NativeSamples of(PixelFormat format, Element pixelData) throws DicomException {
        ByteBuffer data = pixelData.value();
        if (format.photometric().isOfJpeg2000()) {
            throw new DicomException(
                    "has %s without JPEG 2000, which cannot be"
                            .formatted(format.photometric().term()));
        }
        if (format.photometric() == Photometric.YBR_FULL_422
                && (format.columns() % 2 != 0 || format.planar())) {
            throw new DicomException(
                    "has YBR_FULL_422 with an odd number of columns or by planes, which cannot be");
        }
        long needed = (long) frameBytes(format) * format.frames();
        if (data.remaining() < needed) {
            throw new DicomException(
                    "is cut short in tag %s: %d frames need %,d bytes and it has %,d"
                            .formatted(
                                    Tag.name(Tag.PIXEL_DATA),
                                    format.frames(),
                                    needed,
                                    data.remaining()));
        }
        boolean words = data.order() == ByteOrder.BIG_ENDIAN;
        boolean swapped =
                words && (format.bytesPerSample() == 2 || pixelData.representation().equals("OW"));
        if (swapped && data.remaining() % 2 != 0) {
            throw new DicomException("has pixel data in words, but an odd number of bytes");
        }
        return new NativeSamples(format, data, swapped);
    }

    private static int frameBytes(PixelFormat format) {
        return format.photometric() == Photometric.YBR_FULL_422
                ? 2 * format.pixels()
                : format.frameBytes();
    }

    @Override
    public Samples of(int frame) {
        int length = frameBytes(format);
        byte[] bytes = new byte[length];
        int start = frame * length;
        if (swapped) {
            for (int index = 0; index < length; index++) {
                bytes[index] = data.get((start + index) ^ 1);
            }
        } else {
            data.get(start, bytes);
        }
        if (format.photometric() == Photometric.YBR_FULL_422) {
            bytes = upsampled(bytes);
        } else if (format.samples() == 3 && format.planar()) {
            bytes = interleaved(bytes);
        }
        return new Samples(bytes, format.photometric().isYbrFull());
    }

    /** Two pixels are in four bytes, Y Y Cb Cr, and share the last two (PS3.3, C.7.6.3.1.2). */
    private static byte[] upsampled(byte[] halved) {
        byte[] full = new byte[halved.length / 2 * 3];
        for (int from = 0, to = 0; from < halved.length; from += 4, to += 6) {
            full[to] = halved[from];
            full[to + 3] = halved[from + 1];
            full[to + 1] = halved[from + 2];
            full[to + 4] = halved[from + 2];
            full[to + 2] = halved[from + 3];
            full[to + 5] = halved[from + 3];
        }
        return full;
    }

    private static byte[] interleaved(byte[] planes) {
        byte[] pixels = new byte[planes.length];
        int plane = planes.length / 3;
        for (int index = 0; index < planes.length; index++) {
            pixels[index % plane * 3 + index / plane] = planes[index];
        }
        return pixels;
    }
}
