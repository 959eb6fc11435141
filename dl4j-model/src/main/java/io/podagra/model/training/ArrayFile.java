package io.podagra.model.training;

import io.podagra.model.graph.FlatArray;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Long rows of 32-bit floats as bytes: a count, then the values, little-endian. */
final class ArrayFile {
    private static final int CHUNK = 1 << 18;

    private ArrayFile() {}

    /**
     * @param row {@code [1, n]} or {@code [n]}, dense
     */
    static void write(OutputStream out, INDArray row) throws IOException {
        new DataOutputStream(out).writeLong(row.length());
        ByteBuffer bytes = ByteBuffer.allocate(4 * CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (long from = 0; from < row.length(); from += CHUNK) {
            float[] values = part(row, from).toFloatVector();
            bytes.clear().asFloatBuffer().put(values);
            out.write(bytes.array(), 0, 4 * values.length);
        }
    }

    /** How many bytes {@link #write} writes. */
    static long bytes(INDArray row) {
        return Long.BYTES + Float.BYTES * row.length();
    }

    /**
     * Reads into an array that is there.
     *
     * @throws IOException if the stream ends early or holds another number of values
     */
    static void readInto(InputStream in, INDArray row) throws IOException {
        DataInputStream data = new DataInputStream(in);
        long length = data.readLong();
        if (length != row.length()) {
            throw new IOException(length + " values, expected " + row.length());
        }
        ByteBuffer bytes = ByteBuffer.allocate(4 * CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (long from = 0; from < length; from += CHUNK) {
            INDArray part = part(row, from);
            float[] values = new float[(int) part.length()];
            data.readFully(bytes.array(), 0, 4 * values.length);
            bytes.clear().asFloatBuffer().get(values);
            try (INDArray read = Nd4j.createFromArray(values)) {
                part.assign(read);
            }
        }
    }

    private static INDArray part(INDArray row, long from) {
        return FlatArray.part(row, from, Math.min(row.length(), from + CHUNK));
    }
}
