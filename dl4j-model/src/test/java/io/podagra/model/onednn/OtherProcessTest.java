package io.podagra.model.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@WhereOneDnnRuns
class OtherProcessTest {
    @Test
    void switchedOffItLeavesNetworksToDeeplearning4jAndSaysSoOnce() throws Exception {
        List<String> lines = OtherProcess.run(Map.of(), "-Dpodagra.onednn=false");

        assertThat(lines.stream().filter(line -> line.contains(OneDnnGraph.class.getName())))
                .singleElement()
                .asString()
                .startsWith("WARN")
                .contains("Deeplearning4j's own layers")
                .contains("-Dpodagra.onednn=false");
        assertThat(lines)
                .contains("network: ComputationGraph", "again: ComputationGraph")
                .doesNotContain("network: OneDnnGraph", "again: OneDnnGraph")
                .anyMatch(line -> line.startsWith("refused: no oneDNN"));
    }

    /** A processor without AVX-512, whose kernels want blocks of 8 channels. */
    @Test
    void agreesInBlocksOfEight() throws Exception {
        List<String> lines = OtherProcess.run(Map.of("ONEDNN_MAX_CPU_ISA", "AVX2"));

        assertThat(value(lines, "block")).isEqualTo(8);
        assertThat(value(lines, "output")).isLessThan(1e-5);
        assertThat(value(lines, "gradient")).isLessThan(1e-4);
        assertThat(value(lines, "step")).isLessThan(1e-5);
    }

    private static double value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + ": "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 2)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + lines));
    }
}
