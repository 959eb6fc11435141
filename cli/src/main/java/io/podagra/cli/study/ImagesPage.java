package io.podagra.cli.study;

import io.podagra.data.CohortImage;
import io.podagra.data.Label;
import io.podagra.data.Part;
import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.ScoredImage;
import io.podagra.eval.report.Thumbnails;
import io.podagra.model.training.EpochResult;
import io.podagra.model.training.Scores;
import io.podagra.model.training.TrainingSettings;
import io.podagra.model.training.Validation;
import io.podagra.pipeline.AppliedStep;
import io.podagra.pipeline.ImagePlan;
import io.podagra.pipeline.ImagePreview;
import io.podagra.ui.images.ErrorSnapshot;
import io.podagra.ui.images.ErrorSnapshot.Scored;
import io.podagra.ui.images.ImagesPublisher;
import io.podagra.ui.images.SampleSnapshot;
import io.podagra.ui.images.SampleSnapshot.Change;
import io.podagra.ui.images.SampleSnapshot.Sample;
import io.podagra.ui.images.SampleSnapshot.Variant;
import io.podagra.ui.images.ShownImage;
import io.podagra.ui.storage.RunStatsStorage;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Images of a study on their page: of each arm some training images as its network is given them
 * and, after each epoch, the validation images it is most wrong about; in the end those of the
 * test. A picture is made once for each image, when it is first shown.
 */
final class ImagesPage implements StudyListener {
    /** Variants of a sample, one of each epoch from the first. */
    private static final int MOST_VARIANTS = 4;

    /** Images that an arm is most wrong about, of each label. */
    private static final int ERRORS = 6;

    private final ImagesPublisher publisher;
    private final Thumbnails fromFiles;
    private final ExplainedPictures explanations;
    private final Map<String, Optional<String>> pictures = new HashMap<>();
    private int epochs = 1;
    private Optional<ImagePlan> validated = Optional.empty();

    private ImagesPage(
            ImagesPublisher publisher, Thumbnails fromFiles, ExplainedPictures explanations) {
        this.publisher = publisher;
        this.fromFiles = fromFiles;
        this.explanations = explanations;
    }

    /**
     * @param kept whether pictures are wanted
     */
    static ImagesPage of(RunStatsStorage storage, boolean kept, Study study) {
        List<String> arms = study.arms().stream().map(Arm::name).toList();
        return new ImagesPage(
                new ImagesPublisher(storage, arms, kept, study.synthetic()),
                study.pictures(),
                study.explanations());
    }

    @Override
    public void onArm(Arm arm, TrainingSettings settings) {
        epochs = settings.epochs();
    }

    @Override
    public void onImages(Arm arm, ImagePlan training, ImagePlan validation) {
        if (!publisher.keepsPictures()) {
            return;
        }
        validated = Optional.of(validation);
        List<Sample> samples =
                SampleChoice.of(training.images()).stream()
                        .map(index -> sample(training, index))
                        .toList();
        publisher.publish(new SampleSnapshot(arm.name(), samples, Instant.now()));
    }

    private Sample sample(ImagePlan plan, int index) {
        CohortImage image = plan.images().get(index);
        int variants = plan.varied() ? Math.min(MOST_VARIANTS, epochs) : 0;
        return new Sample(
                shown(image, Part.TRAIN, () -> plan.picture(image)),
                IntStream.range(0, variants).mapToObj(i -> variant(plan, index, i)).toList());
    }

    /**
     * @param epoch from 0
     */
    private Variant variant(ImagePlan plan, int index, int epoch) {
        List<Change> changes = new ArrayList<>();
        Optional<String> picture =
                publisher.keep(
                        Part.TRAIN,
                        () -> {
                            ImagePreview.Variant variant = plan.variant(index, epoch);
                            variant.applied().forEach(step -> changes.add(change(step)));
                            return variant.picture();
                        });
        return new Variant(epoch + 1, picture, changes);
    }

    private static Change change(AppliedStep step) {
        return new Change(step.what().name().toLowerCase(Locale.ROOT), step.amount());
    }

    @Override
    public void onEpoch(Arm arm, EpochResult result, Validation validation) {
        validated
                .filter(plan -> plan.images().size() == validation.scores().size())
                .ifPresent(plan -> publish(arm, result, plan, validation.scores()));
    }

    private void publish(Arm arm, EpochResult result, ImagePlan plan, Scores scores) {
        Map<CohortImage, Double> byImage = new LinkedHashMap<>();
        for (int image = 0; image < scores.size(); image++) {
            byImage.put(plan.images().get(image), scores.probabilities().get(image));
        }
        Function<CohortImage, Scored> scored =
                image ->
                        new Scored(
                                shown(image, Part.VALIDATION, () -> plan.picture(image)),
                                Map.of(arm.name(), byImage.get(image)));
        List<CohortImage> images = List.copyOf(byImage.keySet());
        publisher.publish(
                new ErrorSnapshot(
                        arm.name(),
                        Part.VALIDATION,
                        result.epoch(),
                        result.best(),
                        worst(images, CohortImage::label, byImage::get, Label.ABNORMAL).stream()
                                .map(scored)
                                .toList(),
                        worst(images, CohortImage::label, byImage::get, Label.NORMAL).stream()
                                .map(scored)
                                .toList(),
                        Instant.now()));
    }

    /** Its images are closed. */
    @Override
    public void onArmDone(Arm arm) {
        validated = Optional.empty();
    }

    /**
     * Shows what both methods are most wrong about in the test: at once, and then with what speaks
     * for abnormal, which takes longer and may have the room that is left.
     */
    void evaluation(ScoreTable test) {
        if (!publisher.keepsPictures()) {
            return;
        }
        publish(test, Thumbnails.none());
        try (ExplainedPictures explained = explanations) {
            publish(test, explained);
        }
    }

    private void publish(ScoreTable test, Thumbnails explained) {
        for (Method method : test.methods()) {
            ToDoubleFunction<ScoredImage> score = image -> image.score(method).orElseThrow();
            List<ScoredImage> images = test.images();
            List<ScoredImage> missed = worst(images, ScoredImage::label, score, Label.ABNORMAL);
            List<ScoredImage> alarms = worst(images, ScoredImage::label, score, Label.NORMAL);
            Map<String, String> pictures =
                    explained(Stream.of(missed, alarms).flatMap(List::stream), method, explained);
            Function<ScoredImage, Scored> scored =
                    image ->
                            scored(
                                    image,
                                    test.methods(),
                                    Optional.ofNullable(pictures.get(image.imageId())));
            publisher.publish(
                    new ErrorSnapshot(
                            method.word(),
                            Part.TEST,
                            0,
                            false,
                            missed.stream().map(scored).toList(),
                            alarms.stream().map(scored).toList(),
                            Instant.now()));
        }
    }

    /** By the images' names, drawn view by view so that one network is open at a time. */
    private Map<String, String> explained(
            Stream<ScoredImage> images, Method method, Thumbnails explained) {
        Map<String, String> pictures = new HashMap<>();
        images.sorted(Comparator.comparing(ScoredImage::view))
                .map(ScoredImage::imageId)
                .forEach(
                        id ->
                                explained
                                        .explained(id, method)
                                        .flatMap(
                                                picture -> publisher.keep(Part.TEST, () -> picture))
                                        .ifPresent(name -> pictures.put(id, name)));
        return pictures;
    }

    private Scored scored(ScoredImage image, List<Method> methods, Optional<String> explained) {
        Map<String, Double> scores = new LinkedHashMap<>();
        methods.forEach(method -> scores.put(method.word(), image.score(method).orElseThrow()));
        String id = image.imageId();
        Optional<String> picture = picture(id, Part.TEST, () -> fromFiles.of(id).orElseThrow());
        return new Scored(
                new ShownImage(id, image.view(), image.label(), picture), scores, explained);
    }

    /** The images of a label whose scores are farthest from it, the farthest first. */
    private static <I> List<I> worst(
            List<I> images, Function<I, Label> label, ToDoubleFunction<I> score, Label one) {
        return images.stream()
                .filter(image -> label.apply(image) == one)
                .sorted(
                        Comparator.comparingDouble(
                                image -> -Math.abs(score.applyAsDouble(image) - one.code())))
                .limit(ERRORS)
                .toList();
    }

    private ShownImage shown(CohortImage image, Part part, Supplier<BufferedImage> asPrepared) {
        return new ShownImage(
                image.id(),
                image.view().name(),
                image.label(),
                picture(image.id(), part, asPrepared));
    }

    private Optional<String> picture(String id, Part part, Supplier<BufferedImage> asPrepared) {
        return pictures.computeIfAbsent(id, unknown -> publisher.keep(part, asPrepared));
    }
}
