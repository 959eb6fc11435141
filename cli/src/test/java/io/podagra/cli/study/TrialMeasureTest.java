package io.podagra.cli.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.podagra.data.CohortImage;
import io.podagra.data.Label;
import io.podagra.data.View;
import io.podagra.model.training.Scores;
import io.podagra.model.tuning.TuningSettings.Score;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrialMeasureTest {
    /** Of four pairs of an abnormal and a normal image, three are in order. */
    private static final Scores SCORES =
            new Scores(List.of(0.9, 0.2, 0.4, 0.1), List.of(true, true, false, false));

    @Test
    void ranksImagesOrPatients() {
        assertThat(measure(Score.AUC, SCORES, "a", "a", "b", "c")).hasValue(0.75);
        // One abnormal patient, 0.55 on average, against two normal ones.
        assertThat(measure(Score.PATIENT_AUC, SCORES, "a", "a", "b", "c")).hasValue(1);
    }

    /**
     * The variance by hand: each abnormal image beats 1 and 1/2 of the normal ones, each normal one
     * is beaten by 1/2 and 1 of the abnormal ones; both have a sample variance of 1/8, so the AUC's
     * is 1/8 : 2 + 1/8 : 2 = 1/8.
     */
    @Test
    void theLowerBoundIsTheLowerEndOfDeLongsInterval() {
        double bound = measure(Score.AUC_LOWER_BOUND, SCORES, "a", "b", "c", "d").orElseThrow();

        double atLeast = Math.max(0, 0.75 - 1.959964 * Math.sqrt(1.0 / 8));
        assertThat(bound).isCloseTo(atLeast, within(1e-6));
    }

    @Test
    void theLowerBoundTellsManyImagesFromFew() {
        Scores twice = repeated(SCORES, 2);
        Scores often = repeated(SCORES, 20);
        String[] patients = Stream.generate(() -> "p").limit(80).toArray(String[]::new);

        assertThat(measure(Score.AUC, often, patients)).hasValue(0.75);
        assertThat(measure(Score.AUC_LOWER_BOUND, often, patients).orElseThrow())
                .isGreaterThan(measure(Score.AUC_LOWER_BOUND, twice, patients).orElseThrow() + 0.1)
                .isLessThan(0.75);
    }

    /** Without an interval trials are ranked by the AUC: a number, so that none of them fails. */
    @Test
    void theLowerBoundIsTheAucWhereThereIsNoInterval() {
        Scores single = new Scores(List.of(0.9, 0.2), List.of(true, false));

        assertThat(measure(Score.AUC_LOWER_BOUND, single, "a", "b")).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(Score.class)
    void thereIsNoneOfOneClass(Score score) {
        Scores normal = new Scores(List.of(0.1, 0.2), List.of(false, false));

        assertThat(measure(score, normal, "a", "b")).isEmpty();
    }

    private static Scores repeated(Scores scores, int times) {
        return new Scores(
                Stream.generate(scores::probabilities).limit(times).flatMap(List::stream).toList(),
                Stream.generate(scores::abnormal).limit(times).flatMap(List::stream).toList());
    }

    private static OptionalDouble measure(Score score, Scores scores, String... patients) {
        List<CohortImage> images = Stream.of(patients).map(TrialMeasureTest::image).toList();
        return TrialMeasure.of(score, images).of(scores);
    }

    private static CohortImage image(String patient) {
        return new CohortImage(
                "i.png", Path.of("i.png"), patient, new View("left"), Label.NORMAL, Map.of());
    }
}
