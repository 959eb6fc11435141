package io.podagra.ui.storage;

import org.deeplearning4j.ui.model.stats.api.StatsType;
import org.deeplearning4j.ui.model.stats.api.StatsUpdateConfiguration;

/**
 * What Deeplearning4j's listener records: everything its pages draw except histograms, which make
 * an iteration of ResNet-50 half as long again.
 *
 * <p>Of our own because the histograms of gradients cannot be switched off in {@code
 * DefaultStatsUpdateConfiguration} (1.0.0-M2.1): it answers for them with the setting of the
 * gradients' standard deviations.
 *
 * @param reportingFrequency record every so many iterations, at least 1
 */
record CurveSettings(int reportingFrequency) implements StatsUpdateConfiguration {
    CurveSettings {
        if (reportingFrequency < 1) {
            throw new IllegalArgumentException(
                    "curves every " + reportingFrequency + " iterations");
        }
    }

    @Override
    public boolean collectPerformanceStats() {
        return true;
    }

    @Override
    public boolean collectMemoryStats() {
        return true;
    }

    @Override
    public boolean collectGarbageCollectionStats() {
        return true;
    }

    @Override
    public boolean collectLearningRates() {
        return true;
    }

    @Override
    public boolean collectHistograms(StatsType type) {
        return false;
    }

    @Override
    public int numHistogramBins(StatsType type) {
        return 0;
    }

    @Override
    public boolean collectMean(StatsType type) {
        return true;
    }

    @Override
    public boolean collectStdev(StatsType type) {
        return true;
    }

    @Override
    public boolean collectMeanMagnitudes(StatsType type) {
        return true;
    }
}
