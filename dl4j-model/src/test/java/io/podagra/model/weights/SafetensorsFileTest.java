package io.podagra.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsFileTest {
    @TempDir private Path folder;

    @Test
    void widensEveryFloatingPointType() throws IOException {
        NamedTensors read = SafetensorsFile.read(TestFiles.copy("small.safetensors", folder));

        assertThat(read.tensors().keySet()).containsExactly("f32", "f16", "bf16", "f64", "steps");
        assertThat(read.tensors().get("f32").shape()).containsExactly(2L, 3L);
        assertThat(read.tensors().get("f32").values()).containsExactly(TestFiles.ramp(6));
        assertThat(read.tensors().get("f16").values()).containsExactly(TestFiles.ramp(4));
        assertThat(read.tensors().get("bf16").values()).containsExactly(1, -2.5f);
        assertThat(read.tensors().get("f64").values()).containsExactly(TestFiles.ramp(2));
        assertThat(read.others()).containsExactly("count");
        assertThat(read.metadata()).containsExactly(Map.entry("format", "pt"));
    }

    @Test
    void multipliesStepsByTheScaleOfTheirChannel() throws IOException {
        NamedTensors read = SafetensorsFile.read(TestFiles.copy("small.safetensors", folder));

        assertThat(read.tensors().get("steps").shape()).containsExactly(2L, 3L);
        assertThat(read.tensors().get("steps").values())
                .containsExactly(-63.5f, 0, 2, 31.75f, 0.25f, -0.25f);
    }

    @Test
    void readsWhatTheWriterWrites() throws IOException {
        Random random = new Random(1);
        float[] values = new float[4 * 9];
        for (int index = 0; index < 27; index++) { // the last channel is dead
            values[index] = (float) random.nextGaussian();
        }
        Tensor tensor = new Tensor(List.of(4L, 1L, 3L, 3L), values);
        Path file = folder.resolve("written.safetensors");
        new SafetensorsWriter(Map.of("key", "value"))
                .addF32("a", tensor)
                .addI8("c", tensor)
                .write(file);

        NamedTensors read = SafetensorsFile.read(file);

        assertThat(read.metadata()).containsExactly(Map.entry("key", "value"));
        assertThat(read.tensors().keySet()).containsExactly("a", "c");
        assertThat(read.tensors().get("a").values()).containsExactly(values);
        for (int channel = 0; channel < 4; channel++) {
            float largest = 0;
            for (int index = channel * 9; index < channel * 9 + 9; index++) {
                largest = Math.max(largest, Math.abs(values[index]));
            }
            for (int index = channel * 9; index < channel * 9 + 9; index++) {
                float stepped = read.tensors().get("c").values()[index];
                assertThat(Math.abs(stepped - values[index]))
                        .isLessThanOrEqualTo(largest / 127 / 2 * 1.0001f);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,9]}} | a has 9 bytes"
                        + " as F32, expected 8 as F32",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}} | a would be"
                        + " bytes 0 to 16 of 8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}} | a would be"
                        + " bytes -8 to 0 of 8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1,-2],\"data_offsets\":[0,8]}} | shape [-1,"
                        + " -2] cannot be read",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536],\"data_offsets\":[0,0]}} | shape"
                        + " [65536, 65536] is too large",
                "{\"a\":{\"dtype\":\"I8\",\"shape\":[8],\"data_offsets\":[0,8]},\"a.scale\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"
                    + " | a.scale has shape [2] for the shape [8] of a",
                "{\"a\":1,\"a\":2} | Duplicate",
                "{\"a\": | its header is no JSON"
            })
    void refusesAHeaderThatDoesNotFitTheFile(String header, String problem) throws IOException {
        Path file = folder.resolve("bad.safetensors");
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer content =
                ByteBuffer.wrap(new byte[8 + json.length + 8]).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(file, content.putLong(json.length).put(json).array());

        assertThatThrownBy(() -> SafetensorsFile.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(file + ": as a safetensors file it is damaged or truncated")
                .hasMessageContaining(problem);
    }
}
