package io.podagra.cli.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.cli.settings.SettingsFile;
import io.podagra.cli.settings.StudySettings;
import io.podagra.cli.terminal.Progress;
import io.podagra.data.InvalidInputException;
import io.podagra.model.tuning.Parameter;
import io.podagra.model.tuning.SearchSpace;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GridSizeTest {
    private static final int TRAINING_IMAGES = 100;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Progress progress =
            Progress.on(new PrintStream(said, true, StandardCharsets.UTF_8));

    /** Arbiter would count its points by an int and get another number. */
    @Test
    void aGridThatCannotBeListedIsRefusedEvenIfItIsWantedAsAWhole() {
        StudySettings settings = grid(10, 100, Map.of("tuning.wholeGrid", "true"));

        assertThatThrownBy(() -> GridSize.requireWanted(settings, TRAINING_IMAGES, progress))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageMatching(
                        "The grid has 100,000,000,000,000,000,000 points, about [0-9,]+ days if"
                                + " each is trained in full, more than the 10,000,000 that can be"
                                + " listed; lower tuning\\.gridSteps, search fewer settings, or"
                                + " search at random");
    }

    @Test
    void aGridWithAsManyPointsAsTrialsIsWanted() {
        GridSize.requireWanted(grid(2, 3, Map.of("tuning.trials", "9")), TRAINING_IMAGES, progress);

        assertThat(said.toString(StandardCharsets.UTF_8))
                .matches("The grid has 9 points, about .* if each is trained in full\\R");
    }

    @Test
    void aSearchAtRandomHasNoSize() {
        StudySettings settings = grid(10, 100, Map.of("tuning.search", "random"));
        StudySettings none = grid(10, 100, Map.of("tuning.enabled", "false"));

        assertThatCode(
                        () -> {
                            GridSize.requireWanted(settings, TRAINING_IMAGES, progress);
                            GridSize.requireWanted(none, TRAINING_IMAGES, progress);
                        })
                .doesNotThrowAnyException();
        assertThat(said.size()).isZero();
    }

    private static StudySettings grid(int parameters, int steps, Map<String, String> others) {
        List<String> keys =
                List.of(
                        "training.dropout",
                        "training.momentum",
                        "training.weightDecay",
                        "training.learningRate",
                        "training.loss.focusing",
                        "training.loss.labelSmoothing",
                        "training.schedule.stepFactor",
                        "augmentation.horizontalFlip.probability",
                        "augmentation.rotation.probability",
                        "augmentation.gamma.probability");
        Map<String, Parameter> space = new LinkedHashMap<>();
        keys.subList(0, parameters)
                .forEach(key -> space.put(key, new Parameter.Uniform(0.001, 0.4)));
        Map<String, String> overrides = new LinkedHashMap<>();
        overrides.put("tuning.search", "grid");
        overrides.put("tuning.gridSteps", String.valueOf(steps));
        overrides.putAll(others);
        StudySettings defaults = StudySettings.defaults();
        return SettingsFile.read(
                defaults.withTuning(defaults.tuning().withSpace(new SearchSpace(space))),
                List.of(),
                overrides);
    }
}
