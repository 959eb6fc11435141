package io.podagra.pipeline.dicom;

import io.podagra.data.InvalidInputException;
import java.nio.file.Path;

/**
 * A DICOM file that cannot be used. The message is the reason, made to follow the file's name in a
 * sentence, and holds nothing of the patient.
 */
public final class DicomException extends Exception {
    DicomException(String reason) {
        super(reason);
    }

    DicomException(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** The same for the user who named the file. */
    public InvalidInputException ofFile(Path file) {
        return new InvalidInputException("DICOM file '%s' %s".formatted(file, getMessage()), this);
    }
}
