package io.podagra.pipeline.ingest;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What a file says of itself besides its pixels. Identifiers are as found: they must be hashed
 * before they are written.
 *
 * @param sopInstanceUid DICOM's identifier of the image
 * @param studyInstanceUid DICOM's identifier of the examination
 * @param patientId the hospital's number of the patient
 * @param description free text on what is shown, such as a series' description
 * @param device manufacturer and model
 * @param acquiredOn the day the image was made
 */
record Origin(
        Optional<String> sopInstanceUid,
        Optional<String> studyInstanceUid,
        Optional<String> patientId,
        Optional<String> description,
        Optional<String> device,
        Optional<LocalDate> acquiredOn) {
    /** Of a file that says nothing. */
    static final Origin UNKNOWN =
            new Origin(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
}
