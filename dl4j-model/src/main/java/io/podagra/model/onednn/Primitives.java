package io.podagra.model.onednn;

import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;

/** Descriptions of the primitives of batch norms, ReLUs and sums. */
final class Primitives {
    private Primitives() {}

    /** Attributes by which a primitive ends with what follows it. */
    static primitive_attr endingWith(boolean sum, boolean rectify) {
        primitive_attr attributes = OneDnn.attributes();
        post_ops after = new post_ops();
        if (sum) {
            after.append_sum();
        }
        if (rectify) {
            after.append_eltwise(dnnl.algorithm.eltwise_relu, 0, 0);
        }
        attributes.set_post_ops(after);
        return attributes;
    }

    /**
     * A batch norm.
     *
     * @param flags by {@link #flags}
     * @param attributes that tell what follows
     */
    static batch_normalization_forward.primitive_desc normalisation(
            Operation.Normalisation operation,
            dnnl.prop_kind kind,
            memory.desc layout,
            int flags,
            primitive_attr attributes) {
        return new batch_normalization_forward.primitive_desc(
                OneDnn.engine(),
                kind.value,
                layout,
                layout,
                epsilon(operation),
                flags,
                attributes,
                false);
    }

    static float epsilon(Operation.Normalisation operation) {
        return (float) ((BatchNormalization) operation.layer().conf().getLayer()).getEps();
    }

    static int flags(boolean fixed, boolean rectify) {
        return dnnl.normalization_flags.use_scale.value
                | dnnl.normalization_flags.use_shift.value
                | (fixed ? dnnl.normalization_flags.use_global_stats.value : 0)
                | (rectify ? dnnl.normalization_flags.fuse_norm_relu.value : 0);
    }

    /** ReLU, in one layout. */
    static eltwise_forward.primitive_desc rectification(dnnl.prop_kind kind, memory.desc layout) {
        return new eltwise_forward.primitive_desc(
                OneDnn.engine(),
                kind,
                dnnl.algorithm.eltwise_relu,
                layout,
                layout,
                0f,
                0f,
                OneDnn.attributes(),
                false);
    }

    static eltwise_backward.primitive_desc rectificationBackward(memory.desc layout) {
        return new eltwise_backward.primitive_desc(
                OneDnn.engine(),
                dnnl.algorithm.eltwise_relu,
                layout,
                layout,
                layout,
                0f,
                0f,
                rectification(dnnl.prop_kind.forward_training, layout),
                OneDnn.attributes(),
                false);
    }

    /**
     * The scale of a batch norm whose statistics are fixed: {@code gamma / sqrt(variance +
     * epsilon)}.
     */
    static double scale(Operation.Normalisation operation, double gamma, double variance) {
        return gamma / Math.sqrt(variance + epsilon(operation));
    }

    /**
     * Adds the step of a sum to a program.
     *
     * @param second in the layout of the first
     * @param result may be the first
     * @param rectify whether a ReLU follows
     */
    static void addSum(
            Program program, Tensor first, Tensor second, Tensor result, boolean rectify) {
        memory.desc layout = first.layout();
        binary.primitive_desc description =
                new binary.primitive_desc(
                        OneDnn.engine(),
                        dnnl.algorithm.binary_add,
                        layout,
                        layout,
                        layout,
                        endingWith(false, rectify),
                        false);
        program.add(
                new binary(description),
                description,
                dnnl.DNNL_ARG_SRC_0,
                first,
                dnnl.DNNL_ARG_SRC_1,
                second,
                dnnl.DNNL_ARG_DST,
                result);
    }
}
