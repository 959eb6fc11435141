package io.podagra.pipeline.ingest;

import io.podagra.data.Label;
import io.podagra.data.View;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What is said of a file's images. Identifiers are as found.
 *
 * @param patientId whose joint it is
 * @param view from where it was seen
 * @param label what its reader decided
 * @param studyId of which examination
 * @param device with which scanner
 * @param site in which hospital or ward
 * @param acquiredOn on which day
 * @param synthetic whether no patient's joint is shown
 */
record Claim(
        String patientId,
        View view,
        Label label,
        Optional<String> studyId,
        Optional<String> device,
        Optional<String> site,
        Optional<LocalDate> acquiredOn,
        boolean synthetic) {}
