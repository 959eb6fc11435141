package io.podagra.model;

/** Podagra was built for a GPU, and this machine has none that can be used. */
public final class BackendUnavailableException extends RuntimeException {
    private BackendUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * @param reason what is missing
     * @param cause null where nothing failed
     */
    static BackendUnavailableException missing(String reason, Throwable cause) {
        return new BackendUnavailableException(
                "no GPU can be used (%s); install an NVIDIA driver, CUDA 11.6 and cuDNN 8.3, or compute on the processor by leaving out PODAGRA_BACKEND"
                        .formatted(reason),
                cause);
    }

    /**
     * @param gpu its number, from 0
     * @param capability which the library has no code for
     */
    static BackendUnavailableException withoutCode(int gpu, ComputeCapability capability) {
        return new BackendUnavailableException(
                "GPU %d cannot be used: it has compute capability %s, and Deeplearning4j's library has code for 5.0 to 8.9 alone; name others by CUDA_VISIBLE_DEVICES, or compute on the processor by leaving out PODAGRA_BACKEND"
                        .formatted(gpu, capability),
                null);
    }
}
