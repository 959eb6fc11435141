package io.podagra.model.graph;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Parts of arrays that have one value for each parameter; Deeplearning4j has them of two ranks. */
public final class FlatArray {
    private FlatArray() {}

    /**
     * A part of an array.
     *
     * @param flat {@code [1, n]} or {@code [n]}
     * @param from first index
     * @param to index after the last
     * @return a view, {@code [to - from]}
     */
    public static INDArray part(INDArray flat, long from, long to) {
        return flat.rank() == 1
                ? flat.get(NDArrayIndex.interval(from, to))
                : flat.get(NDArrayIndex.point(0), NDArrayIndex.interval(from, to));
    }
}
