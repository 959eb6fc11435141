package io.podagra.pipeline;

import io.podagra.data.InvalidInputException;
import io.podagra.data.Workers;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacv.OpenCVFrameConverter;
import org.bytedeco.opencv.opencv_core.Mat;
import org.datavec.image.data.ImageWritable;
import org.datavec.image.transform.ImageTransform;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
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
    private final TensorPlanes planes;
    private final ImageDecoder decoder;
    private final ResizeTransform toInputSize;

    /** A loader of values 0 to 255. */
    public ImageLoader(ImageSettings settings) {
        this(settings, TensorPlanes.ofGreyValues());
    }

    private ImageLoader(ImageSettings settings, TensorPlanes planes) {
        this.settings = settings;
        this.planes = planes;
        this.decoder = new ImageDecoder(settings);
        this.toInputSize = new ResizeTransform(settings.size());
    }

    /** A loader whose values are normalised as the settings say. */
    static ImageLoader normalising(ImageSettings settings) {
        return new ImageLoader(settings, TensorPlanes.normalised(settings.normalisation()));
    }

    /** An image and what is to be done to it. */
    record Varied(WorkingImage image, List<ImageTransform> transforms) {}

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

    /**
     * The same of an image in memory: a whole PNG, JPEG, BMP or TIFF.
     *
     * @param name what messages call it
     * @throws InvalidInputException if it is no whole image
     */
    public INDArray load(String name, byte[] content) {
        try {
            Path file = Path.of(name);
            ContentCheck.requireSound(file, content);
            INDArray tensor = newBatch(1);
            fill(tensor, 0, decoder.toWorkingImage(file, content), List.of());
            return tensor;
        } catch (UndecodableImageException e) {
            throw e.ofFile();
        }
    }

    WorkingImage decode(Path file) throws UndecodableImageException {
        return decoder.decode(file);
    }

    /** A new tensor of shape {@code [images, 3, size, size]}, its values still undefined. */
    INDArray newBatch(int images) {
        long[] shape = {images, CHANNELS, settings.size(), settings.size()};
        return Nd4j.createUninitialized(DataType.FLOAT, shape);
    }

    /**
     * Writes an image into its place in a batch.
     *
     * @param position index in the batch's first dimension
     * @param augmentation transforms at working size, used up
     */
    void fill(INDArray batch, int position, WorkingImage image, List<ImageTransform> augmentation) {
        FloatPointer start = startOf(batch);
        write(new Varied(image, augmentation), place(start, position));
        Nd4j.getAffinityManager().tagLocation(batch, Location.HOST);
    }

    /**
     * Fills a batch, an image in each thread at a time.
     *
     * @param images gives the image for an index in the batch's first dimension, to any thread
     * @throws RuntimeException what the first image that fails threw; no thread writes any more
     */
    void fill(INDArray batch, Workers workers, IntFunction<Varied> images) {
        FloatPointer start = startOf(batch);
        workers.forEach(
                Math.toIntExact(batch.size(0)),
                position -> write(images.apply(position), place(start, position)));
        Nd4j.getAffinityManager().tagLocation(batch, Location.HOST);
    }

    @SuppressWarnings("try") // The scope works by being open; nothing asks it for anything.
    private void write(Varied varied, FloatPointer place) {
        try (NativeScope scope = new NativeScope()) {
            Mat image = varied.image().toMat();
            for (ImageTransform transform : varied.transforms()) {
                image = transformed(image, transform);
            }
            planes.write(toInputSize.apply(image), place);
        }
    }

    private Mat transformed(Mat image, ImageTransform transform) {
        if (transform instanceof MatTransform ours) {
            return ours.applyShrinking(image, settings.size());
        }
        OpenCVFrameConverter.ToMat converter = new OpenCVFrameConverter.ToMat();
        ImageWritable writable = new ImageWritable(converter.convert(image));
        return converter.convert(transform.transform(writable).getFrame());
    }

    private static FloatPointer startOf(INDArray batch) {
        Nd4j.getAffinityManager().ensureLocation(batch, Location.HOST);
        return new FloatPointer(batch.data().pointer()).getPointer(batch.offset());
    }

    private FloatPointer place(FloatPointer start, int position) {
        return start.getPointer((long) position * CHANNELS * settings.size() * settings.size());
    }
}
