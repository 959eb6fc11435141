package io.podagra.ui.storage;

import java.util.Map;
import org.deeplearning4j.ui.model.stats.api.Histogram;
import org.deeplearning4j.ui.model.stats.api.StatsType;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsReport;

/**
 * Deeplearning4j's record of an iteration, which says "no histograms" by an empty map instead of
 * null: its model page (1.0.0-M2.1, {@code TrainModule.getHistograms}) fails on null as soon as a
 * layer is clicked.
 *
 * <p>Public with a public constructor only because the storage creates it by its name, which {@code
 * stats.db} records: renaming this class makes older runs unreadable.
 */
public final class CurveReport extends SbeStatsReport {
    /** For the storage, which decodes into it. */
    public CurveReport() {}

    @Override
    public Map<String, Histogram> getHistograms(StatsType type) {
        Map<String, Histogram> histograms = super.getHistograms(type);
        return histograms == null ? Map.of() : histograms;
    }
}
