package io.podagra.pipeline;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Frees every matrix and byte array that this thread allocates outside the Java heap until it is
 * closed.
 *
 * <p>Nothing but these: a constant that a library's class creates while the scope is open, such as
 * OpenCV's {@code Scalar.ZERO}, must outlive it, and so must a tensor's buffer.
 */
final class NativeScope implements AutoCloseable {
    private final PointerScope scope;

    @SuppressWarnings("unchecked") // Generic array for the variable arguments, of fixed classes.
    NativeScope() {
        this.scope = new PointerScope(Mat.class, BytePointer.class);
    }

    private NativeScope(PointerScope scope) {
        this.scope = scope;
    }

    /** Frees sizes, rectangles and arrays of numbers too: for work with OpenCV alone. */
    @SuppressWarnings("unchecked")
    static NativeScope ofOpenCv() {
        return new NativeScope(
                new PointerScope(
                        Mat.class,
                        BytePointer.class,
                        FloatPointer.class,
                        DoublePointer.class,
                        Size.class,
                        Rect.class));
    }

    @Override
    public void close() {
        scope.close();
    }
}
