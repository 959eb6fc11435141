package io.podagra.model.fingerprint;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A matrix of floats that is short in JSON: {@code rows}, {@code columns}, and the numbers row by
 * row as Base64 of little-endian float32. Immutable.
 */
public final class FloatMatrix {
    private final float[][] values;
    private final int columns;

    /**
     * @param values rows of the same length; copied
     */
    FloatMatrix(float[][] values) {
        this.values = Arrays.stream(values).map(float[]::clone).toArray(float[][]::new);
        this.columns = values.length == 0 ? 0 : values[0].length;
    }

    @JsonCreator
    FloatMatrix(
            @JsonProperty(value = "rows", required = true) int rows,
            @JsonProperty(value = "columns", required = true) int columns,
            @JsonProperty(value = "float32", required = true) byte[] float32) {
        boolean fits =
                rows >= 1
                        && columns >= 1
                        && float32.length / Float.BYTES / columns == rows
                        && float32.length == (long) Float.BYTES * rows * columns;
        if (!fits) {
            throw new IllegalArgumentException(
                    "%d bytes for %d rows of %d numbers".formatted(float32.length, rows, columns));
        }
        this.columns = columns;
        this.values = new float[rows][columns];
        ByteBuffer buffer = ByteBuffer.wrap(float32).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] row : values) {
            buffer.asFloatBuffer().get(row);
            buffer.position(buffer.position() + Float.BYTES * columns);
            for (float value : row) {
                if (!Float.isFinite(value)) {
                    throw new IllegalArgumentException("a number of a matrix is " + value);
                }
            }
        }
    }

    @JsonProperty("rows")
    int rows() {
        return values.length;
    }

    @JsonProperty("columns")
    int columns() {
        return columns;
    }

    @JsonProperty("float32")
    byte[] float32() {
        ByteBuffer buffer =
                ByteBuffer.allocate(Float.BYTES * rows() * columns).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] row : values) {
            for (float value : row) {
                buffer.putFloat(value);
            }
        }
        return buffer.array();
    }

    float at(int row, int column) {
        return values[row][column];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FloatMatrix that
                && columns == that.columns
                && Arrays.deepEquals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(values);
    }
}
