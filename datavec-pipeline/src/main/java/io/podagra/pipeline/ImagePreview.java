package io.podagra.pipeline;

import static java.util.Objects.requireNonNull;

import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bytedeco.opencv.opencv_core.Mat;
import org.datavec.image.transform.ImageTransform;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An image as it is, as the network sees it, and as it is varied in training: by the very steps of
 * training, for people to look at.
 *
 * @param original at its own size
 * @param cleaned at its own size with overlays painted over; empty if the settings do not ask for
 *     it
 * @param prepared the network's input, size by size pixels, before normalisation
 * @param variants inputs of training, one an epoch from the first
 */
public record ImagePreview(
        BufferedImage original,
        Optional<BufferedImage> cleaned,
        BufferedImage prepared,
        List<Variant> variants) {
    public ImagePreview {
        requireNonNull(original, "original is null");
        requireNonNull(cleaned, "cleaned is null");
        requireNonNull(prepared, "prepared is null");
        variants = List.copyOf(variants);
    }

    /**
     * An input of training.
     *
     * @param picture size by size pixels, before normalisation
     * @param applied what was done to it, in order; empty if nothing was
     */
    public record Variant(BufferedImage picture, List<AppliedStep> applied) {
        public Variant {
            requireNonNull(picture, "picture is null");
            applied = List.copyOf(applied);
        }
    }

    /**
     * Prepares and varies an image.
     *
     * @param index of the image among those that are shown; with the seed it decides the variations
     * @param variants how many, at least 0
     * @throws InvalidInputException if the image cannot be decoded
     */
    public static ImagePreview of(
            CohortImage image,
            ImageSettings settings,
            AugmentationSettings augmentation,
            int variants,
            long seed,
            int index) {
        try {
            ImageLoader loader = new ImageLoader(settings);
            WorkingImage working = loader.decode(image.file());
            List<Variant> varied = new ArrayList<>();
            for (int epoch = 0; epoch < variants; epoch++) {
                Random random = new Random(Seeds.derive(seed, epoch, index));
                varied.add(
                        variant(loader, working, new Augmentation(augmentation).describe(random)));
            }
            return new ImagePreview(
                    ownSize(image, false),
                    settings.mask() ? Optional.of(ownSize(image, true)) : Optional.empty(),
                    input(loader, working, List.of()),
                    varied);
        } catch (UndecodableImageException e) {
            throw e.ofCohort(image);
        }
    }

    @SuppressWarnings("try") // The scope works by being open; nothing asks it for anything.
    private static BufferedImage ownSize(CohortImage image, boolean cleaned)
            throws UndecodableImageException {
        try (NativeScope scope = new NativeScope()) {
            Mat decoded = ImageDecoder.decode(image.file(), ImageDecoder.read(image.file()));
            Mat mat = cleaned ? new OverlayMaskTransform().apply(decoded) : decoded;
            byte[] pixels = new byte[mat.rows() * mat.cols() * mat.channels()];
            mat.data().get(pixels);
            int type =
                    mat.channels() == 1
                            ? BufferedImage.TYPE_BYTE_GRAY
                            : BufferedImage.TYPE_3BYTE_BGR;
            BufferedImage picture = new BufferedImage(mat.cols(), mat.rows(), type);
            byte[] order = mat.channels() == 1 ? pixels : toRedGreenBlue(pixels);
            picture.getRaster().setDataElements(0, 0, mat.cols(), mat.rows(), order);
            return picture;
        }
    }

    /** Java's rasters hand out and take the bands in this order, however they store them. */
    private static byte[] toRedGreenBlue(byte[] pixels) {
        byte[] turned = pixels.clone();
        for (int pixel = 0; pixel < pixels.length; pixel += ImageLoader.CHANNELS) {
            turned[pixel] = pixels[pixel + 2];
            turned[pixel + 2] = pixels[pixel];
        }
        return turned;
    }

    static Variant variant(
            ImageLoader loader, WorkingImage working, List<Augmentation.Drawn> drawn) {
        return new Variant(
                input(loader, working, drawn.stream().map(Augmentation.Drawn::transform).toList()),
                drawn.stream().flatMap(done -> done.steps().stream()).toList());
    }

    static BufferedImage input(
            ImageLoader loader, WorkingImage working, List<ImageTransform> transforms) {
        try (INDArray tensor = loader.newBatch(1)) {
            loader.fill(tensor, 0, working, transforms);
            int side = (int) tensor.size(2);
            int plane = side * side;
            float[] values = tensor.data().asFloat();
            BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
            for (int pixel = 0; pixel < plane; pixel++) {
                int blue = Math.round(values[pixel]);
                int green = Math.round(values[plane + pixel]);
                int red = Math.round(values[2 * plane + pixel]);
                picture.setRGB(pixel % side, pixel / side, red << 16 | green << 8 | blue);
            }
            return picture;
        }
    }
}
