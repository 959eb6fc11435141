package io.podagra.model;

/** Podagra was built for a GPU, and this machine has none that can be used. */
public final class BackendUnavailableException extends RuntimeException {
    BackendUnavailableException(String reason, Throwable cause) {
        super(
                "no GPU can be used (%s); install an NVIDIA driver, CUDA 11.6 and cuDNN 8.3, or compute on the processor by leaving out PODAGRA_BACKEND"
                        .formatted(reason),
                cause);
    }
}
