package io.podagra.cli;

import io.podagra.eval.ScoreTable;
import io.podagra.eval.ScoredImage;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Warns of patients who are on both sides of a test. */
final class SharedPatients {
    private SharedPatients() {}

    /** A sentence, if validation scores that choose thresholds are of test patients, too. */
    static List<String> caution(ScoreTable test, Optional<ScoreTable> validation) {
        if (validation.isEmpty()) {
            return List.of();
        }
        Set<String> shared = new HashSet<>(patients(test));
        shared.retainAll(patients(validation.get()));
        return shared.isEmpty()
                ? List.of()
                : List.of(
                        "%,d patients have images among the validation scores and the test scores: the thresholds were chosen on the patients they are tested on, and the figures flatter."
                                .formatted(shared.size()));
    }

    private static Set<String> patients(ScoreTable table) {
        return table.images().stream().map(ScoredImage::patientId).collect(Collectors.toSet());
    }
}
