package io.podagra.pipeline.dicom;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The outline of a JPEG 2000 codestream (ITU-T T.800, annex A), followed from marker to marker
 * before a decoder allocates by it: whole, of the expected size, and of sane structure.
 */
final class Codestream {
    /** More than encoders of medical images make; the standard's 65,535 would decode for hours. */
    private static final int MOST_TILES = 4096;

    private static final int MOST_LAYERS = 256;

    /** Of a precinct and a code block, as a power of two: 16. Smaller ones are many. */
    private static final int LEAST_BLOCK = 4;

    /** XRsiz and YRsiz of a component in full resolution. */
    private static final int ONCE_EACH_WAY = 0x0101;

    private static final int START = 0xFF4FFF51;
    private static final int CODING_STYLE = 0xFF52;
    private static final int CODING_STYLE_OF_COMPONENT = 0xFF53;
    private static final int PROGRESSION_CHANGE = 0xFF5F;
    private static final int PACKED_HEADS = 0xFF60;
    private static final int PACKED_HEADS_OF_TILE_PART = 0xFF61;
    private static final int START_OF_TILE_PART = 0xFF90;
    private static final int START_OF_DATA = 0xFF93;
    private static final int START_OF_PACKET = 0x91;
    private static final int END_OF_PACKET_HEAD = 0x92;
    private static final int END = 0xFFD9;
    private static final int JP2_CODESTREAM = 0x6A703263; // "jp2c"
    private static final int JP2_SIGNATURE = 0x6A502020; // "jP  "

    private final byte[] content;
    private final ByteBuffer bytes;
    private final PixelFormat format;
    private boolean hasIrreversibleColours;

    private Codestream(byte[] content, PixelFormat format) {
        this.content = content;
        this.bytes = ByteBuffer.wrap(content);
        this.format = format;
    }

    /**
     * The codestream alone, taken out of the JP2 file that some devices wrap it in.
     *
     * @throws DicomException if it is not whole or goes beyond a limit
     */
    static Codestream of(byte[] compressed, PixelFormat format) throws DicomException {
        Codestream codestream = new Codestream(unwrapped(compressed), format);
        try {
            codestream.check();
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new DicomException("is a JPEG 2000 codestream that is cut short", e);
        }
        return codestream;
    }

    /** Not a copy. */
    byte[] content() {
        return content;
    }

    /** Whether its colours went through the irreversible transform (A.6.1, G.3). */
    boolean hasIrreversibleColours() {
        return hasIrreversibleColours;
    }

    /** ITU-T T.800, I.4: boxes of a length, a type, and maybe a longer length. */
    private static byte[] unwrapped(byte[] compressed) throws DicomException {
        ByteBuffer boxes = ByteBuffer.wrap(compressed);
        boolean wrapped = compressed.length >= 12 && boxes.getInt(Integer.BYTES) == JP2_SIGNATURE;
        while (wrapped && boxes.remaining() >= 2 * Integer.BYTES) {
            int start = boxes.position();
            long length = Integer.toUnsignedLong(boxes.getInt());
            int type = boxes.getInt();
            if (length == 1 && boxes.remaining() >= Long.BYTES) {
                length = boxes.getLong();
            } else if (length == 0) {
                length = (long) compressed.length - start;
            }
            if (type == JP2_CODESTREAM) {
                return Arrays.copyOfRange(compressed, boxes.position(), compressed.length);
            }
            if (length < boxes.position() - start || length > compressed.length - start) {
                break;
            }
            boxes.position(start + (int) length);
        }
        if (compressed.length < Integer.BYTES || boxes.getInt(0) != START) {
            throw new DicomException("is no JPEG 2000, though its transfer syntax says so");
        }
        return compressed;
    }

    private void check() throws DicomException {
        bytes.position(Short.BYTES);
        bytes.getShort(); // SIZ, which is always first
        size(segment());
        int marker = u16();
        while (marker != START_OF_TILE_PART) {
            header(marker, segment());
            marker = u16();
        }
        while (marker == START_OF_TILE_PART) {
            tilePart();
            if (bytes.remaining() < Short.BYTES) {
                throw new DicomException("is a JPEG 2000 codestream that is cut short");
            }
            marker = u16();
        }
        if (marker != END) {
            throw new DicomException(
                    "is a damaged JPEG 2000 codestream: marker %04X at byte %d"
                            .formatted(marker, bytes.position() - Short.BYTES));
        }
    }

    private int u16() {
        return Short.toUnsignedInt(bytes.getShort());
    }

    /** Of the marker just read, after its length. */
    private ByteBuffer segment() {
        int length = u16() - Short.BYTES;
        ByteBuffer segment = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        return segment;
    }

    /** SIZ (A.5.1). */
    private void size(ByteBuffer segment) throws DicomException {
        segment.getShort(); // capabilities
        long right = u32(segment);
        long bottom = u32(segment);
        long width = right - u32(segment);
        long height = bottom - u32(segment);
        long tileWidth = Math.max(1, u32(segment));
        long tileHeight = Math.max(1, u32(segment));
        segment.getLong(); // where the tiles begin
        int components = Short.toUnsignedInt(segment.getShort());
        if (width != format.columns()
                || height != format.rows()
                || components != format.samples()) {
            throw new DicomException(
                    "is a JPEG 2000 codestream of %d x %d x %d, where Columns, Rows and Samples per Pixel say %d x %d x %d"
                            .formatted(
                                    width,
                                    height,
                                    components,
                                    format.columns(),
                                    format.rows(),
                                    format.samples()));
        }
        if ((right / tileWidth + 1) * (bottom / tileHeight + 1) > 2L * MOST_TILES) {
            throw unsupported("more than %d tiles".formatted(MOST_TILES));
        }
        for (int component = 0; component < components; component++) {
            int depth = Byte.toUnsignedInt(segment.get());
            if (depth
                    >= format.bitsAllocated()) { // one less than the bits; the high bit is the sign
                throw unsupported("signed samples or more than the bits allocated");
            }
            if (segment.getShort() != ONCE_EACH_WAY) {
                throw unsupported("components of different resolution");
            }
        }
    }

    private static long u32(ByteBuffer segment) {
        return Integer.toUnsignedLong(segment.getInt());
    }

    /** COD and COC (A.6.1, A.6.2), in the main head or that of a tile part. */
    private void header(int marker, ByteBuffer segment) throws DicomException {
        if (marker == PROGRESSION_CHANGE) {
            throw unsupported("a change of progression order");
        }
        if (marker == PACKED_HEADS || marker == PACKED_HEADS_OF_TILE_PART) {
            // Where they are cut short, JJ2000 reads one bits without end.
            throw unsupported("packed packet heads");
        }
        if (marker == CODING_STYLE) {
            int style = segment.get();
            segment.get(); // progression order
            if (Short.toUnsignedInt(segment.getShort()) > MOST_LAYERS) {
                throw unsupported("more than %d layers".formatted(MOST_LAYERS));
            }
            boolean transformed = segment.get() == 1;
            hasIrreversibleColours |= codingStyle(style, segment) && transformed;
        } else if (marker == CODING_STYLE_OF_COMPONENT) {
            segment.get(); // which component; there are less than 257
            codingStyle(segment.get(), segment);
        }
    }

    /** Returns whether the wavelet is the irreversible one. */
    private static boolean codingStyle(int style, ByteBuffer segment) throws DicomException {
        int levels = Byte.toUnsignedInt(segment.get());
        int width = Byte.toUnsignedInt(segment.get()) + 2;
        int height = Byte.toUnsignedInt(segment.get()) + 2;
        segment.get(); // style of code blocks
        boolean irreversible = segment.get() == 0;
        boolean sane = levels <= 32 && width + height <= 12;
        if (!sane || width < LEAST_BLOCK || height < LEAST_BLOCK) {
            throw unsupported(
                    "%d levels of code blocks 2^%d x 2^%d".formatted(levels, width, height));
        }
        for (int level = 0; (style & 1) == 1 && level <= levels; level++) {
            int precinct = segment.get();
            if ((precinct & 0xF) < LEAST_BLOCK || (precinct >> 4 & 0xF) < LEAST_BLOCK) {
                throw unsupported("precincts of less than 16 samples");
            }
        }
        return irreversible;
    }

    /** SOT, the head of the tile part, and its data (A.4.2). */
    private void tilePart() throws DicomException {
        int start = bytes.position() - Short.BYTES;
        ByteBuffer segment = segment();
        long length = Integer.toUnsignedLong(segment.getInt(Short.BYTES));
        long end = length == 0 ? bytes.limit() - Short.BYTES : start + length;
        int marker = u16();
        while (marker != START_OF_DATA) {
            header(marker, segment());
            marker = u16();
        }
        if (end < bytes.position() || end > bytes.limit()) {
            throw new DicomException(
                    "is a JPEG 2000 codestream that is cut short: a part of %,d bytes at byte %,d of %,d"
                            .formatted(length, start, bytes.limit()));
        }
        data(bytes.position(), (int) end);
        bytes.position((int) end);
    }

    /**
     * Data of a tile part has no byte above 8F after FF (B.10.1, D.4.1), nor FF last, but in the
     * markers of packets. JJ2000 reads one bits without end where FF follows FF in the head of a
     * packet.
     */
    private void data(int start, int end) throws DicomException {
        for (int index = start; index < Math.min(end, content.length - 1); index++) {
            int following = Byte.toUnsignedInt(content[index + 1]);
            if (content[index] == (byte) 0xFF
                    && following > 0x8F
                    && following != START_OF_PACKET
                    && following != END_OF_PACKET_HEAD) {
                throw new DicomException(
                        "is a damaged JPEG 2000 codestream: FF%02X at byte %d"
                                .formatted(following, index));
            }
        }
    }

    private static DicomException unsupported(String what) {
        return new DicomException(
                "is a JPEG 2000 codestream with %s: not supported; convert with gdcm's gdcmconv --raw"
                        .formatted(what));
    }
}
