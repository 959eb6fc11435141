package io.podagra.pipeline.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/**
 * Which fragments of encapsulated pixel data are of which frame (PS3.5, A.4).
 *
 * <p>One frame has them all; as many fragments as frames are one each. Otherwise the basic or the
 * extended offset table tells, and if there is none, the markers that JPEG and JPEG 2000 begin
 * with.
 */
final class EncapsulatedFrames {
    private static final int ITEM_HEAD = 8;

    private final List<Element.Fragment> fragments;

    /** Of each frame the first fragment, and after them the number of fragments. */
    private final int[] starts;

    private EncapsulatedFrames(List<Element.Fragment> fragments, int[] starts) {
        this.fragments = fragments;
        this.starts = starts;
    }

    /**
     * @throws DicomException if not all frames are found
     */
    static EncapsulatedFrames of(int frames, Element pixelData, DataSet dataSet)
            throws DicomException {
        if (pixelData.fragments().isEmpty()) {
            throw new DicomException(
                    "has a transfer syntax of compressed pixel data, but its pixel data is not in"
                            + " fragments; it is damaged");
        }
        ByteBuffer offsetTable = pixelData.fragments().get(0).bytes();
        List<Element.Fragment> fragments =
                pixelData.fragments().subList(1, pixelData.fragments().size());
        if (fragments.size() < frames) {
            throw new DicomException(
                    "is cut short in tag %s: it has %d frames in %d fragments"
                            .formatted(Tag.name(Tag.PIXEL_DATA), frames, fragments.size()));
        }
        int[] starts;
        if (frames == 1) {
            starts = new int[] {0};
        } else if (fragments.size() == frames) {
            starts = new int[frames];
            Arrays.setAll(starts, frame -> frame);
        } else {
            starts = byTables(frames, offsetTable, fragments, dataSet);
        }
        int[] bounds = Arrays.copyOf(starts, frames + 1);
        bounds[frames] = fragments.size();
        return new EncapsulatedFrames(List.copyOf(fragments), bounds);
    }

    private static int[] byTables(
            int frames, ByteBuffer basic, List<Element.Fragment> fragments, DataSet dataSet)
            throws DicomException {
        if (basic.remaining() >= (long) frames * Integer.BYTES) {
            return byOffsets(
                    frames,
                    fragments,
                    frame -> Integer.toUnsignedLong(basic.getInt(frame * Integer.BYTES)));
        }
        Optional<ByteBuffer> extended =
                dataSet.element(Tag.EXTENDED_OFFSET_TABLE).map(Element::value);
        if (extended.isPresent() && extended.get().remaining() >= (long) frames * Long.BYTES) {
            ByteBuffer table = extended.get();
            return byOffsets(frames, fragments, frame -> table.getLong(frame * Long.BYTES));
        }
        return byMarkers(frames, fragments);
    }

    /**
     * @param offsets of each frame, from the first fragment's item
     */
    private static int[] byOffsets(
            int frames, List<Element.Fragment> fragments, IntToLongFunction offsets)
            throws DicomException {
        int[] starts = new int[frames];
        long base = (long) fragments.get(0).offset() - ITEM_HEAD;
        int fragment = 0;
        for (int frame = 0; frame < frames; frame++) {
            long offset = offsets.applyAsLong(frame);
            while (fragment < fragments.size()
                    && fragments.get(fragment).offset() - ITEM_HEAD - base < offset) {
                fragment++;
            }
            boolean found =
                    fragment < fragments.size()
                            && fragments.get(fragment).offset() - ITEM_HEAD - base == offset
                            && (frame == 0 ? fragment == 0 : fragment > starts[frame - 1]);
            if (!found) {
                throw new DicomException(
                        "has an offset table that places frame %d at byte %d of the pixel data,"
                                        .formatted(frame + 1, offset)
                                + " where no fragment of its own begins; it is damaged");
            }
            starts[frame] = fragment;
        }
        return starts;
    }

    private static int[] byMarkers(int frames, List<Element.Fragment> fragments)
            throws DicomException {
        int[] starts = new int[frames];
        int found = 0;
        for (int fragment = 0; fragment < fragments.size(); fragment++) {
            if (begins(fragments.get(fragment).bytes())) {
                if (found < frames) {
                    starts[found] = fragment;
                }
                found++;
            }
        }
        if (found != frames || starts[0] != 0) {
            throw new DicomException(
                    "has %d frames in %d fragments and no offset table: not supported; convert it"
                                    .formatted(frames, fragments.size())
                            + " with gdcm's gdcmconv --raw");
        }
        return starts;
    }

    /** SOI and another marker (ITU-T T.81, B.1.1), or SOC and SIZ (ITU-T T.800, A.4). */
    private static boolean begins(ByteBuffer bytes) {
        if (bytes.remaining() < Integer.BYTES) {
            return false;
        }
        int first = bytes.duplicate().order(ByteOrder.BIG_ENDIAN).getInt(0);
        return first >>> 8 == 0xFFD8FF || first == 0xFF4FFF51;
    }

    /** All that is of a frame, from 0. */
    byte[] bytes(int frame) {
        List<Element.Fragment> parts = fragments.subList(starts[frame], starts[frame + 1]);
        // The sum cannot exceed the file's size, which fits.
        byte[] bytes = new byte[parts.stream().mapToInt(part -> part.bytes().remaining()).sum()];
        int length = 0;
        for (Element.Fragment part : parts) {
            part.bytes().get(0, bytes, length, part.bytes().remaining());
            length += part.bytes().remaining();
        }
        return bytes;
    }
}
