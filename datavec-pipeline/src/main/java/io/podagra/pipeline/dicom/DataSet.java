package io.podagra.pipeline.dicom;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The elements that were kept of a data set or of an item, with their values by type. Immutable.
 */
final class DataSet {
    private static final int SHOWN = 24;

    private final Map<Integer, Element> elements;

    DataSet(Map<Integer, Element> elements) {
        this.elements = Map.copyOf(elements);
    }

    Optional<Element> element(int tag) {
        return Optional.ofNullable(elements.get(tag));
    }

    List<DataSet> items(int tag) {
        return element(tag).map(Element::items).orElse(List.of());
    }

    /** Of a text in ASCII, without padding; empty if there is none. */
    Optional<String> text(int tag) {
        return text(tag, StandardCharsets.ISO_8859_1);
    }

    /** Without padding; empty if there is none. */
    Optional<String> text(int tag, Charset charset) {
        return element(tag)
                .map(element -> charset.decode(element.value().duplicate()).toString())
                .map(value -> value.replace('\0', ' ').strip())
                .filter(value -> !value.isEmpty());
    }

    /**
     * A binary number of 16 or 32 bits (US, UL) with one value.
     *
     * @throws DicomException if the value has another length
     */
    OptionalLong unsigned(int tag) throws DicomException {
        ByteBuffer value = element(tag).map(Element::value).orElse(ByteBuffer.allocate(0));
        return switch (value.remaining()) {
            case 0 -> OptionalLong.empty();
            case Short.BYTES -> OptionalLong.of(Short.toUnsignedLong(value.getShort(0)));
            case Integer.BYTES -> OptionalLong.of(Integer.toUnsignedLong(value.getInt(0)));
            default ->
                    throw new DicomException(
                            "has a value of %d bytes in tag %s, where a number of 2 or 4 was expected"
                                    .formatted(value.remaining(), Tag.name(tag)));
        };
    }

    /**
     * The first value of a number written as text (DS, IS).
     *
     * @throws DicomException if it is no number
     */
    OptionalDouble decimal(int tag) throws DicomException {
        Optional<String> text =
                text(tag).map(DataSet::firstValue).filter(first -> !first.isEmpty());
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        double number;
        try {
            number = Double.parseDouble(text.get());
        } catch (NumberFormatException e) {
            number = Double.NaN;
        }
        if (!Double.isFinite(number)) {
            throw new DicomException(
                    "has '%s' in tag %s, where a number was expected"
                            .formatted(shown(text.get()), Tag.name(tag)));
        }
        return OptionalDouble.of(number);
    }

    private static String firstValue(String text) {
        int end = text.indexOf('\\');
        return (end < 0 ? text : text.substring(0, end)).strip();
    }

    /** Of a value that may be anything, what can stand in a message. */
    static String shown(String value) {
        String printable = value.replaceAll("[^\\x20-\\x7E]", "?");
        return printable.length() <= SHOWN ? printable : printable.substring(0, SHOWN) + "...";
    }
}
