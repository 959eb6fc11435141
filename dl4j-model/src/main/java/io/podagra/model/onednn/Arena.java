package io.podagra.model.onednn;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Native memory that grows when more is asked for, and whose content then is lost. Counted by
 * JavaCPP, so that the limits of the process hold for it.
 */
final class Arena implements AutoCloseable {
    /** A cache line, and a vector of AVX-512: one that crosses it costs two accesses. */
    static final long ALIGNMENT = 64;

    private BytePointer memory;
    private long bytes;
    private long base;

    /** Smallest multiple of the alignment that is not less. */
    static long aligned(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /**
     * @throws OutOfMemoryError if the process may not have as much
     */
    void require(long needed) {
        if (needed > bytes) {
            close();
            memory = new BytePointer(needed + ALIGNMENT);
            base = aligned(memory.address()) - memory.address();
            bytes = needed;
        }
    }

    /** The address of its beginning; another one after it has grown. */
    long address() {
        return memory.address() + base;
    }

    Pointer at(long offset) {
        return memory.getPointer(BytePointer.class, base + offset);
    }

    @Override
    public void close() {
        if (memory != null) {
            memory.deallocate();
            memory = null;
            bytes = 0;
        }
    }
}
