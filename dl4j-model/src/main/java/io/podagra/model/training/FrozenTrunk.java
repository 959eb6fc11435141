package io.podagra.model.training;

import io.podagra.data.CohortImage;
import io.podagra.data.ProgressListener;
import io.podagra.data.Sha256;
import io.podagra.model.graph.FlatArray;
import io.podagra.model.graph.Heads;
import io.podagra.model.onednn.OneDnnGraph;
import io.podagra.pipeline.FeatureCache;
import io.podagra.pipeline.Features;
import io.podagra.pipeline.ImageIterator;
import io.podagra.pipeline.ImagePlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * All of a network but its heads, while none of it is trained: an image that is not varied has the
 * same features in every epoch, which are computed once.
 */
final class FrozenTrunk {
    private static final int CHUNK = 1 << 18;

    private final ComputationGraph network;
    private final Heads heads;
    private final FeatureCache cache;
    private final String key;
    private final int length;

    private FrozenTrunk(ComputationGraph network, Heads heads, FeatureCache cache) {
        this.network = network;
        this.heads = heads;
        this.cache = cache;
        this.key = key(network, heads);
        this.length = heads.length();
    }

    /**
     * The trunk of a network, which must not change any more.
     *
     * @return empty if the network's outputs do not share the features before them
     */
    static Optional<FrozenTrunk> of(ComputationGraph network, FeatureCache cache) {
        return Heads.of(network).map(heads -> new FrozenTrunk(network, heads, cache));
    }

    Heads heads() {
        return heads;
    }

    /**
     * The features that are known, in memory, with room for those of all of the plans' images.
     *
     * @return empty if there is no such room
     */
    Optional<Features> features(List<ImagePlan> plans) {
        return cache.of(key, plans, length);
    }

    /** Computes the features of a plan's images that are not known. */
    @SuppressWarnings("try") // the parameters are held as long as the resource is open
    void complete(Features features, ImagePlan plan, ProgressListener progress) {
        List<CohortImage> missing = features.missing(plan);
        if (missing.isEmpty()) {
            return;
        }
        try (ImageIterator images = plan.unvaried(missing);
                OneDnnGraph.Held held = OneDnnGraph.hold(network)) {
            int done = 0;
            while (images.hasNext()) {
                DataSet batch = images.next();
                try (INDArray rows = heads.features(batch.getFeatures())) {
                    int end = done + (int) rows.size(0);
                    features.add(plan, missing.subList(done, end), rows.toFloatMatrix());
                    done = end;
                }
                progress.progressed(done, missing.size());
            }
        }
    }

    /**
     * Names all that the features depend on but the image: how the trunk's layers are configured,
     * and every parameter and running statistic of theirs. How they would be trained does not
     * matter.
     */
    private static String key(ComputationGraph network, Heads heads) {
        MessageDigest digest = Sha256.start();
        network.getConfiguration()
                .getVertices()
                .forEach(
                        (name, vertex) -> {
                            if (!heads.names().contains(name)) {
                                update(digest, name, inputsOf(network, name), words(vertex));
                            }
                        });
        for (ParameterRange range : ParameterRange.of(network)) {
            if (!heads.names().contains(range.layer())) {
                update(digest, range.layer());
                update(digest, range.in(network.params()));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String inputsOf(ComputationGraph network, String vertex) {
        return network.getConfiguration().getVertexInputs().get(vertex).toString();
    }

    private static String words(GraphVertex vertex) {
        try {
            var mapper = NeuralNetConfiguration.mapper();
            if (!(vertex instanceof LayerVertex layerVertex)) {
                return mapper.writeValueAsString(vertex);
            }
            Layer layer = layerVertex.getLayerConf().getLayer().clone();
            if (layer instanceof BaseLayer trained) {
                trained.setIUpdater(null);
                trained.setBiasUpdater(null);
            }
            return mapper.writeValueAsString(layer)
                    + mapper.writeValueAsString(layerVertex.getPreProcessor());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void update(MessageDigest digest, String... texts) {
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
    }

    private static void update(MessageDigest digest, INDArray values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * CHUNK);
        for (long from = 0; from < values.length(); from += CHUNK) {
            long to = Math.min(values.length(), from + CHUNK);
            float[] chunk = FlatArray.part(values, from, to).toFloatVector();
            bytes.clear().asFloatBuffer().put(chunk);
            digest.update(bytes.array(), 0, Float.BYTES * chunk.length);
        }
    }
}
