package io.podagra.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CoefficientsTest {
    /** More than are read at a time. */
    private static final int MANY = 40_000;

    private static byte[] ofNd4j(INDArray array) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(out)) {
            Nd4j.write(array, data);
        }
        return out.toByteArray();
    }

    private static INDArray read(byte[] bytes) throws IOException {
        return Coefficients.read(new ByteArrayInputStream(bytes), bytes.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16_384, MANY})
    void writesTheBytesOfNd4j(int length) throws IOException {
        try (INDArray row = Nd4j.randn(DataType.FLOAT, 1, length);
                INDArray vector = Nd4j.randn(DataType.FLOAT, length)) {
            assertThat(Coefficients.write(row)).isEqualTo(ofNd4j(row));
            assertThat(Coefficients.write(vector)).isEqualTo(ofNd4j(vector));
        }
    }

    @Test
    void writesOfAPartWhatNd4jWrites() throws IOException {
        try (INDArray whole = Nd4j.randn(DataType.FLOAT, 4, 100)) {
            INDArray row = whole.getRow(2, true);
            INDArray column = whole.getColumn(3);
            assertThat(Coefficients.write(row)).isEqualTo(ofNd4j(row));
            assertThat(Coefficients.write(column)).isEqualTo(ofNd4j(column));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE", "HALF"})
    void readsWhatNd4jWroteAsFloats(DataType type) throws IOException {
        try (INDArray written = Nd4j.randn(DataType.DOUBLE, 1, MANY).castTo(type);
                INDArray expected = written.castTo(DataType.FLOAT);
                INDArray read = read(ofNd4j(written))) {
            assertThat(read.dataType()).isEqualTo(DataType.FLOAT);
            assertThat(read.shape()).containsExactly(1, MANY);
            assertThat(read.toFloatVector()).isEqualTo(expected.toFloatVector());
        }
    }

    @Test
    void nd4jReadsWhatIsWritten() throws IOException {
        try (INDArray written = Nd4j.randn(DataType.FLOAT, 1, MANY);
                INDArray read =
                        Nd4j.read(
                                new DataInputStream(
                                        new ByteArrayInputStream(Coefficients.write(written))))) {
            assertThat(read).isEqualTo(written);
        }
    }

    @Test
    void refusesWhatIsNoVectorOfFloatsOrCutShort() throws IOException {
        try (INDArray matrix = Nd4j.randn(DataType.FLOAT, 3, 4);
                INDArray whole = Nd4j.arange(12).castTo(DataType.INT64);
                INDArray vector = Nd4j.randn(DataType.FLOAT, 1, MANY)) {
            byte[] bytes = ofNd4j(vector);
            byte[] cutShort = Arrays.copyOf(bytes, bytes.length - 1);

            assertThatThrownBy(() -> read(ofNd4j(matrix)))
                    .hasMessageContaining("is not that of a vector of 12 values");
            assertThatThrownBy(() -> read(ofNd4j(whole)))
                    .hasMessageContaining("it holds no floating-point numbers");
            assertThatThrownBy(
                            () ->
                                    Coefficients.read(
                                            new ByteArrayInputStream(cutShort), bytes.length))
                    .isInstanceOf(EOFException.class);
            assertThatThrownBy(() -> Coefficients.read(new ByteArrayInputStream(bytes), 2 * MANY))
                    .hasMessageContaining("it says that it holds 40,000 values");
        }
    }
}
