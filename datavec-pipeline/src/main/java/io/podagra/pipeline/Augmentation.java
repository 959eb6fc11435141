package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.datavec.image.transform.FlipImageTransform;
import org.datavec.image.transform.ImageTransform;
import org.datavec.image.transform.RotateImageTransform;

/**
 * Draws the transforms of one image from a random source: the only place of chance.
 *
 * <p>DataVec's {@code PipelineImageTransform} is not used: its constructor sets the seed of ND4J's
 * random source of the thread, from which weights are initialised, to a constant, and it decides by
 * that source which transforms run. DataVec's transforms serve one image each here, with given
 * parameters; left to chance, its flip would also turn images upside down.
 */
final class Augmentation {
    private static final int AROUND_VERTICAL_AXIS = 1;

    private final AugmentationSettings settings;

    Augmentation(AugmentationSettings settings) {
        this.settings = settings;
    }

    /** The transforms to apply in this order, with fixed parameters; for one image only. */
    List<ImageTransform> draw(Random random) {
        if (!settings.enabled()) {
            return List.of();
        }
        // Each number is drawn whether or not it is used: switching one variation off leaves the
        // others as they were.
        boolean flip = random.nextDouble() < settings.horizontalFlip();
        double degrees = within(settings.maxRotationDegrees(), random);
        double zoom = within(settings.maxZoom(), random);
        double brightness = 1 + within(settings.brightness(), random);
        double contrast = 1 + within(settings.contrast(), random);

        List<ImageTransform> transforms = new ArrayList<>();
        if (flip) {
            transforms.add(new FlipImageTransform(AROUND_VERTICAL_AXIS));
        }
        if (degrees != 0 || zoom != 0) {
            transforms.add(rotationAndZoom(degrees, zoom));
        }
        if (brightness != 1 || contrast != 1) {
            transforms.add(new BrightnessContrastTransform(brightness, contrast));
        }
        return transforms;
    }

    private static double within(double bound, Random random) {
        return bound * (2 * random.nextDouble() - 1);
    }

    /**
     * One interpolation for both, cubic for the reason {@link WorkingImage} gives. What comes in
     * from outside is the image mirrored at its edge: DataVec's default, black corners, would tell
     * the network that an image was turned.
     *
     * @param degrees counter-clockwise
     * @param zoom magnification less 1
     */
    static ImageTransform rotationAndZoom(double degrees, double zoom) {
        return new RotateImageTransform(null, 0, 0, (float) degrees, (float) zoom)
                .interMode(INTER_CUBIC)
                .borderMode(BORDER_REFLECT_101);
    }
}
