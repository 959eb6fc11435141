package io.podagra.model.saliency;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Shows where in an image a network sees what speaks for abnormal.
 *
 * <p>Activation times gradient, summed over the channels, of the log-odds of abnormal: HiResCAM
 * (Draelos and Carin 2020, arXiv:2011.08891), not after the last stage but after the stem's
 * pooling, where a cell is four pixels wide; blurred by a cell, and what speaks against abnormal is
 * left out. At the network's last stage, where Grad-CAM++ (Chattopadhay et al. 2018,
 * arXiv:1710.11063) looks, an image of 96 pixels has three cells a side, each of which sees nearly
 * all of the image; {@code benchmarks/saliency} compares them on images whose signs are known.
 *
 * <p>Costs about a step of training for each image. Not thread-safe. Works as long as the network
 * is open, and reads its parameters without copying them.
 */
public final class Saliency implements AutoCloseable {
    /** After which the evidence is looked at. */
    static final String STEM = "stem-maxpool1";

    /** Pixels from one cell of the stem to the next: its convolution and its pooling halve. */
    private static final int STRIDE = 4;

    /** More at once would take more memory, and save little time. */
    private static final int BATCH = 4;

    private final EvidenceGraph evidence;
    private final CellBlur cells;

    Saliency(EvidenceGraph evidence, CellBlur cells) {
        this.evidence = evidence;
        this.cells = cells;
    }

    /**
     * Of a network that is in use.
     *
     * @param network a ResNet-50 with two classes, as {@code ResNet50Graph} makes it; its batch
     *     norms may be folded
     * @throws IllegalArgumentException if it is another network
     */
    public static Saliency of(ComputationGraph network) {
        requireNonNull(network, "network is null");
        int padding =
                pooling(network)
                        .orElseThrow(
                                () -> new IllegalArgumentException("the network has no " + STEM))
                        .getPadding()[0];
        // The middle of the pooling's first window of three; the convolution's is at the first
        // pixel.
        int first = STRIDE / 2 * (1 - padding);
        return new Saliency(
                new EvidenceGraph(network, List.of(STEM)), new CellBlur(STRIDE, first, STRIDE));
    }

    /** Whether a network is one that can be looked into so. */
    public static boolean isFor(ComputationGraph network) {
        return pooling(network).isPresent() && EvidenceGraph.isFor(network);
    }

    private static Optional<SubsamplingLayer> pooling(ComputationGraph network) {
        return network.getConfiguration().getVertices().get(STEM) instanceof LayerVertex vertex
                        && vertex.getLayerConf().getLayer() instanceof SubsamplingLayer pooling
                ? Optional.of(pooling)
                : Optional.empty();
    }

    /**
     * Where images speak for abnormal, whatever the network calls them.
     *
     * @param images {@code [batch, 3, size, size]}, normalised for the network; not changed
     * @return one for each image, in order
     */
    public List<SaliencyMap> of(INDArray images) {
        List<SaliencyMap> maps = new ArrayList<>();
        long count = images.size(0);
        int size = Math.toIntExact(images.size(2));
        for (long from = 0; from < count; from += BATCH) {
            long to = Math.min(from + BATCH, count);
            INDArray batch = images.get(NDArrayIndex.interval(from, to));
            try (StageEvidence found = evidence.of(batch).get(0)) {
                for (float[][] sums : found.sums()) {
                    maps.add(SaliencyMap.of(size, cells.spread(sums, size)));
                }
            }
        }
        return maps;
    }

    @Override
    public void close() {
        evidence.close();
    }
}
