package io.podagra.pipeline.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A file taken apart (PS3.10, 7): preamble, meta information, data set.
 *
 * @param syntax what the meta information names; without any, what the first element looks like
 */
record DicomContent(TransferSyntax syntax, DataSet dataSet) {
    private static final int PREAMBLE = 128;
    private static final int PREFIX = 0x4D434944; // "DICM"
    private static final int START = PREAMBLE + Integer.BYTES;
    private static final int FIRST_TAG = Integer.BYTES;

    /** Of a first element, for a file without a preamble to be believed. */
    private static final int PLAUSIBLE_LENGTH = 1024;

    /**
     * @throws DicomException if it is no DICOM, damaged, or in a syntax that is not read
     */
    static DicomContent of(ByteBuffer content) throws DicomException {
        ByteBuffer bytes = content.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (!isDicom(bytes)) {
            throw new DicomException(
                    "is no DICOM file: it has neither 'DICM' at byte 128 nor a first element of"
                            + " group 2 or 8");
        }
        bytes.position(hasPrefix(bytes) ? START : 0);
        DataSetParser.ParsedMeta meta = DataSetParser.meta(bytes);
        bytes.position(meta.end());
        var uid = meta.elements().text(Tag.TRANSFER_SYNTAX_UID);
        TransferSyntax syntax = uid.isPresent() ? TransferSyntax.of(uid.get()) : guess(bytes);
        ByteBuffer dataSet = syntax == TransferSyntax.DEFLATED ? FileBytes.inflate(bytes) : bytes;
        DataSetParser parser = new DataSetParser(dataSet, syntax.isExplicit(), syntax.byteOrder());
        return new DicomContent(syntax, parser.dataSet());
    }

    /** By its beginning; 132 bytes are enough. */
    static boolean isDicom(ByteBuffer content) {
        ByteBuffer bytes = content.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (hasPrefix(bytes)) {
            return true;
        }
        if (bytes.limit() < 2 * Integer.BYTES) {
            return false;
        }
        int group = Short.toUnsignedInt(bytes.getShort(0));
        boolean plausible =
                hasRepresentation(bytes, 0)
                        || Integer.toUnsignedLong(bytes.getInt(FIRST_TAG)) <= PLAUSIBLE_LENGTH;
        return (group == 2 || group == 8) && plausible;
    }

    private static boolean hasPrefix(ByteBuffer bytes) {
        return bytes.limit() >= START && bytes.getInt(PREAMBLE) == PREFIX;
    }

    private static boolean hasRepresentation(ByteBuffer bytes, int position) {
        return bytes.limit() >= position + 2 * Integer.BYTES
                && Character.isUpperCase(bytes.get(position + FIRST_TAG))
                && Character.isUpperCase(bytes.get(position + FIRST_TAG + 1));
    }

    private static TransferSyntax guess(ByteBuffer bytes) {
        return hasRepresentation(bytes, bytes.position())
                ? TransferSyntax.EXPLICIT_LITTLE_ENDIAN
                : TransferSyntax.IMPLICIT_LITTLE_ENDIAN;
    }
}
