package io.podagra.model.weights;

import java.util.List;

/** What a convolution with its batch norm has, with the names of Deeplearning4j. */
enum Parameter {
    KERNEL("W"),
    BIAS("b"),
    GAMMA("gamma"),
    BETA("beta"),
    MEAN("mean"),
    VARIANCE("var");

    private final String zoo;

    Parameter(String zoo) {
        this.zoo = zoo;
    }

    /** Name of the layer's parameter in Deeplearning4j. */
    String zoo() {
        return zoo;
    }

    boolean ofConvolution() {
        return this == KERNEL || this == BIAS;
    }

    /** Name of the layer that has it, in Deeplearning4j's zoo. */
    String layer(TrunkLayer layer) {
        return ofConvolution() ? layer.convolution() : layer.normalisation();
    }

    /** Name of the tensor: {@code LAYER/PARAMETER}. */
    String name(TrunkLayer layer) {
        return layer(layer) + "/" + zoo;
    }

    /** Shape in Deeplearning4j; kernels are {@code [out, in, height, width]}. */
    List<Long> shape(TrunkLayer layer) {
        long outputs = layer.outputs();
        long kernel = layer.kernel();
        return this == KERNEL
                ? List.of(outputs, (long) layer.inputs(), kernel, kernel)
                : List.of(outputs);
    }
}
