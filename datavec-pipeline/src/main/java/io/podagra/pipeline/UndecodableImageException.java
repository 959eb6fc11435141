package io.podagra.pipeline;

import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import java.nio.file.Path;

/** A file that does not hold an image Podagra can use, before it is known who asked for it. */
public final class UndecodableImageException extends Exception {
    private final String finding;

    /**
     * @param file the file
     * @param finding what is wrong, to follow the file's name in a sentence
     */
    UndecodableImageException(Path file, String finding) {
        super(sentence(file, finding));
        this.finding = finding;
    }

    private static String sentence(Path file, String finding) {
        return "'%s' %s; expected a whole PNG, JPEG, BMP or TIFF image".formatted(file, finding);
    }

    /** What is wrong, without the file's name: a name may tell of a patient. */
    public String finding() {
        return finding;
    }

    /** The same for the user who named the file. */
    InvalidInputException ofFile() {
        return new InvalidInputException(
                "image " + getMessage() + "; replace it or leave it out", this);
    }

    /** The same for the user whose manifest names the file. */
    InvalidInputException ofCohort(CohortImage image) {
        return new InvalidInputException(sentenceOfCohort(image, finding), this);
    }

    /**
     * @param finding what is wrong with the image's file
     */
    static String sentenceOfCohort(CohortImage image, String finding) {
        return "image '%s' of the manifest: %s; replace the file or delete its row"
                .formatted(image.id(), sentence(image.file(), finding));
    }
}
