package io.podagra.pipeline.ingest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the patient of a file of which no table tells: by what the file says, else by its name.
 *
 * @param pattern whose first group is the patient, found anywhere in the name without folders
 */
record PatientPattern(Optional<Pattern> pattern) {
    /**
     * @throws RefusedFileException if neither the file nor its name says
     */
    String patient(SourceName name, Origin origin) throws RefusedFileException {
        Optional<String> said = origin.patientId().filter(id -> !id.isBlank());
        if (said.isPresent()) {
            return said.get();
        }
        if (pattern.isEmpty()) {
            throw new RefusedFileException(
                    Reason.Code.NO_PATIENT,
                    "does not say whose it is; give --patient-pattern to take the patient from the"
                            + " file's name");
        }
        Matcher matcher = pattern.get().matcher(name.fileName());
        if (!matcher.find() || matcher.group(1) == null || matcher.group(1).isBlank()) {
            throw new RefusedFileException(
                    Reason.Code.NO_PATIENT,
                    "has a name in which --patient-pattern finds no patient");
        }
        return matcher.group(1).strip();
    }
}
