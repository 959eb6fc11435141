package io.podagra.ui.storage;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsInitializationReport;

/**
 * Deeplearning4j's record of a network, which names a class derived from one of Deeplearning4j's by
 * that one: its pages (1.0.0-M2.1, {@code TrainModule.getConfig}) know no others, and fail.
 */
final class NetworkReport extends SbeStatsInitializationReport {
    private final Class<?> network;

    NetworkReport(Class<?> network) {
        this.network = network;
    }

    @Override
    public void reportModelInfo(
            String modelClassName,
            String modelConfigJson,
            String[] modelParamNames,
            int numLayers,
            long numParams) {
        super.reportModelInfo(
                stock(modelClassName), modelConfigJson, modelParamNames, numLayers, numParams);
    }

    private String stock(String own) {
        if (ComputationGraph.class.isAssignableFrom(network)) {
            return ComputationGraph.class.getName();
        }
        return MultiLayerNetwork.class.isAssignableFrom(network)
                ? MultiLayerNetwork.class.getName()
                : own;
    }
}
