package io.podagra.cli.study;

import io.podagra.data.Cohort;
import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import io.podagra.data.View;
import io.podagra.eval.Method;
import io.podagra.eval.report.Thumbnails;
import io.podagra.model.ImageClassifier;
import io.podagra.model.saliency.Explainer;
import io.podagra.pipeline.ImageLoader;
import io.podagra.pipeline.ImageSettings;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A cohort's images as the networks saw them, and where they speak for abnormal to the networks of
 * a run that are trained. A network is some hundreds of megabytes: it is loaded when it is asked,
 * and stays until another one is or this is closed. Pictures that are drawn are kept, since a
 * report and a page show much the same ones; this may be asked for more after it was closed.
 */
public final class ExplainedPictures implements Thumbnails, AutoCloseable {
    private final Map<String, CohortImage> images;
    private final Thumbnails prepared;
    private final RunFolder run;
    private final List<Arm> arms;
    private final Map<Drawn, Optional<BufferedImage>> drawn = new HashMap<>();
    private Optional<Network> open = Optional.empty();

    /**
     * @param prepared pictures of the same images
     */
    ExplainedPictures(Cohort cohort, Thumbnails prepared, RunFolder run, List<Arm> arms) {
        this.images =
                cohort.images().stream()
                        .collect(Collectors.toMap(CohortImage::id, Function.identity()));
        this.prepared = prepared;
        this.run = run;
        this.arms = List.copyOf(arms);
    }

    /**
     * Pictures of the cohort of a run that has been trained.
     *
     * @param settings of the run's images
     */
    public static ExplainedPictures of(Cohort cohort, ImageSettings settings, RunFolder run) {
        return new ExplainedPictures(
                cohort, new PreparedPictures(cohort, settings), run, Arm.of(cohort.views()));
    }

    /** What a picture is of. */
    private record Drawn(Arm arm, CohortImage image) {}

    /** A network that is loaded. */
    private record Network(
            Arm arm,
            ImageClassifier classifier,
            ImageLoader loader,
            Optional<Explainer> explainer) {
        static Network load(RunFolder run, Arm arm) {
            ImageClassifier classifier = ImageClassifier.load(run.model(arm));
            try {
                return new Network(
                        arm,
                        classifier,
                        new ImageLoader(classifier.use().preprocessing()),
                        Explainer.of(classifier));
            } catch (RuntimeException | Error failure) {
                classifier.close();
                throw failure;
            }
        }

        Optional<BufferedImage> explain(CohortImage image) {
            return explainer.map(
                    ready -> {
                        try (INDArray tensor = loader.load(image.file())) {
                            return ready.explain(tensor, false); // its model says what it is
                        }
                    });
        }

        void close() {
            explainer.ifPresent(Explainer::close);
            classifier.close();
        }
    }

    @Override
    public Optional<BufferedImage> of(String imageId) {
        return prepared.of(imageId);
    }

    @Override
    public Optional<BufferedImage> explained(String imageId, Method method) {
        try {
            return Optional.ofNullable(images.get(imageId))
                    .flatMap(image -> arm(method, image.view()).map(arm -> new Drawn(arm, image)))
                    .flatMap(wanted -> drawn.computeIfAbsent(wanted, this::draw));
        } catch (InvalidInputException exception) {
            return Optional.empty(); // of the image or the model: its file has gone since
        }
    }

    private Optional<BufferedImage> draw(Drawn wanted) {
        return network(wanted.arm()).explain(wanted.image());
    }

    private Network network(Arm arm) {
        if (open.filter(network -> network.arm().equals(arm)).isEmpty()) {
            close();
            open = Optional.of(Network.load(run, arm));
        }
        return open.orElseThrow();
    }

    private Optional<Arm> arm(Method method, View view) {
        Optional<View> trainedOn = method == Method.SINGLE ? Optional.empty() : Optional.of(view);
        return arms.stream().filter(arm -> arm.view().equals(trainedOn)).findFirst();
    }

    @Override
    public void close() {
        open.ifPresent(Network::close);
        open = Optional.empty();
    }
}
