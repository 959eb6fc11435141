package io.podagra.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.data.Label;
import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.ScoredImage;
import io.podagra.eval.statistics.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorstErrorsTest {
    private static final ScoreTable TABLE =
            ScoreTable.of(
                    List.of(
                            Samples.image("right", "a", "dorsal", Label.ABNORMAL, 0.9, 0.9),
                            Samples.image("missed", "a", "dorsal", Label.ABNORMAL, 0.3, 0.9),
                            Samples.image("alarm", "b", "medial", Label.NORMAL, 0.95, 0.1),
                            Samples.image("at threshold", "b", "medial", Label.NORMAL, 0.5, 0.1),
                            Samples.image("b tie", "c", "medial", Label.NORMAL, 0.7, 0.1),
                            Samples.image("surely right", "c", "medial", Label.NORMAL, 0.0, 0.1)));

    @Test
    void theFarthestFromTheLabelComeFirst() {
        WorstErrors errors = WorstErrors.of(TABLE, Method.SINGLE, 0.5);

        assertThat(errors.wrong()).isEqualTo(4);
        assertThat(errors.worst())
                .extracting(ScoredImage::imageId)
                .containsExactly("alarm", "b tie", "missed", "at threshold");
    }

    @Test
    void imagesCalledRightAreNoErrorsHoweverFarTheScore() {
        // 0.3 is called abnormal from 0.2 on, so "missed" is none although its score is low.
        WorstErrors errors = WorstErrors.of(TABLE, Method.SINGLE, 0.2);

        assertThat(errors.worst()).extracting(ScoredImage::imageId).doesNotContain("missed");
        assertThat(WorstErrors.of(TABLE, Method.MULTIPLE, 0.5).wrong()).isZero();
    }

    @Test
    void noMoreThanFitAreShown() {
        ScoreTable table = ReportExample.test();

        WorstErrors errors = WorstErrors.of(table, Method.SINGLE, 0.5);

        assertThat(errors.wrong()).isGreaterThan(WorstErrors.SHOWN);
        assertThat(errors.worst()).hasSize(WorstErrors.SHOWN);
    }
}
