package io.podagra.model;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * What ND4J writes before an array's values, looked at before memory is set aside for as many as it
 * says: the way memory was allocated, a count and a type, once for the shape and once for the
 * values (BaseDataBuffer, {@code readHeader}).
 *
 * @param type of the values
 * @param length how many there are, at least 1
 */
record ArrayHeader(Type type, long length) {
    /** Since 1.0.0-beta3; before it, counts had 32 bits. */
    private static final String ALLOCATION = "MIXED_DATA_TYPES";

    /** Two for each dimension, of which there are at most 32, and four more. */
    private static final long MOST_SHAPE = 68;

    /** The type of a shape; the constant of this name is deprecated. */
    private static final String LONG = "LONG";

    /** Of floating-point numbers. */
    enum Type {
        HALF(Short.BYTES),
        FLOAT(Float.BYTES),
        DOUBLE(Double.BYTES);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        /** Of a value. */
        int bytes() {
            return bytes;
        }

        private static Type of(String name) throws IOException {
            return Arrays.stream(values())
                    .filter(type -> type.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IOException("it holds no floating-point numbers"));
        }
    }

    /**
     * Reads the header; the values come next, in their order.
     *
     * @param size of the whole entry, in bytes
     * @throws IOException if it is no vector of floating-point numbers that fits into the entry
     */
    static ArrayHeader read(DataInputStream in, long size) throws IOException {
        requireAllocation(in);
        long shape = in.readLong();
        if (shape < 0 || shape > MOST_SHAPE || !LONG.equals(in.readUTF())) {
            throw new IOException("it does not begin with the shape of an array");
        }
        long[] shapeInformation = new long[(int) shape];
        for (int place = 0; place < shape; place++) {
            shapeInformation[place] = in.readLong();
        }
        requireAllocation(in);
        long length = in.readLong();
        Type type = Type.of(in.readUTF());
        if (length < 1 || length > size / type.bytes()) {
            throw new IOException(
                    "it says that it holds %,d values and has %,d bytes".formatted(length, size));
        }
        requireVector(shapeInformation, length);
        return new ArrayHeader(type, length);
    }

    /**
     * That all values lie along one axis, one after another.
     *
     * @param shape rank, sizes, strides, and three more
     */
    private static void requireVector(long[] shape, long length) throws IOException {
        int rank = shape.length == 0 ? -1 : (int) Math.min(Math.max(shape[0], -1), MOST_SHAPE);
        boolean sound = rank >= 1 && shape.length == 2 * rank + 4;
        long longest = 1;
        for (int axis = 1; sound && axis <= rank; axis++) {
            long size = shape[axis];
            if (size != 1) {
                sound = longest == 1 && shape[rank + axis] == 1;
                longest = size;
            }
        }
        if (!sound || longest != length) {
            throw new IOException(
                    "its shape is not that of a vector of %,d values".formatted(length));
        }
    }

    private static void requireAllocation(DataInputStream header) throws IOException {
        if (!ALLOCATION.equals(header.readUTF())) {
            throw new IOException("it is no array of Deeplearning4j 1.0.0-beta3 or later");
        }
    }
}
