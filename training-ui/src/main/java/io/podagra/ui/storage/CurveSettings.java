package io.podagra.ui.storage;

import org.deeplearning4j.ui.model.stats.api.StatsType;
import org.deeplearning4j.ui.model.stats.api.StatsUpdateConfiguration;

/**
 * What Deeplearning4j's listener records: what its pages draw, without histograms, which make an
 * iteration of ResNet-50 half as long again, and the gradients' mean magnitudes.
 *
 * <p>Of our own because the histograms of gradients cannot be switched off in {@code
 * DefaultStatsUpdateConfiguration} (1.0.0-M2.1): it answers for them with the setting of the
 * gradients' standard deviations.
 *
 * @param series which says how often
 */
record CurveSettings(CurveSeries series) implements StatsUpdateConfiguration {
    @Override
    public int reportingFrequency() {
        return series.every();
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
        return type == StatsType.Activations;
    }

    @Override
    public boolean collectStdev(StatsType type) {
        return type != StatsType.Parameters;
    }

    @Override
    public boolean collectMeanMagnitudes(StatsType type) {
        return type != StatsType.Activations;
    }
}
