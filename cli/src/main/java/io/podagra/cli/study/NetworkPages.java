package io.podagra.cli.study;

import io.podagra.ui.storage.RunStatsStorage;
import java.util.List;
import org.deeplearning4j.optimize.api.TrainingListener;

/** The networks of a study on Deeplearning4j's own pages. */
final class NetworkPages implements StudyListener {
    private final RunStatsStorage storage;
    private final int everySteps;

    NetworkPages(RunStatsStorage storage, int everySteps) {
        this.storage = storage;
        this.everySteps = everySteps;
    }

    @Override
    public List<TrainingListener> networkListeners(Arm arm) {
        return List.of(storage.statsListener(arm.name(), everySteps));
    }
}
