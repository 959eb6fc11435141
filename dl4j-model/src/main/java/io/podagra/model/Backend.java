package io.podagra.model;

import java.util.List;
import java.util.ServiceLoader;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.nd4j.linalg.factory.Nd4jBackend;

/**
 * Whether this machine can run the backend that Podagra was built with.
 *
 * <p>Asked before ND4J is first touched: where the GPU or its driver is missing, ND4J 1.0.0-M2.1
 * prints a stack trace of its own and then fails to initialise with an exception that has lost the
 * reason. On a GPU that its library has no code for it fails at its first computation.
 */
public final class Backend {
    private Backend() {}

    /**
     * Does nothing where the network can run; on the processor it is not even loaded.
     *
     * @throws BackendUnavailableException if the backend computes on a GPU and there is none, its
     *     driver or libraries are missing, or Deeplearning4j has no code for it
     */
    public static void require() {
        for (Nd4jBackend backend : ServiceLoader.load(Nd4jBackend.class)) {
            if (backend.getPriority() == Nd4jBackend.BACKEND_PRIORITY_GPU) {
                requireGpu(backend::canRun, ComputeCapability::ofGpus);
            }
        }
    }

    /**
     * @param canRun asks the driver; it throws rather than say no
     * @param capabilities of the GPUs, asked only where it can run
     */
    static void requireGpu(BooleanSupplier canRun, Supplier<List<ComputeCapability>> capabilities) {
        boolean runs;
        List<ComputeCapability> gpus;
        try {
            runs = canRun.getAsBoolean();
            gpus = runs ? capabilities.get() : List.of();
        } catch (LinkageError | RuntimeException failure) {
            throw BackendUnavailableException.missing(reason(failure), failure);
        }
        if (!runs) {
            throw BackendUnavailableException.missing("its backend does not run here", null);
        }
        for (int gpu = 0; gpu < gpus.size(); gpu++) {
            if (!gpus.get(gpu).hasCode()) {
                throw BackendUnavailableException.withoutCode(gpu, gpus.get(gpu));
            }
        }
    }

    /** What was missing, without the folder that JavaCPP unpacked its own library to. */
    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null
                ? root.toString()
                : root.getMessage().replaceFirst("^/\\S*/", "");
    }
}
