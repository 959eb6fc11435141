package io.podagra.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** TIFF 6.0, section 8: what the directories say of size and colours, and where the pixels are. */
final class TiffHeader {
    private static final int NEW_SUBFILE_TYPE = 254;
    private static final int REDUCED_RESOLUTION = 1;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int UNCOMPRESSED = 1;
    private static final int PHOTOMETRIC = 262;
    private static final int SEPARATED = 5;
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_BYTES = 279;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;

    private TiffHeader() {}

    /** The size of the first page; the pages are counted without thumbnails. */
    static Optional<ImageHeader> of(byte[] content) {
        List<TiffDirectory> directories = TiffDirectory.allOf(content);
        int frames = (int) directories.stream().filter(TiffHeader::isPage).count();
        if (frames == 0) {
            return Optional.empty();
        }
        TiffDirectory first = directories.get(0);
        return Optional.of(
                new ImageHeader(
                        ImageFormat.TIFF,
                        first.value(WIDTH, 0),
                        first.value(HEIGHT, 0),
                        frames,
                        first.value(PHOTOMETRIC, 0) == SEPARATED
                                ? ImageHeader.Colours.INKS
                                : ImageHeader.Colours.LIGHT));
    }

    private static boolean isPage(TiffDirectory directory) {
        return (directory.value(NEW_SUBFILE_TYPE, 0) & REDUCED_RESOLUTION) == 0;
    }

    /** Whether pixels of the first page lie outside of the file, or are too few for its size. */
    static boolean isCutShort(byte[] content) {
        try {
            List<TiffDirectory> directories = TiffDirectory.allOf(content);
            if (directories.isEmpty()) {
                return true;
            }
            TiffDirectory first = directories.get(0);
            return liesOutside(first.values(STRIP_OFFSETS), first.values(STRIP_BYTES), content)
                    || liesOutside(first.values(TILE_OFFSETS), first.values(TILE_BYTES), content)
                    || hasTooFewBytes(first);
        } catch (IndexOutOfBoundsException e) {
            return true;
        }
    }

    /** Lengths may be left out, as old files do. */
    private static boolean liesOutside(long[] offsets, long[] lengths, byte[] content) {
        for (int index = 0; index < offsets.length; index++) {
            long length = index < lengths.length ? lengths[index] : 1;
            if (offsets[index] > content.length - length) {
                return true;
            }
        }
        return false;
    }

    /** Only to be told of pixels in strips that are not compressed; a row begins with a byte. */
    private static boolean hasTooFewBytes(TiffDirectory page) {
        long[] lengths = page.values(STRIP_BYTES);
        if (page.value(COMPRESSION, UNCOMPRESSED) != UNCOMPRESSED || lengths.length == 0) {
            return false;
        }
        long[] bits = page.values(BITS);
        long bitsOfPixel = bits.length == 0 ? 1 : Arrays.stream(bits).sum();
        long row = (page.value(WIDTH, 0) * bitsOfPixel + Byte.SIZE - 1) / Byte.SIZE;
        return row > 0 && page.value(HEIGHT, 0) > Arrays.stream(lengths).sum() / row;
    }
}
