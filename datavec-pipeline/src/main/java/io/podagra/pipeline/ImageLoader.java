package io.podagra.pipeline;

import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacv.OpenCVFrameConverter;
import org.bytedeco.opencv.opencv_core.Mat;
import org.datavec.image.data.ImageWritable;
import org.datavec.image.loader.NativeImageLoader;
import org.datavec.image.transform.ImageTransform;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Turns an image file into the tensor of a prediction, on the path that training and evaluation
 * take too.
 *
 * <p>Grey images are replicated to three channels. Immutable and thread-safe; native memory is
 * freed before a method returns.
 */
public final class ImageLoader {
    /** Blue, green, red, as DataVec and the ImageNet weights of Keras order them. */
    static final int CHANNELS = 3;

    private final ImageSettings settings;
    private final ImageDecoder decoder;
    private final ResizeTransform toInputSize;

    public ImageLoader(ImageSettings settings) {
        this.settings = settings;
        this.decoder = new ImageDecoder(settings);
        this.toInputSize = new ResizeTransform(settings.size());
    }

    /**
     * Reads one image, not yet normalised (see {@link Normalisation}).
     *
     * @return a new {@code float} tensor {@code [1, 3, size, size]} of values 0 to 255
     * @throws InvalidInputException if the file cannot be read or holds no whole image
     */
    public INDArray load(Path file) {
        try {
            WorkingImage image = decode(file);
            INDArray tensor = newBatch(1);
            fill(tensor, 0, image, List.of());
            return tensor;
        } catch (UndecodableImageException e) {
            throw e.ofFile();
        }
    }

    WorkingImage decode(Path file) throws UndecodableImageException {
        return decoder.decode(file);
    }

    /** Zeros of shape {@code [images, 3, size, size]}. */
    INDArray newBatch(int images) {
        return Nd4j.zeros(DataType.FLOAT, images, CHANNELS, settings.size(), settings.size());
    }

    /**
     * Writes an image into its place in a batch.
     *
     * @param position index in the batch's first dimension
     * @param augmentation transforms at working size, used up
     */
    @SuppressWarnings("try") // The scope works by being open; nothing asks it for anything.
    void fill(INDArray batch, int position, WorkingImage image, List<ImageTransform> augmentation) {
        INDArray place = batch.slice(position);
        try (NativeScope scope = new NativeScope()) {
            OpenCVFrameConverter.ToMat converter = new OpenCVFrameConverter.ToMat();
            ImageWritable writable = new ImageWritable(converter.convert(image.toMat()));
            for (ImageTransform transform : augmentation) {
                writable = transform.transform(writable);
            }
            Mat input = converter.convert(toInputSize.transform(writable).getFrame());
            new NativeImageLoader(settings.size(), settings.size(), CHANNELS)
                    .asMatrixView(input, place);
        } catch (IOException e) { // declared for streams, of which there is none here
            throw new UncheckedIOException(e);
        }
    }
}
