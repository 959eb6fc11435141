package io.podagra.cli.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.model.training.Scores;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValidationAucTest {
    /** Of four pairs of an abnormal and a normal image, three are in order. */
    private static final Scores SCORES =
            new Scores(List.of(0.9, 0.2, 0.4, 0.1), List.of(true, true, false, false));

    @Test
    void ranksImages() {
        assertThat(ValidationAuc.of(SCORES)).hasValue(0.75);
    }

    @Test
    void ranksPatientsByTheirMeanScore() {
        // One abnormal patient, 0.55 on average, against two normal ones.
        assertThat(ValidationAuc.ofPatients(SCORES, List.of("a", "a", "b", "c"))).hasValue(1);
    }

    @Test
    void aPatientIsAbnormalIfAnyImageIs() {
        // a: 0.9 and 0.1, abnormal; b: 0.2 and 0.4, abnormal: nobody is normal.
        assertThat(ValidationAuc.ofPatients(SCORES, List.of("a", "b", "b", "a"))).isEmpty();
    }
}
