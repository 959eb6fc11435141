package io.podagra.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.dataset.api.preprocessor.serializer.NormalizerSerializer;

/**
 * The entries of a zip that {@link ModelSerializer} reads, without the updater's state. It writes
 * the same itself, but with the hour in every entry, and where there is a normaliser it closes the
 * zip too early and then fails.
 */
final class StockEntries {
    private StockEntries() {}

    /** By name, in its order. */
    static Map<String, byte[]> of(ComputationGraph network, DataNormalization normalisation)
            throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(ModelSerializer.CONFIGURATION_JSON, configuration(network.getConfiguration()));
        entries.put(ModelSerializer.COEFFICIENTS_BIN, Coefficients.write(network.params()));
        entries.put(ModelSerializer.NORMALIZER_BIN, normaliser(normalisation));
        return entries;
    }

    static byte[] configuration(ComputationGraphConfiguration configuration) {
        return configuration.toJson().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] normaliser(DataNormalization normalisation) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NormalizerSerializer.getDefault().write(normalisation, out);
        return out.toByteArray();
    }
}
