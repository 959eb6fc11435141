package io.podagra.ui.roc;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.data.Label;
import io.podagra.eval.EvaluationSettings;
import io.podagra.eval.Method;
import io.podagra.eval.OperatingPoints;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.ScoredImage;
import io.podagra.eval.StudyEvaluation;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.statistics.DeLong;
import io.podagra.eval.statistics.LabelledScores;
import io.podagra.eval.statistics.OperatingPoint;
import io.podagra.eval.statistics.OperatingRule;
import io.podagra.ui.roc.AucInterval.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RocResultTest {
    private static final LabelledScores SCORES =
            LabelledScores.of(
                    new double[] {0.9, 0.8, 0.7, 0.6, 0.4, 0.3, 0.2, 0.1},
                    new boolean[] {true, true, false, true, true, false, false, false});

    @Test
    void onValidationImagesYoudenChoosesThePointAndDeLongTheInterval() {
        RocResult result = RocResult.onValidation(SCORES);

        OperatingPoint youden = new OperatingRule.Youden().choose(SCORES).orElseThrow();
        assertThat(result.operatingPoint()).contains(youden);
        // Three of four normal images lie below 0.35, all abnormal ones above.
        assertThat(youden.sensitivity()).isEqualTo(1);
        assertThat(youden.specificity()).isEqualTo(0.75);
        AucInterval interval = result.interval().orElseThrow();
        assertThat(interval.units()).isEqualTo(Units.IMAGES);
        assertThat(interval.interval())
                .isEqualTo(DeLong.estimate(SCORES).orElseThrow().interval(0.95).orElseThrow());
    }

    @Test
    void onTestImagesTheThresholdIsTheOneGivenWhateverYoudenWouldChoose() {
        ScoreTable table = table(new Random(1));
        StudyMetrics metrics =
                StudyEvaluation.of(
                        table,
                        OperatingPoints.fixed(
                                Map.of(Method.SINGLE, 0.9, Method.MULTIPLE, 0.1), "Set here."),
                        EvaluationSettings.defaults());

        RocResult single =
                RocResult.onTest(
                        table.scores(Method.SINGLE), metrics.all().methods().get(Method.SINGLE));

        assertThat(single.operatingPoint().orElseThrow().threshold()).isEqualTo(0.9);
        assertThat(single.interval().orElseThrow().units()).isEqualTo(Units.PATIENTS);
        assertThat(single.interval().orElseThrow().interval())
                .isEqualTo(metrics.all().methods().get(Method.SINGLE).aucClustered().orElseThrow());
    }

    @Test
    void imagesOfOneClassHaveNoFigure() {
        RocResult result =
                RocResult.onValidation(
                        LabelledScores.of(new double[] {0.1, 0.2}, new boolean[] {false, false}));
        assertThat(result.auc()).isEmpty();
        assertThat(result.points()).isEmpty();
        assertThat(result.interval()).isEmpty();
        assertThat(result.operatingPoint()).isEmpty();
        assertThat(result.negatives()).isEqualTo(2);
    }

    private static ScoreTable table(Random random) {
        List<ScoredImage> images = new ArrayList<>();
        for (int image = 0; image < 60; image++) {
            boolean abnormal = image % 2 == 0;
            double shift = abnormal ? 0.3 : 0;
            images.add(
                    new ScoredImage(
                            "i" + image,
                            "p" + image / 3,
                            "dorsal",
                            abnormal ? Label.ABNORMAL : Label.NORMAL,
                            Map.of(
                                    Method.SINGLE, shift + 0.7 * random.nextDouble(),
                                    Method.MULTIPLE, shift + 0.7 * random.nextDouble()),
                            Map.of()));
        }
        return ScoreTable.of(images);
    }
}
