package io.podagra.model.onednn;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;

/** A pooling on an input, and the primitives that compute it and its gradient. */
final class PoolingShape {
    private final dnnl.algorithm kind;
    private final Window window;
    private final Window.Placed placed;
    private final memory.desc input;
    private final memory.desc output;

    private PoolingShape(dnnl.algorithm kind, Window window, Tensor source) {
        long[] size = source.shape();
        this.kind = kind;
        this.window = window;
        this.placed = window.on(size[2], size[3]);
        this.input = source.layout();
        this.output = OneDnn.activations(placed.output(size[0], size[1]));
    }

    /** Of what a tensor holds, the largest value under a window. */
    static PoolingShape largest(Window window, Tensor source) {
        return new PoolingShape(dnnl.algorithm.pooling_max, window, source);
    }

    /** Of what a tensor holds, the mean over height and width. */
    static PoolingShape mean(Tensor source) {
        long[] size = source.shape();
        return new PoolingShape(
                dnnl.algorithm.pooling_avg_exclude_padding, Window.whole(size[2], size[3]), source);
    }

    pooling_forward.primitive_desc forward(dnnl.prop_kind propagation) {
        return new pooling_forward.primitive_desc(
                OneDnn.engine(),
                propagation,
                kind,
                input,
                output,
                window.strides(),
                window.extent(),
                window.gaps(),
                placed.before(),
                placed.after(),
                OneDnn.attributes(),
                false);
    }

    pooling_backward.primitive_desc backward(pooling_forward.primitive_desc forward) {
        return new pooling_backward.primitive_desc(
                OneDnn.engine(),
                kind,
                input,
                forward.dst_desc(),
                window.strides(),
                window.extent(),
                window.gaps(),
                placed.before(),
                placed.after(),
                forward,
                OneDnn.attributes(),
                false);
    }
}
