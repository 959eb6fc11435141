package io.podagra.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ArrayFileTest {
    @Test
    void isACountAndLittleEndianFloats() throws IOException {
        byte[] bytes = written(Nd4j.createFromArray(1f, -2f));

        assertThat(HexFormat.of().formatHex(bytes))
                .isEqualTo("0000000000000002" + "0000803f000000c0");
    }

    /** One value, and some more than are held in memory together. */
    @ParameterizedTest
    @ValueSource(longs = {1, (1 << 18) + 3})
    void readsWhatItWroteAsRowOrAsVector(long length) throws IOException {
        INDArray row = Nd4j.linspace(DataType.FLOAT, 1, 0.5, length).reshape(1, length);
        INDArray read = Nd4j.zeros(DataType.FLOAT, length);
        byte[] bytes = written(row);

        ArrayFile.readInto(new ByteArrayInputStream(bytes), read);

        assertThat(read).isEqualTo(row.reshape(length));
        assertThat(ArrayFile.bytes(row)).isEqualTo(bytes.length);
        assertThat(written(read)).isEqualTo(bytes);
    }

    @Test
    void refusesAnotherNumberOfValuesAndAStreamThatEndsEarly() throws IOException {
        byte[] three = written(Nd4j.createFromArray(1f, 2f, 3f));
        byte[] cut = Arrays.copyOf(three, three.length - 1);

        assertThatThrownBy(() -> read(three, 4))
                .isInstanceOf(IOException.class)
                .hasMessage("3 values, expected 4");
        assertThatThrownBy(() -> read(cut, 3)).isInstanceOf(EOFException.class);
    }

    private static void read(byte[] bytes, long length) throws IOException {
        ArrayFile.readInto(new ByteArrayInputStream(bytes), Nd4j.zeros(DataType.FLOAT, length));
    }

    private static byte[] written(INDArray row) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ArrayFile.write(out, row);
        return out.toByteArray();
    }
}
