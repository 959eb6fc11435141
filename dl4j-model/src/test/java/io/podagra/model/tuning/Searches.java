package io.podagra.model.tuning;

import io.podagra.model.tuning.TuningSettings.Repeats;
import io.podagra.model.tuning.TuningSettings.Search;
import io.podagra.model.tuning.TuningSettings.Stopping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Searches of a space of two settings, for tests. */
final class Searches {
    private Searches() {}

    static TuningSettings settings(Search search, int trials) {
        return settings(search, trials, Stopping.NONE, new Repeats(1, 0));
    }

    static TuningSettings settings(Search search, int trials, Stopping stopping, Repeats repeats) {
        Map<String, Parameter> space = new LinkedHashMap<>();
        space.put("rate", new Parameter.LogUniform(0.00001, 0.1));
        space.put("dropout", new Parameter.Uniform(0, 0.5));
        space.put("momentum", new Parameter.Fixed(0.9));
        return new TuningSettings(
                true,
                search,
                trials,
                0,
                0,
                TuningSettings.Score.AUC,
                0,
                0.25,
                stopping,
                1,
                repeats,
                1,
                4,
                false,
                new SearchSpace(space));
    }

    static TuningResult search(TuningSettings settings, Path file, Objective objective)
            throws IOException {
        return search(settings, 7, file, objective);
    }

    static TuningResult search(TuningSettings settings, long seed, Path file, Objective objective)
            throws IOException {
        return new TuningSearch(settings, Hill.EPOCHS, seed, file, objective, trial -> {}).run();
    }
}
