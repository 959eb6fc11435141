package io.podagra.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KerasFileTest {
    @TempDir private Path folder;

    /** Weights alone; a whole model, compressed and partly in 64 bits; a model within a model. */
    @ParameterizedTest
    @CsvSource({
        "keras-old.h5, conv1, bn_conv1, /",
        "keras-model.h5, conv1_conv, conv1_bn, model_weights",
        "keras-nested.h5, conv1_conv, conv1_bn, model_weights"
    })
    void namesArraysByTheirOrder(String name, String convolution, String normalisation, String root)
            throws IOException {
        NamedTensors file = KerasFile.read(TestFiles.copy(name, folder));
        Map<String, Tensor> read = file.tensors();

        assertThat(read.keySet())
                .containsExactlyInAnyOrder(
                        convolution + "/kernel",
                        convolution + "/bias",
                        normalisation + "/gamma",
                        normalisation + "/beta",
                        normalisation + "/mean",
                        normalisation + "/variance");
        assertThat(read.get(convolution + "/kernel").shape()).containsExactly(1L, 3L, 1L, 2L);
        assertThat(read.get(convolution + "/kernel").values()).containsExactly(TestFiles.ramp(6));
        assertThat(read.get(convolution + "/bias").values()).containsExactly(0, 0.5f);
        assertThat(read.get(normalisation + "/beta").values()).containsExactly(1, 1.5f);
        assertThat(read.get(normalisation + "/variance").values()).containsExactly(3, 3.5f);
        assertThat(file.metadata()).containsExactly(Map.entry(KerasFile.ROOT, root));
    }

    @Test
    void saysWhatToDoAboutKeras3() throws IOException {
        Path file = TestFiles.copy("keras3.h5", folder);

        assertThatThrownBy(() -> KerasFile.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(file + ": it is HDF5 but has no layer with the attribute");
    }
}
