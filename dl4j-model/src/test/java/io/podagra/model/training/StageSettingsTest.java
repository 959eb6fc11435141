package io.podagra.model.training;

import static io.podagra.model.training.Stage.HEAD;
import static io.podagra.model.training.Stage.STAGE_4;
import static io.podagra.model.training.Stage.STAGE_5;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageSettingsTest {
    private static final List<Double> RATES = List.of(0.1, 0.2, 0.3, 0.4, 0.5, 2.0);

    @Test
    void frozenStagesStayFrozenUnlessTheyAreToJoinIn() {
        StageSettings settings = new StageSettings(5, 0, RATES);

        assertThat(settings.trainedIn(1, 0.01)).isEqualTo(Map.of(HEAD, 0.02));
        assertThat(settings.trainedIn(9_999, 0.01)).isEqualTo(Map.of(HEAD, 0.02));
    }

    @Test
    void theFrozenStageNearestTheHeadJoinsInFirst() {
        StageSettings settings = new StageSettings(5, 2, RATES);

        assertThat(settings.trainedIn(2, 1)).containsOnlyKeys(HEAD);
        assertThat(settings.trainedIn(3, 1)).isEqualTo(Map.of(STAGE_5, 0.5, HEAD, 2.0));
        assertThat(settings.trainedIn(5, 1)).containsOnlyKeys(STAGE_4, STAGE_5, HEAD);
        assertThat(settings.trainedIn(11, 1)).containsOnlyKeys(Stage.values());
        assertThat(settings.frozenIn(1_000)).isZero();
    }

    /** Names of the zoo's graph, from {@code ResNet50.graphBuilder().getVertices()}. */
    @ParameterizedTest
    @CsvSource({
        "stem-cnn1, STEM",
        "stem-batch1, STEM",
        "res2a_branch2a, STAGE_2",
        "bn2c_branch2c, STAGE_2",
        "act3a_branch2a, STAGE_3",
        "short4a_branch, STAGE_4",
        "res4f_branch2b, STAGE_4",
        "res5c_branch, STAGE_5",
        "avgpool, HEAD",
        "output, HEAD"
    })
    void everyVertexHasItsStage(String vertex, Stage stage) {
        assertThat(Stage.of(vertex)).isEqualTo(stage);
    }
}
