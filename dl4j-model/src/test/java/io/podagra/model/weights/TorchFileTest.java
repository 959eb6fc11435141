package io.podagra.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import net.razorvine.pickle.Unpickler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchFileTest {
    @TempDir private Path folder;

    @Test
    void readsAStateDict() throws IOException {
        NamedTensors read = TorchFile.read(TestFiles.copy("state.pth", folder));

        assertThat(read.tensors().keySet())
                .containsExactlyInAnyOrder(
                        "0.weight",
                        "0.bias",
                        "1.weight",
                        "1.bias",
                        "1.running_mean",
                        "1.running_var");
        assertThat(read.tensors().get("0.weight").shape()).containsExactly(2L, 1L, 1L, 3L);
        assertThat(read.tensors().get("0.weight").values()).containsExactly(TestFiles.ramp(6));
        assertThat(read.others()).containsExactly("1.num_batches_tracked");
    }

    @Test
    void readsTheStateDictOfACheckpointOfAParallelModel() throws IOException {
        NamedTensors read = TorchFile.read(TestFiles.copy("checkpoint.pt", folder));

        assertThat(read.tensors()).containsKeys("0.weight", "1.running_var").hasSize(6);
    }

    @Test
    void followsStridesAndOffsetsAndWidensTypes() throws IOException {
        Map<String, Tensor> read = TorchFile.read(TestFiles.copy("views.pt", folder)).tensors();

        assertThat(read.get("parameter").values()).containsExactly(TestFiles.ramp(3));
        assertThat(read.get("transposed").shape()).containsExactly(3L, 4L);
        assertThat(read.get("transposed").values())
                .containsExactly(0, 1.5f, 3, 4.5f, 0.5f, 2, 3.5f, 5, 1, 2.5f, 4, 5.5f);
        assertThat(read.get("rows").values()).containsExactly(1.5f, 2, 2.5f, 3, 3.5f, 4);
        assertThat(read.get("column").values()).containsExactly(0.5f, 2, 3.5f, 5);
        for (String type : new String[] {"half", "double", "bfloat16"}) {
            assertThat(read.get(type).values()).as(type).containsExactly(TestFiles.ramp(12));
        }
        assertThat(read.get("scalar").shape()).isEmpty();
        assertThat(read.get("scalar").values()).containsExactly(2.5f);
        assertThat(read.get("empty").values()).isEmpty();
    }

    /** The library's list of constructors is one for the whole virtual machine. */
    @ParameterizedTest
    @CsvSource({"foreign.pt, posix.system", "module.pt, torch.nn.modules.linear.Linear"})
    void refusesClassesThatNoWeightsNeed(String name, String foreign) throws IOException {
        Unpickler.registerConstructor("posix", "system", arguments -> "harmless");
        Path file = TestFiles.copy(name, folder);

        assertThatThrownBy(() -> TorchFile.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(file + ": it holds a Python object of class " + foreign)
                .hasMessageEndingWith("torch.save(model.state_dict(), FILE)");
        assertThat(folder.resolve("unpickled")).doesNotExist();
        assertThat(Path.of("unpickled")).doesNotExist();
    }

    @Test
    void refusesTheFormatFromBeforeRelease16() throws IOException {
        Path file = TestFiles.copy("legacy.pth", folder);

        assertThatThrownBy(() -> BaseWeights.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("PyTorch's format from before release 1.6");
    }
}
