package io.podagra.model.deployment;

import static java.util.Objects.requireNonNull;

import io.podagra.data.InvalidInputException;
import io.podagra.model.ModelMetadata.PatientCall;
import io.podagra.model.ModelUse;
import io.podagra.pipeline.ingest.FileImages;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells abnormal from normal images with a model from its zip, or with the models of a bundle, one
 * for each view.
 *
 * <pre>{@code
 * try (Classifier classifier = Classifier.load(Path.of("model.zip"))) {
 *     Classification found = classifier.classify(Path.of("joint.png"));
 *     System.out.println(found.score());
 * }
 * }</pre>
 *
 * <p>Thread-safe: images are decoded by whoever asks, at the same time; each network scores for one
 * after another, on all cores. Several images at once are scored faster than one by one.
 *
 * <p>After {@link #close()} whatever needs a network throws an {@link IllegalStateException}; what
 * the models say about themselves can still be asked.
 */
public final class Classifier implements AutoCloseable {
    private final List<DeployedModel> models;
    private final Optional<PatientCall> patientCall;

    private Classifier(ModelFiles.Loaded loaded) {
        this.models = List.copyOf(loaded.models());
        this.patientCall =
                loaded.patientCall()
                        .filter(any -> models.stream().allMatch(DeployedModel::callsByDefault));
    }

    /**
     * Loads a model or a bundle, with its default operating point; of DICOM files the first frame
     * is taken.
     *
     * @throws InvalidInputException if the file is missing, damaged, changed since it was written,
     *     of a later release, or holds no classifier of images
     * @throws io.podagra.model.BackendUnavailableException if the backend cannot run here
     */
    public static Classifier load(Path file) {
        return load(file, ClassifierSettings.defaults());
    }

    /**
     * Loads a model or a bundle.
     *
     * @throws InvalidInputException as {@link #load(Path)}, and if a model has no such operating
     *     point
     */
    public static Classifier load(Path file, ClassifierSettings settings) {
        requireNonNull(settings, "settings is null");
        return new Classifier(ModelFiles.load(file, settings));
    }

    /** How each of its networks is used: one of a model, one for each view of a bundle. */
    public List<ModelUse> models() {
        return models.stream().map(DeployedModel::use).toList();
    }

    /**
     * When a patient is called abnormal by the calls of their images, of a bundle those of all
     * views.
     *
     * @return empty if it is not known, as at another operating point than the default
     */
    public Optional<PatientCall> patientCall() {
        return patientCall;
    }

    /** The views it may be used for, sorted; none if it takes images of any. */
    public List<String> views() {
        return models.stream().flatMap(model -> model.use().views().stream()).sorted().toList();
    }

    /** Whether a network was trained on phantom images: then what it says is of no use. */
    public boolean synthetic() {
        return models().stream().anyMatch(use -> use.synthetic().orElse(false));
    }

    /**
     * Says what an image is.
     *
     * @param image a PNG, JPEG, BMP, TIFF or DICOM file
     * @throws InvalidInputException if it cannot be used, has several images, or if it has to be
     *     known which view it is of
     * @throws IllegalStateException if this is closed
     */
    public Classification classify(Path image) {
        return one(image, Optional.empty());
    }

    /**
     * Says what an image of a view is.
     *
     * @throws InvalidInputException as {@link #classify(Path)}, and if it is of a view that the
     *     model was not trained on
     */
    public Classification classify(Path image, String view) {
        return one(image, Optional.of(view));
    }

    private Classification one(Path image, Optional<String> view) {
        List<Pending> pending = images(image, view);
        if (pending.size() != 1) {
            throw new InvalidInputException(
                    "image '%s' has %d images; ask for them one by one"
                            .formatted(image, pending.size()));
        }
        try (PreparedImage prepared = pending.get(0).prepare()) {
            return classify(List.of(prepared)).get(0);
        }
    }

    /** An image of a file that can be decoded when its turn comes. */
    public static final class Pending {
        private final FileImages.FileImage image;
        private final Optional<String> view;
        private final DeployedModel model;

        private Pending(FileImages.FileImage image, Optional<String> view, DeployedModel model) {
            this.image = image;
            this.view = view;
            this.model = model;
        }

        /** Which image of its file it is, such as {@code frame 3}; empty where there is one. */
        public String title() {
            return image.title();
        }

        /**
         * Decodes it.
         *
         * @throws InvalidInputException if it cannot be decoded
         */
        public PreparedImage prepare() {
            return new PreparedImage(image.title(), view, model, image.load());
        }
    }

    /**
     * The images of a file: one, but of DICOM one for each frame that is taken and each region of
     * it.
     *
     * @param view they are of, where it is known
     * @throws InvalidInputException if the file cannot be used, or the model not for this view
     * @throws IllegalStateException if this is closed
     */
    public List<Pending> images(Path file, Optional<String> view) {
        return images(view, each -> each.of(file));
    }

    /**
     * The images of a file in memory.
     *
     * @param name what messages call it
     * @throws InvalidInputException as {@link #images(Path, Optional)}
     */
    public List<Pending> images(String name, byte[] content, Optional<String> view) {
        return images(view, each -> each.of(name, content));
    }

    private List<Pending> images(
            Optional<String> view, Function<FileImages, List<FileImages.FileImage>> files) {
        DeployedModel model = Routing.model(models, view);
        return files.apply(model.images()).stream()
                .map(image -> new Pending(image, view, model))
                .toList();
    }

    /**
     * Says what images are, in their order; best as many as 16 at once.
     *
     * @param images of this classifier; they are not changed and not closed
     * @throws IllegalStateException if this is closed
     */
    public List<Classification> classify(List<PreparedImage> images) {
        Map<DeployedModel, List<Integer>> places = new LinkedHashMap<>();
        for (int place = 0; place < images.size(); place++) {
            places.computeIfAbsent(images.get(place).model(), model -> new ArrayList<>())
                    .add(place);
        }
        Classification[] results = new Classification[images.size()];
        places.forEach(
                (model, of) -> {
                    List<Classification> found =
                            model.classify(of.stream().map(images::get).toList());
                    for (int index = 0; index < of.size(); index++) {
                        results[of.get(index)] = found.get(index);
                    }
                });
        return Arrays.asList(results);
    }

    /**
     * Draws where an image speaks for abnormal, whatever it is called.
     *
     * @param image of this classifier; not changed and not closed
     * @param synthetic whether the image is; the picture says so then, and of a synthetic model in
     *     any case
     * @return empty if the model's network is no ResNet-50 as Podagra makes it
     * @throws IllegalStateException if this is closed
     */
    public Optional<BufferedImage> explain(PreparedImage image, boolean synthetic) {
        return image.model().explain(image, synthetic);
    }

    /**
     * Gives back the networks' memory, once whatever is being classified or explained is done.
     * Nothing may be classified any more. Closing again does nothing.
     */
    @Override
    public void close() {
        models.forEach(DeployedModel::close);
    }
}
