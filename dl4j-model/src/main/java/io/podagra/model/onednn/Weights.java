package io.podagra.model.onednn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;

/**
 * What is derived from a network's parameters before a program runs: folded convolutions, and
 * running variances. Shared by the programs of one network; brought up to date before each run, for
 * anybody may have changed the parameters since, except while they are held.
 */
final class Weights implements AutoCloseable {
    private final List<FoldedConvolution> folded = new ArrayList<>();
    private final IdentityHashMap<BatchNormalization, FloatPointer> variances =
            new IdentityHashMap<>();
    private final Map<Long, FloatPointer> zeros = new HashMap<>();
    private final Arena scratch = new Arena();
    private final stream queue = new stream(OneDnn.engine());
    private long generation;
    private int holds;

    /** The one of these operations in this layout. */
    FoldedConvolution folded(
            Operation.Convolution convolution,
            Optional<Operation.Normalisation> normalisation,
            memory.desc layout) {
        for (FoldedConvolution each : folded) {
            if (each.isOf(convolution, normalisation, layout)) {
                return each;
            }
        }
        FoldedConvolution made = new FoldedConvolution(convolution, normalisation, layout);
        folded.add(made);
        return made;
    }

    /** The running variance of a batch norm. */
    Tensor variance(BatchNormalization layer) {
        FloatPointer values =
                variances.computeIfAbsent(layer, key -> new FloatPointer(channels(key)));
        return Tensor.at(OneDnn.plain(channels(layer)), values);
    }

    private static long channels(BatchNormalization layer) {
        return ((org.deeplearning4j.nn.conf.layers.BatchNormalization) layer.conf().getLayer())
                .getNOut();
    }

    /** The bias of a convolution that has none. */
    Tensor zeros(long channels) {
        FloatPointer values =
                zeros.computeIfAbsent(channels, key -> new FloatPointer(new float[key.intValue()]));
        return Tensor.at(OneDnn.plain(channels), values);
    }

    /**
     * Takes in the parameters.
     *
     * @param needed of the folded convolutions, by what runs next
     */
    void prepare(List<FoldedConvolution> needed) {
        if (holds == 0) {
            generation++;
        }
        needed.forEach(each -> each.prepare(queue, scratch, generation));
        queue._wait();
        variances.forEach((layer, values) -> values.put(Parameters.variance(layer)));
    }

    /** From now on the parameters stay as they are. */
    void hold() {
        if (holds == 0) {
            generation++;
        }
        holds++;
    }

    void release() {
        holds--;
    }

    /** Forgets what was derived; it is derived anew when it is asked for. */
    @Override
    public void close() {
        folded.forEach(FoldedConvolution::close);
        folded.clear();
        variances.values().forEach(FloatPointer::deallocate);
        variances.clear();
        zeros.values().forEach(FloatPointer::deallocate);
        zeros.clear();
        scratch.close();
    }
}
