package io.podagra.model;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;

/**
 * What ND4J writes before an array's values, looked at before memory is set aside for as many as it
 * says: the way memory was allocated, a count and a type, once for the shape and once for the
 * values (BaseDataBuffer, {@code readHeader}).
 */
final class ArrayHeader {
    private static final int MOST_BYTES = 4096;

    /** Since 1.0.0-beta3; before it, counts had 32 bits. */
    private static final String ALLOCATION = "MIXED_DATA_TYPES";

    /** Two for each dimension, of which there are at most 32, and four more. */
    private static final long MOST_SHAPE = 68;

    /** The type of a shape; the constant of this name is deprecated. */
    private static final String LONG = "LONG";

    private ArrayHeader() {}

    /**
     * Looks at the header; the stream is then where it was.
     *
     * @param size of the whole entry, in bytes
     * @throws IOException if it is no array of floating-point numbers that fits into the entry
     */
    static void require(BufferedInputStream in, long size) throws IOException {
        in.mark(MOST_BYTES);
        DataInputStream header = new DataInputStream(in);
        requireAllocation(header);
        long shape = header.readLong();
        if (shape < 0 || shape > MOST_SHAPE || !LONG.equals(header.readUTF())) {
            throw new IOException("it does not begin with the shape of an array");
        }
        long[] shapeInformation = new long[(int) shape];
        for (int place = 0; place < shape; place++) {
            shapeInformation[place] = header.readLong();
        }
        requireAllocation(header);
        long length = header.readLong();
        long width =
                switch (header.readUTF()) {
                    case "FLOAT" -> Float.BYTES;
                    case "DOUBLE" -> Double.BYTES;
                    case "HALF" -> Short.BYTES;
                    default -> throw new IOException("it holds no floating-point numbers");
                };
        if (length < 0 || length > size / width) {
            throw new IOException(
                    "it says that it holds %,d values and has %,d bytes".formatted(length, size));
        }
        requireWithin(shapeInformation, length);
        in.reset();
    }

    /**
     * That no place of the shape lies beyond the values.
     *
     * @param shape rank, sizes, strides, and three more
     */
    private static void requireWithin(long[] shape, long length) throws IOException {
        int rank = shape.length == 0 ? -1 : (int) Math.min(Math.max(shape[0], -1), MOST_SHAPE);
        boolean sound = rank >= 1 && shape.length == 2 * rank + 4;
        long values = 1;
        long last = 0;
        for (int axis = 1; sound && axis <= rank; axis++) {
            long size = shape[axis];
            long stride = shape[rank + axis];
            sound = size >= 1 && size <= length && stride >= 0 && stride <= length;
            if (sound) {
                sound = values <= length / size && (size == 1 || stride <= length / (size - 1));
                values *= size;
                last += (size - 1) * stride;
            }
        }
        if (!sound || values != length || last >= length) {
            throw new IOException("its shape is not that of its %,d values".formatted(length));
        }
    }

    private static void requireAllocation(DataInputStream header) throws IOException {
        if (!ALLOCATION.equals(header.readUTF())) {
            throw new IOException("it is no array of Deeplearning4j 1.0.0-beta3 or later");
        }
    }
}
