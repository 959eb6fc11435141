package io.podagra.pipeline.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads data elements (PS3.5, 7) of one encoding, keeps those of {@link Tag} and skips the others.
 *
 * <p>The top level ends with the pixel data: nothing that is needed follows. A sequence of defined
 * length is entered only if it is kept, so that the dictionary of value representations is not
 * needed where they are implicit.
 */
final class DataSetParser {
    private static final long UNDEFINED = 0xFFFFFFFFL;
    private static final int HEADER_BYTES = 8;

    /** Value representations whose length has 32 bits (PS3.5, 7.1.2). */
    private static final Set<String> LONG =
            Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

    private static final Set<Integer> SEQUENCES =
            Set.of(Tag.ULTRASOUND_REGIONS, Tag.MODALITY_LUT_SEQUENCE, Tag.VOI_LUT_SEQUENCE);

    private final ByteBuffer bytes;
    private boolean explicit;

    /**
     * @param bytes positioned at the first element; absolute positions are the offsets of messages
     */
    DataSetParser(ByteBuffer bytes, boolean explicit, ByteOrder order) {
        this.bytes = bytes.duplicate().order(order);
        this.explicit = explicit;
    }

    /** The file meta information: as many elements of group 2 as there are. */
    static ParsedMeta meta(ByteBuffer bytes) throws DicomException {
        DataSetParser parser = new DataSetParser(bytes, true, ByteOrder.LITTLE_ENDIAN);
        Map<Integer, Element> elements = new HashMap<>();
        while (parser.bytes.remaining() >= HEADER_BYTES
                && parser.bytes.getShort(parser.bytes.position()) == 2) {
            parser.element(elements, parser.bytes.limit(), 0);
        }
        return new ParsedMeta(new DataSet(elements), parser.bytes.position());
    }

    /**
     * @param end where the data set begins
     */
    record ParsedMeta(DataSet elements, int end) {}

    /**
     * Everything up to the pixel data.
     *
     * @throws DicomException if an element goes beyond the end, or a limit
     */
    DataSet dataSet() throws DicomException {
        Map<Integer, Element> elements = new HashMap<>();
        while (bytes.hasRemaining() && !elements.containsKey(Tag.PIXEL_DATA)) {
            element(elements, bytes.limit(), 0);
        }
        return new DataSet(elements);
    }

    private record Header(int tag, String representation, long length, int start) {}

    private void element(Map<Integer, Element> elements, int end, int depth) throws DicomException {
        Header header = header(end);
        int tag = header.tag();
        if (header.length() == UNDEFINED) {
            if (isInFragments(header)) {
                put(elements, Element.ofFragments(tag, header.representation(), fragments(header)));
            } else {
                put(elements, Element.ofItems(tag, sequence(header, end, depth)));
            }
            return;
        }
        int stop = stop(header, end);
        if (SEQUENCES.contains(tag)) {
            put(elements, Element.ofItems(tag, sequence(header, stop, depth)));
        } else if (Tag.isKept(tag)) {
            ByteBuffer value =
                    bytes.slice(bytes.position(), (int) header.length()).order(bytes.order());
            put(elements, Element.ofValue(tag, header.representation(), value));
        }
        bytes.position(stop);
    }

    private static void put(Map<Integer, Element> elements, Element element) {
        if (Tag.isKept(element.tag())) {
            elements.put(element.tag(), element);
        }
    }

    private static boolean isInFragments(Header header) {
        // An icon within a sequence may be compressed too.
        return header.tag() == Tag.PIXEL_DATA && !header.representation().equals("SQ");
    }

    private Header header(int end) throws DicomException {
        int start = bytes.position();
        if (end - start < HEADER_BYTES) {
            throw new DicomException(
                    "is cut short at byte %d, within the head of an element".formatted(start));
        }
        int tag = tag();
        if (!explicit || Tag.group(tag) == 0xFFFE) {
            return new Header(tag, "", Integer.toUnsignedLong(bytes.getInt()), start);
        }
        String representation = "" + (char) bytes.get() + (char) bytes.get();
        if (!isRepresentation(representation)) {
            throw new DicomException(
                    "has no value representation in tag %s at byte %d; it is damaged, or not in the transfer syntax that it names"
                            .formatted(Tag.name(tag), start));
        }
        if (!LONG.contains(representation)) {
            return new Header(tag, representation, Short.toUnsignedLong(bytes.getShort()), start);
        }
        if (end - bytes.position() < Short.BYTES + Integer.BYTES) {
            throw cutShort(tag, start);
        }
        bytes.getShort(); // reserved
        return new Header(tag, representation, Integer.toUnsignedLong(bytes.getInt()), start);
    }

    private static boolean isRepresentation(String letters) {
        return letters.chars().allMatch(letter -> letter >= 'A' && letter <= 'Z');
    }

    private int tag() {
        return bytes.getShort() << 16 | Short.toUnsignedInt(bytes.getShort());
    }

    private int stop(Header header, int end) throws DicomException {
        if (header.length() > end - bytes.position()) {
            throw new DicomException(
                    "is cut short in tag %s at byte %d: %d bytes were announced and %d are left"
                            .formatted(
                                    Tag.name(header.tag()),
                                    header.start(),
                                    header.length(),
                                    end - bytes.position()));
        }
        return bytes.position() + (int) header.length();
    }

    /** The items up to the end or the delimitation of the sequence (PS3.5, 7.5). */
    private List<DataSet> sequence(Header header, int end, int depth) throws DicomException {
        if (depth == Limits.NESTING) {
            throw new DicomException(
                    "has sequences nested deeper than the limit of %d in tag %s at byte %d"
                            .formatted(Limits.NESTING, Tag.name(header.tag()), header.start()));
        }
        boolean outer = explicit;
        // PS3.5, 6.2.2: what is of unknown representation and undefined length is implicit inside.
        explicit &= !header.representation().equals("UN");
        List<DataSet> items = new ArrayList<>();
        boolean delimited = header.length() == UNDEFINED;
        while (delimited || bytes.position() < end) {
            Header item = delimiter(header, end);
            if (item.tag() == Tag.SEQUENCE_DELIMITATION) {
                break;
            }
            DataSet content = item(item, end, depth + 1);
            if (SEQUENCES.contains(header.tag())) {
                items.add(content);
            }
            if (items.size() > Limits.ITEMS) {
                throw new DicomException(
                        "has more than the limit of %d items in tag %s"
                                .formatted(Limits.ITEMS, Tag.name(header.tag())));
            }
        }
        explicit = outer;
        return items;
    }

    private DataSet item(Header item, int end, int depth) throws DicomException {
        Map<Integer, Element> elements = new HashMap<>();
        boolean delimited = item.length() == UNDEFINED;
        int stop = delimited ? end : stop(item, end);
        while (delimited || bytes.position() < stop) {
            if (stop - bytes.position() < HEADER_BYTES) {
                throw cutShort(item.tag(), item.start());
            }
            if (isNext(Tag.ITEM_DELIMITATION)) {
                bytes.position(bytes.position() + HEADER_BYTES);
                break;
            }
            element(elements, stop, depth);
        }
        return new DataSet(elements);
    }

    private boolean isNext(int tag) {
        int position = bytes.position();
        int next = tag();
        bytes.position(position);
        return next == tag;
    }

    /** The head of an item or of the end of a sequence. */
    private Header delimiter(Header sequence, int end) throws DicomException {
        if (end - bytes.position() < HEADER_BYTES) {
            throw cutShort(sequence.tag(), sequence.start());
        }
        Header item = header(end);
        if (item.tag() != Tag.ITEM && item.tag() != Tag.SEQUENCE_DELIMITATION) {
            throw new DicomException(
                    "has tag %s at byte %d, where an item of %s was expected; it is damaged"
                            .formatted(
                                    Tag.name(item.tag()), item.start(), Tag.name(sequence.tag())));
        }
        return item;
    }

    /** Encapsulated pixel data, the offset table first (PS3.5, A.4). */
    private List<Element.Fragment> fragments(Header header) throws DicomException {
        List<Element.Fragment> fragments = new ArrayList<>();
        while (true) {
            Header item = delimiter(header, bytes.limit());
            if (item.tag() == Tag.SEQUENCE_DELIMITATION) {
                return fragments;
            }
            if (fragments.size() == Limits.FRAGMENTS) {
                throw new DicomException(
                        "has pixel data in more than the limit of %d fragments"
                                .formatted(Limits.FRAGMENTS));
            }
            int stop = stop(item, bytes.limit());
            ByteBuffer content = bytes.slice(bytes.position(), (int) item.length());
            fragments.add(
                    new Element.Fragment(bytes.position(), content.order(ByteOrder.LITTLE_ENDIAN)));
            bytes.position(stop);
        }
    }

    private static DicomException cutShort(int tag, int start) {
        return new DicomException(
                "is cut short in tag %s at byte %d".formatted(Tag.name(tag), start));
    }
}
