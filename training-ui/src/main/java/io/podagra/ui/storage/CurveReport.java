package io.podagra.ui.storage;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.ui.model.stats.api.Histogram;
import org.deeplearning4j.ui.model.stats.api.StatsType;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsReport;

/**
 * Deeplearning4j's record of an iteration, which says "no histograms" by an empty map instead of
 * null: its model page (1.0.0-M2.1, {@code TrainModule.getHistograms}) fails on null as soon as a
 * layer is clicked. Nor does it deserialise the Java objects that such a record may carry.
 */
final class CurveReport extends SbeStatsReport {
    CurveReport() {}

    @Override
    public Map<String, Histogram> getHistograms(StatsType type) {
        Map<String, Histogram> histograms = super.getHistograms(type);
        return histograms == null ? Map.of() : histograms;
    }

    /** Nothing of ours is there, and what another hand put there stays closed. */
    @Override
    public List<Serializable> getDataSetMetaData() {
        return List.of();
    }
}
