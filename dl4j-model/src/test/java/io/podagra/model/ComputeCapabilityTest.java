package io.podagra.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComputeCapabilityTest {
    /** By CUDA's rule and the nine that benchmarks/gpu/architectures.py finds. */
    @ParameterizedTest(name = "{0}.{1}")
    @CsvSource({
        "3, 5, false", // Tesla K40
        "3, 7, true", // Tesla K80
        "5, 0, true",
        "6, 1, true", // GeForce GTX 1080
        "7, 0, true", // V100
        "7, 5, true", // T4
        "8, 0, true", // A100
        "8, 6, true", // GeForce RTX 3090
        "8, 9, true", // GeForce RTX 4090, by machine code for 8.0 or 8.6
        "9, 0, false", // H100, H200
        "10, 0, false", // B200
        "12, 0, false", // GeForce RTX 5090
    })
    void knowsWhichGpusTheLibraryHasCodeFor(int major, int minor, boolean hasCode) {
        assertThat(new ComputeCapability(major, minor).hasCode()).isEqualTo(hasCode);
    }

    @Test
    void saysThatTheBindingsAreMissingInABuildForTheProcessor() {
        assertThatThrownBy(ComputeCapability::ofGpus)
                .isInstanceOf(LinkageError.class)
                .hasMessageContaining("cudart");
    }
}
