package io.podagra.model.onednn;

import java.util.function.Supplier;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.factory.Nd4j;

/** Makes arrays that outlive whatever workspace of ND4J's is open. */
final class OutsideWorkspaces {
    private OutsideWorkspaces() {}

    @SuppressWarnings("try") // the scope is only to be closed
    static <T> T get(Supplier<T> computation) {
        try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            return computation.get();
        }
    }
}
