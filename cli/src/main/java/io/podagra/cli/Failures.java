package io.podagra.cli;

import io.podagra.model.BackendUnavailableException;
import io.podagra.model.training.TrainingDivergedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Failures in the words of a user. */
final class Failures {
    private Failures() {}

    /** One sentence on what was wrong and what to do. */
    static String explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return "out of memory (%s); lower training.batchSize or image.size, or raise PODAGRA_HEAP_MB or PODAGRA_NATIVE_MB"
                        .formatted(cause.getMessage());
            }
            if (cause instanceof BackendUnavailableException
                    || cause instanceof TrainingDivergedException) {
                return cause.getMessage();
            }
            if (cause instanceof UnsatisfiedLinkError) {
                return "the native library cannot be loaded (%s); choose another by PODAGRA_CLASSIFIER, such as linux-x86_64-onednn"
                        .formatted(cause.getMessage());
            }
        }
        if (failure instanceof UncheckedIOException unchecked) {
            return explain(unchecked.getCause());
        }
        if (failure instanceof NoSuchFileException missing) {
            return missing.getFile() + ": there is no such file or folder";
        }
        if (failure instanceof AccessDeniedException denied) {
            return denied.getFile() + ": no permission to read or write it";
        }
        if (failure instanceof FileSystemException file) {
            return file.getFile()
                    + ": "
                    + Optional.ofNullable(file.getReason()).orElse("cannot be used");
        }
        if (failure instanceof IOException) {
            return "reading or writing failed: " + failure.getMessage();
        }
        return "an internal error, %s: %s; run again with --verbose and report what it prints"
                .formatted(failure.getClass().getSimpleName(), failure.getMessage());
    }
}
