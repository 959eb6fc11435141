package io.podagra.model.onednn;

import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/** Native memory of a fixed layout that the steps of a program read and write. */
final class Tensor implements AutoCloseable {
    private final memory.desc layout;
    private final memory handle;
    private final long bytes;
    private final long[] shape;
    private int firstStep = Integer.MAX_VALUE;
    private int lastStep = -1;
    private long offset;

    private Tensor(memory.desc layout) {
        this.layout = layout;
        this.handle = new memory(layout, OneDnn.engine(), (Pointer) null);
        this.bytes = layout.get_size();
        this.shape = new long[layout.get_ndims()];
        try (LongPointer dimensions = layout.get_dims()) {
            dimensions.get(shape);
        }
    }

    /** One whose place in a program's memory is found once it is known when it is used. */
    static Tensor planned(memory.desc layout) {
        return new Tensor(layout);
    }

    /** One at an address that is given now, or before each run. */
    static Tensor at(memory.desc layout, Pointer address) {
        Tensor tensor = new Tensor(layout);
        tensor.moveTo(address);
        return tensor;
    }

    memory.desc layout() {
        return layout;
    }

    memory handle() {
        return handle;
    }

    long bytes() {
        return bytes;
    }

    long[] shape() {
        return shape.clone();
    }

    boolean hasLayout(memory.desc other) {
        return layout.equals(other);
    }

    void moveTo(Pointer address) {
        handle.set_data_handle(address);
    }

    void usedBy(int step) {
        firstStep = Math.min(firstStep, step);
        lastStep = Math.max(lastStep, step);
    }

    int firstStep() {
        return firstStep;
    }

    int lastStep() {
        return lastStep;
    }

    /** Whether there is a step before and after which both are needed. */
    boolean overlaps(Tensor other) {
        return firstStep <= other.lastStep && other.firstStep <= lastStep;
    }

    void placeAt(long place) {
        offset = place;
    }

    long offset() {
        return offset;
    }

    /** Lets go of the handle, not of the memory. */
    @Override
    public void close() {
        handle.deallocate();
    }
}
