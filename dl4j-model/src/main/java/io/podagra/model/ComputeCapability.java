package io.podagra.model;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/**
 * What a GPU's machine code is compiled for.
 *
 * @param major 9 of 9.0
 * @param minor 0 of 9.0
 */
record ComputeCapability(int major, int minor) {
    /**
     * What the library of nd4j-cuda-11.6 1.0.0-M2.1 has machine code for, as
     * benchmarks/gpu/architectures.py reads from it. It has no PTX, which a driver could compile
     * for a later GPU.
     */
    private static final List<ComputeCapability> COMPILED =
            List.of(
                    new ComputeCapability(3, 7),
                    new ComputeCapability(5, 0),
                    new ComputeCapability(5, 2),
                    new ComputeCapability(6, 0),
                    new ComputeCapability(6, 1),
                    new ComputeCapability(7, 0),
                    new ComputeCapability(7, 5),
                    new ComputeCapability(8, 0),
                    new ComputeCapability(8, 6));

    /** CUDA's bindings, on the class path in the build for a GPU alone. */
    private static final String BINDINGS = "org.bytedeco.cuda.global.cudart";

    /** {@code cudaDevAttrComputeCapabilityMajor} and {@code -Minor} of CUDA's runtime. */
    private static final int MAJOR = 75;

    private static final int MINOR = 76;

    /**
     * Whether Deeplearning4j's library has code that runs on such a GPU: machine code runs on later
     * GPUs of the same major capability only (CUDA C++ Programming Guide, "Binary Compatibility").
     */
    boolean hasCode() {
        return COMPILED.stream().anyMatch(code -> code.major == major && code.minor <= minor);
    }

    /**
     * Those of the GPUs that CUDA shows this process, in CUDA's order.
     *
     * @throws LinkageError if the bindings, CUDA's runtime or the driver are missing
     * @throws IllegalStateException if CUDA answers with an error
     */
    static List<ComputeCapability> ofGpus() {
        List<ComputeCapability> found = new ArrayList<>();
        int[] count = new int[1];
        ask("cudaGetDeviceCount", new Class<?>[] {int[].class}, count);
        for (int gpu = 0; gpu < count[0]; gpu++) {
            found.add(new ComputeCapability(attribute(MAJOR, gpu), attribute(MINOR, gpu)));
        }
        return List.copyOf(found);
    }

    private static int attribute(int attribute, int gpu) {
        int[] value = new int[1];
        ask(
                "cudaDeviceGetAttribute",
                new Class<?>[] {int[].class, int.class, int.class},
                value,
                attribute,
                gpu);
        return value[0];
    }

    private static void ask(String function, Class<?>[] types, Object... arguments) {
        try {
            Method method = Class.forName(BINDINGS).getMethod(function, types);
            int error = (int) method.invoke(null, arguments);
            if (error != 0) {
                throw new IllegalStateException(
                        "%s answers with CUDA's error %d".formatted(function, error));
            }
        } catch (InvocationTargetException exception) {
            if (exception.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(exception.getCause());
        } catch (ReflectiveOperationException exception) {
            throw new NoClassDefFoundError(BINDINGS + ": " + exception.getMessage());
        }
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
