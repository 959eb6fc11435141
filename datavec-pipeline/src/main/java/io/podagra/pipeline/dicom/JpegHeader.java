package io.podagra.pipeline.dicom;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * What a JPEG says of itself before its first scan (ITU-T T.81, B.2), read before a decoder
 * allocates by it.
 *
 * @param process the low half of the frame marker: 0 baseline, 1 extended, 2 progressive, 3
 *     lossless
 * @param precision bits of a sample
 * @param components ids in one number of three bytes; 0 unless there are three
 * @param count of components
 * @param subsampled whether components differ in resolution
 * @param jfif whether a JFIF segment is there, which stands for YCbCr (ITU-T T.871)
 * @param adobeTransform 0 none, 1 YCbCr, 2 YCCK, if an Adobe segment is there
 */
record JpegHeader(
        int process,
        int precision,
        int width,
        int height,
        int components,
        int count,
        boolean subsampled,
        boolean jfif,
        OptionalInt adobeTransform) {
    static final int PROGRESSIVE = 2;
    static final int LOSSLESS = 3;

    private static final int RGB = 'R' << 16 | 'G' << 8 | 'B';
    private static final int START_OF_IMAGE = 0xFFD8;
    private static final int START_OF_SCAN = 0xFFDA;
    private static final int APPLICATION_JFIF = 0xFFE0;
    private static final int APPLICATION_ADOBE = 0xFFEE;
    private static final int ADOBE_TRANSFORM = 11;
    private static final int FRAME_BYTES = 6;

    /**
     * @throws DicomException if it is no JPEG or ends before its first scan
     */
    static JpegHeader of(byte[] jpeg) throws DicomException {
        ByteBuffer bytes = ByteBuffer.wrap(jpeg);
        if (jpeg.length < Short.BYTES || u16(bytes) != START_OF_IMAGE) {
            throw new DicomException("is no JPEG, though its transfer syntax says so");
        }
        ByteBuffer frame = ByteBuffer.allocate(0);
        int process = 0;
        boolean jfif = false;
        OptionalInt adobe = OptionalInt.empty();
        while (bytes.remaining() >= 2 * Short.BYTES) {
            int marker = u16(bytes);
            if (marker == 0xFFFF) { // a fill byte
                bytes.position(bytes.position() - 1);
                continue;
            }
            int length = u16(bytes) - Short.BYTES;
            if (marker <= 0xFF00 || length < 0 || length > bytes.remaining()) {
                break;
            }
            if (marker == START_OF_SCAN) {
                return of(process, frame, jfif, adobe);
            }
            ByteBuffer segment = bytes.slice(bytes.position(), length);
            bytes.position(bytes.position() + length);
            if (isFrame(marker)) {
                if (frame.hasRemaining()) {
                    throw new DicomException("is a JPEG with two heads");
                }
                process = marker & 0xF;
                frame = segment;
            } else if (marker == APPLICATION_JFIF && startsWith(segment, "JFIF")) {
                jfif = true;
            } else if (marker == APPLICATION_ADOBE
                    && startsWith(segment, "Adobe")
                    && length > ADOBE_TRANSFORM) {
                adobe = OptionalInt.of(Byte.toUnsignedInt(segment.get(ADOBE_TRANSFORM)));
            }
        }
        throw new DicomException("is a JPEG that is damaged or cut short before its first scan");
    }

    private static JpegHeader of(int process, ByteBuffer frame, boolean jfif, OptionalInt adobe)
            throws DicomException {
        int count = frame.remaining() < FRAME_BYTES ? 0 : Byte.toUnsignedInt(frame.get(5));
        if (count == 0 || frame.remaining() < FRAME_BYTES + 3 * count) {
            throw new DicomException("is a JPEG without a whole head");
        }
        boolean subsampled = false;
        for (int component = 1; component < count; component++) {
            int factors = FRAME_BYTES + 1 + 3 * component;
            subsampled |= frame.get(factors) != frame.get(FRAME_BYTES + 1);
        }
        return new JpegHeader(
                process,
                Byte.toUnsignedInt(frame.get(0)),
                Short.toUnsignedInt(frame.getShort(3)),
                Short.toUnsignedInt(frame.getShort(1)),
                count == 3
                        ? frame.get(FRAME_BYTES) << 16
                                | frame.get(FRAME_BYTES + 3) << 8
                                | frame.get(FRAME_BYTES + 6)
                        : 0,
                count,
                subsampled,
                jfif,
                adobe);
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xFFC0
                && marker <= 0xFFCF
                && marker != 0xFFC4
                && marker != 0xFFC8
                && marker != 0xFFCC;
    }

    private static boolean startsWith(ByteBuffer segment, String name) {
        return segment.remaining() >= name.length()
                && StandardCharsets.ISO_8859_1
                        .decode(segment.slice(0, name.length()))
                        .toString()
                        .equals(name);
    }

    private static int u16(ByteBuffer bytes) {
        return Short.toUnsignedInt(bytes.getShort());
    }

    /**
     * Whether three components are YCbCr. Devices often leave RGB in the data set though what they
     * wrote is YCbCr, so the JPEG is asked first: its Adobe segment, the names of its components, a
     * JFIF segment, a lower resolution of colours; last the data set.
     */
    boolean isYbr(Photometric photometric) {
        if (adobeTransform.isPresent()) {
            return adobeTransform.getAsInt() != 0;
        }
        return components != RGB && (jfif || subsampled || photometric != Photometric.RGB);
    }
}
