package io.podagra.model.training;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The memory of a flat array that the CPU computes on. */
final class HostArray {
    private HostArray() {}

    /** Whether the array lies in the CPU's memory, dense, as 32-bit floats, in less than 2 GiB. */
    static boolean fits(INDArray flat) {
        return Nd4j.getEnvironment().isCPU()
                && flat.dataType() == DataType.FLOAT
                && flat.length() <= Integer.MAX_VALUE / Float.BYTES
                && flat.stride(-1) == 1;
    }

    /**
     * A view of the array, which must outlive it.
     *
     * @param flat {@code [1, n]} or {@code [n]} that {@linkplain #fits fits}
     */
    static FloatBuffer of(INDArray flat) {
        return new FloatPointer(flat.data().pointer())
                .getPointer(flat.offset())
                .capacity(flat.length())
                .asBuffer();
    }
}
