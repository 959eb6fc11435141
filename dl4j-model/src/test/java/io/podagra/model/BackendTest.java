package io.podagra.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BackendTest {
    private static final String ADVICE =
            "; install an NVIDIA driver, CUDA 11.6 and cuDNN 8.3, or compute on the processor by"
                    + " leaving out PODAGRA_BACKEND";

    private static final ComputeCapability AMPERE = new ComputeCapability(8, 0);
    private static final ComputeCapability HOPPER = new ComputeCapability(9, 0);

    @Test
    void namesTheLibraryThatIsMissingWhereThereIsNoDriver() {
        // What the backend of CUDA throws where the driver is not installed, word for word.
        UnsatisfiedLinkError noDriver =
                new UnsatisfiedLinkError(
                        "/home/me/.javacpp/cache/cuda-11.6-8.3-1.5.7-linux-x86_64.jar/org/bytedeco/cuda/linux-x86_64/libjnicudart.so:"
                            + " libcuda.so.1: cannot open shared object file: No such file or"
                            + " directory");

        assertUnavailable(
                noDriver,
                "libjnicudart.so: libcuda.so.1: cannot open shared object file: No such file or"
                        + " directory");
    }

    @Test
    void saysThatTheDriverFoundNoGpu() {
        assertUnavailable(
                new IllegalStateException("No CUDA devices were found in system"),
                "No CUDA devices were found in system");
    }

    @Test
    void findsTheReasonBelowAFailedInitialiser() {
        assertUnavailable(
                new ExceptionInInitializerError(
                        new UnsatisfiedLinkError("no jnicudart in java.library.path")),
                "no jnicudart in java.library.path");
    }

    @Test
    void namesTheGpuThatTheLibraryHasNoCodeFor() {
        assertThatThrownBy(() -> Backend.requireGpu(() -> true, () -> List.of(AMPERE, HOPPER)))
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessage(
                        "GPU 1 cannot be used: it has compute capability 9.0, and Deeplearning4j's"
                                + " library has code for 5.0 to 8.9 alone; name others by"
                                + " CUDA_VISIBLE_DEVICES, or compute on the processor by leaving"
                                + " out PODAGRA_BACKEND");
    }

    @Test
    void saysWhyTheGpusCouldNotBeAsked() {
        assertThatThrownBy(
                        () ->
                                Backend.requireGpu(
                                        () -> true,
                                        () -> {
                                            throw new IllegalStateException(
                                                    "cudaGetDeviceCount answers with CUDA's error"
                                                            + " 3");
                                        }))
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessage(
                        "no GPU can be used (cudaGetDeviceCount answers with CUDA's error 3)"
                                + ADVICE);
    }

    @Test
    void doesNotTrustABackendThatDeclines() {
        assertThatThrownBy(() -> Backend.requireGpu(() -> false, List::of))
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessage("no GPU can be used (its backend does not run here)" + ADVICE);
    }

    @Test
    void letsAGpuThatRunsPass() {
        assertThatCode(() -> Backend.requireGpu(() -> true, () -> List.of(AMPERE)))
                .doesNotThrowAnyException();
    }

    private static void assertUnavailable(Throwable failure, String reason) {
        assertThatThrownBy(() -> Backend.requireGpu(() -> fail(failure), List::of))
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessage("no GPU can be used (" + reason + ")" + ADVICE)
                .hasCause(failure);
    }

    private static boolean fail(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }
}
