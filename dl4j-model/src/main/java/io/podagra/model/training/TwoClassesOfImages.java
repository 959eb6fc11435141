package io.podagra.model.training;

import io.podagra.model.graph.Heads;
import io.podagra.pipeline.FeatureCache;
import io.podagra.pipeline.Features;
import io.podagra.pipeline.ImageIterator;
import io.podagra.pipeline.ImagePlan;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** The two classes from images of which it is known which they are. */
final class TwoClassesOfImages extends TwoClasses {
    private final ImagePlan training;
    private final ImagePlan validation;
    private final FeatureCache cache;

    TwoClassesOfImages(
            ValidationMeasure measure,
            List<Integer> imagesByClass,
            ImageIterator training,
            ImageIterator validation,
            FeatureCache cache) {
        super(measure, imagesByClass, epochs(training), validation);
        this.training = training.plan();
        this.validation = validation.plan();
        this.cache = cache;
    }

    private static IntFunction<DataSetIterator> epochs(ImageIterator images) {
        return epoch -> {
            images.startEpoch(epoch - 1);
            return images;
        };
    }

    @Override
    public Optional<FeatureTask> onFeatures(ComputationGraph network, ArmListener listener) {
        return FrozenTrunk.of(network, cache).flatMap(trunk -> onFeatures(trunk, listener));
    }

    /** Of all images if they do not vary and there is room, or of the validation images. */
    private Optional<FeatureTask> onFeatures(FrozenTrunk trunk, ArmListener listener) {
        Optional<Features> ofAll =
                training.varied()
                        ? Optional.empty()
                        : trunk.features(List.of(training, validation));
        Optional<Features> features = ofAll.or(() -> trunk.features(List.of(validation)));
        if (features.isEmpty()) {
            return Optional.empty();
        }
        listener.onNotice(notice(ofAll.isPresent()));
        if (ofAll.isPresent()) {
            trunk.complete(ofAll.get(), training, listener::onFeatures);
        }
        trunk.complete(features.get(), validation, listener::onFeatures);
        return Optional.of(new OnFeatures(trunk.heads(), ofAll, features.get()));
    }

    private String notice(boolean trainingIsKept) {
        if (trainingIsKept) {
            return String.format(
                    Locale.ROOT,
                    "only the head is trained: features of %,d images are computed once, and"
                            + " epochs take them from memory",
                    training.images().size() + validation.images().size());
        }
        return "only the head is trained: features of the validation images are computed once, but"
                + (training.varied()
                        ? " training images vary (augmentation.enabled) and go"
                        : " there is no room for those of the training images, which go")
                + " through the network in every epoch";
    }

    private final class OnFeatures implements FeatureTask {
        private final Heads heads;
        private final Optional<Features> ofTraining;
        private final Features ofValidation;

        OnFeatures(Heads heads, Optional<Features> ofTraining, Features ofValidation) {
            this.heads = heads;
            this.ofTraining = ofTraining;
            this.ofValidation = ofValidation;
        }

        @Override
        public Heads heads() {
            return heads;
        }

        @Override
        public Optional<Iterator<DataSet>> epoch(int epoch) {
            return ofTraining.map(features -> new FeatureIterator(features, training, epoch - 1));
        }

        @Override
        public Validation validate() {
            Iterator<DataSet> batches = new FeatureIterator(ofValidation, validation, 0);
            return judge(Scores.of(batches, features -> heads.output(features)[0]));
        }
    }
}
