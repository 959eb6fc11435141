package io.podagra.model.training;

import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;

/**
 * Deeplearning4j's updaters of an {@link Optimiser}. Apart from it, whose methods are looked at
 * whenever settings are written: that should load no class of ND4J's.
 */
public final class Updaters {
    private Updaters() {}

    /** With a learning rate of 1: {@link WeightUpdate} multiplies by the step's. */
    static IUpdater atUnitRate(TrainingSettings settings) {
        return of(settings, 1);
    }

    /** What Deeplearning4j would go on with if it trained an exported model further. */
    public static IUpdater forExport(TrainingSettings settings) {
        return of(settings, settings.learningRate());
    }

    private static IUpdater of(TrainingSettings settings, double learningRate) {
        return switch (settings.optimiser()) {
            case ADAMW -> new Adam(learningRate);
            case SGD -> new Nesterovs(learningRate, settings.momentum());
        };
    }
}
