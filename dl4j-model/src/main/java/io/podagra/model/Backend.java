package io.podagra.model;

import java.util.ServiceLoader;
import java.util.function.BooleanSupplier;
import org.nd4j.linalg.factory.Nd4jBackend;

/**
 * Whether this machine can run the backend that Podagra was built with.
 *
 * <p>Asked before ND4J is first touched: where the GPU or its driver is missing, ND4J 1.0.0-M2.1
 * prints a stack trace of its own and then fails to initialise with an exception that has lost the
 * reason.
 */
public final class Backend {
    private Backend() {}

    /**
     * Does nothing where the network can run; on the processor it is not even loaded.
     *
     * @throws BackendUnavailableException if the backend computes on a GPU and there is none, or
     *     its driver or libraries are missing
     */
    public static void require() {
        for (Nd4jBackend backend : ServiceLoader.load(Nd4jBackend.class)) {
            if (backend.getPriority() == Nd4jBackend.BACKEND_PRIORITY_GPU) {
                requireGpu(backend::canRun);
            }
        }
    }

    /**
     * @param canRun asks the driver; it throws rather than say no
     */
    static void requireGpu(BooleanSupplier canRun) {
        boolean runs;
        try {
            runs = canRun.getAsBoolean();
        } catch (LinkageError | RuntimeException failure) {
            throw new BackendUnavailableException(reason(failure), failure);
        }
        if (!runs) {
            throw new BackendUnavailableException("its backend does not run here", null);
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
