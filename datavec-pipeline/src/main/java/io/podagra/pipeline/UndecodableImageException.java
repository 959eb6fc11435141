package io.podagra.pipeline;

import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import java.nio.file.Path;

/** A file that does not hold an image Podagra can use, before it is known who asked for it. */
final class UndecodableImageException extends Exception {
    /**
     * @param file the file
     * @param finding what is wrong, to follow the file's name in a sentence
     */
    UndecodableImageException(Path file, String finding) {
        super("'%s' %s; expected a whole PNG, JPEG, BMP or TIFF image".formatted(file, finding));
    }

    /** The same for the user who named the file. */
    InvalidInputException ofFile() {
        return new InvalidInputException(
                "image " + getMessage() + "; replace it or leave it out", this);
    }

    /** The same for the user whose manifest names the file. */
    InvalidInputException ofCohort(CohortImage image) {
        return new InvalidInputException(sentenceOfCohort(image, getMessage()), this);
    }

    /**
     * @param reason this exception's message
     */
    static String sentenceOfCohort(CohortImage image, String reason) {
        return "image '%s' of the manifest: %s; replace the file or delete its row"
                .formatted(image.id(), reason);
    }
}
