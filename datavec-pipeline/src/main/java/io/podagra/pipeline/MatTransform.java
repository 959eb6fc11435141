package io.podagra.pipeline;

import java.util.Random;
import org.bytedeco.javacv.OpenCVFrameConverter;
import org.bytedeco.opencv.opencv_core.Mat;
import org.datavec.image.data.ImageWritable;
import org.datavec.image.transform.ImageTransform;

/**
 * Base of Podagra's own transforms: a function from matrix to matrix without state or chance, so
 * safe in any thread. Chance is in {@link Augmentation}, which draws the parameters.
 *
 * <p>Not a subclass of DataVec's {@code BaseImageTransform}: that one keeps its converter and the
 * last image. The converter recognises an image by its address, and so hands out the old, freed
 * matrix when a new one happens to lie at the same place.
 */
abstract class MatTransform implements ImageTransform {
    /** Returns a new matrix, or the given one if there is nothing to do. */
    abstract Mat apply(Mat image);

    /**
     * As {@link #apply} on the way from working to input size. What changes values alone does so at
     * input size, a fourth of the pixels; what moves pixels overrides this.
     *
     * @param side of the input, in pixels
     * @return of that size, or as large as it was if the transform leaves shrinking to a later one
     */
    Mat applyShrinking(Mat image, int side) {
        return apply(new ResizeTransform(side).apply(image));
    }

    @Override
    public final ImageWritable transform(ImageWritable image) {
        OpenCVFrameConverter.ToMat converter = new OpenCVFrameConverter.ToMat();
        return new ImageWritable(converter.convert(apply(converter.convert(image.getFrame()))));
    }

    /** Ignores {@code random}: nothing here is left to chance. */
    @Override
    public final ImageWritable transform(ImageWritable image, Random random) {
        return transform(image);
    }

    @Override
    public final float[] query(float... coordinates) {
        throw new UnsupportedOperationException("coordinates are not followed through transforms");
    }

    @Override
    public final ImageWritable getCurrentImage() {
        throw new UnsupportedOperationException("a transform keeps no image");
    }
}
