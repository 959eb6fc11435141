package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.LUT;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Writes 8-bit images into the memory of a tensor, plane after plane, each value through the table
 * of its channel.
 *
 * <p>In place of DataVec's {@code NativeImageLoader}, which replicates grey before it converts and
 * goes pixel by pixel through an index, and of a normaliser, which goes over the whole batch in one
 * thread. Immutable; calls nothing of ND4J once it is made, so that any thread may write.
 */
final class TensorPlanes {
    private static final int VALUES = 256;

    private final float[][] tables;

    private TensorPlanes(float[][] tables) {
        this.tables = tables;
    }

    /** Writes 0 to 255 as they are. */
    static TensorPlanes ofGreyValues() {
        return new TensorPlanes(greyValues());
    }

    /** Writes what the normaliser makes of 0 to 255, to the last bit. */
    static TensorPlanes normalised(Normalisation normalisation) {
        try (INDArray values =
                Nd4j.createFromArray(greyValues()).reshape(1, ImageLoader.CHANNELS, VALUES, 1)) {
            Normalisers.of(normalisation).transform(values);
            return new TensorPlanes(values.reshape(ImageLoader.CHANNELS, VALUES).toFloatMatrix());
        }
    }

    private static float[][] greyValues() {
        float[][] values = new float[ImageLoader.CHANNELS][VALUES];
        for (float[] channel : values) {
            for (int value = 0; value < VALUES; value++) {
                channel[value] = value;
            }
        }
        return values;
    }

    /**
     * Writes blue, green and red, or grey three times.
     *
     * @param image 8 bits, 1 or 3 channels
     * @param tensor where the first plane begins; three planes must have room
     */
    void write(Mat image, FloatPointer tensor) {
        long pixels = (long) image.rows() * image.cols();
        for (int channel = 0; channel < ImageLoader.CHANNELS; channel++) {
            FloatPointer place = tensor.getPointer(channel * pixels);
            if (image.channels() == 1 && channel > 0 && sameAsFirst(channel)) {
                Pointer.memcpy(place, tensor, pixels * Float.BYTES);
            } else {
                // OpenCV writes into the tensor itself, for the matrix has the result's size.
                Mat plane = new Mat(image.rows(), image.cols(), CV_32F, place);
                LUT(channelOf(image, channel), lookup(channel), plane);
            }
        }
    }

    private boolean sameAsFirst(int channel) {
        return Arrays.equals(tables[channel], tables[0]);
    }

    private static Mat channelOf(Mat image, int channel) {
        if (image.channels() == 1) {
            return image;
        }
        Mat values = new Mat();
        extractChannel(image, values, channel);
        return values;
    }

    private Mat lookup(int channel) {
        Mat table = new Mat(1, VALUES, CV_32F);
        table.<FloatBuffer>createBuffer().put(tables[channel]);
        return table;
    }
}
