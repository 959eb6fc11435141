package io.podagra.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.podagra.pipeline.AugmentationSettings;
import io.podagra.pipeline.FeatureCache;
import io.podagra.pipeline.ImageIterator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.FrozenVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class FrozenTrunkTest {
    private static final int BATCH = SmallCohort.BATCH;
    private static final int TRAINING = 9; // the last image of an epoch is left out
    private static final int VALIDATION = 5;
    private static final int LENGTH = 4; // features of an image

    @TempDir private Path folder;
    private SmallCohort cohort;
    private final List<String> notices = new ArrayList<>();
    private FeatureCache cache;

    @BeforeEach
    void writeImages() throws IOException {
        cohort = SmallCohort.draw(folder, TRAINING, VALIDATION);
        cache = newCache();
    }

    @Test
    void weightsAndHistoryAreThoseOfTrainingThroughTheTrunk() throws IOException {
        TestSettings settings =
                headOnly()
                        .accumulation(2)
                        .loss(new LossSettings(2, LossSettings.ClassWeights.BALANCED, 0.1))
                        .weightDecay(0.01);
        Run through = train(settings, false);
        Run kept = train(settings, true);

        assertSame(kept, through);
        assertThat(through.forwardPasses()).isEqualTo(3 * ((TRAINING - 1) + VALIDATION));
        assertThat(kept.forwardPasses()).isEqualTo(TRAINING + VALIDATION);
        assertThat(notices)
                .containsExactly(
                        "only the head is trained: features of 14 images are computed once, and"
                                + " epochs take them from memory");
    }

    @Test
    void stagesThatAreUnfrozenGoThroughTheNetworkAsEver() throws IOException {
        TestSettings settings = headOnly().stages(new StageSettings(5, 2, rates())).epochs(10);

        Run kept = train(settings, true);

        assertSame(kept, train(settings, false));
        assertThat(kept.forwardPasses())
                .as("two epochs from features, eight through all stages")
                .isEqualTo(TRAINING + VALIDATION + 8 * ((TRAINING - 1) + VALIDATION));
        assertThat(parameters(kept.network(), "res2a_branch2a"))
                .isNotEqualTo(parameters(network(), "res2a_branch2a"));
    }

    @Test
    void armsShareFeaturesInMemoryAndLaterStartsFindThemInTheFile() throws IOException {
        train(headOnly(), true);
        cohort =
                new SmallCohort(cohort.training().subList(2, 8), cohort.validation().subList(1, 4));

        assertThat(train(headOnly().learningRate(0.01), true).forwardPasses()).isZero();
        cache = newCache();
        Run later = train(headOnly(), true);
        assertThat(later.forwardPasses()).isZero();
        assertSame(later, train(headOnly(), false));
    }

    @Test
    void anythingOfTheTrunkThatDiffersMakesOtherFeatures() throws IOException {
        train(headOnly(), true);
        for (String parameter : List.of("W", "mean")) {
            ComputationGraph changed = network();
            String layer = parameter.equals("W") ? "res2a_branch2a" : "bn2a_branch2a";
            changed.getLayer(layer).getParam(parameter).putScalar(1, 0.25);
            assertThat(train(headOnly(), true, changed, ArmListener.SILENT, none()).forwardPasses())
                    .as(parameter)
                    .isEqualTo(TRAINING + VALIDATION);
        }
        ComputationGraph otherHead = network();
        otherHead.getLayer("output").getParam("W").putScalar(1, 0.25);
        assertThat(train(headOnly(), true, otherHead, ArmListener.SILENT, none()).forwardPasses())
                .isZero();
    }

    @Test
    void imagesThatVaryGoThroughTheTrunkAndValidationImagesDoOnce() throws IOException {
        Run kept = train(headOnly(), true, network(), noting(), AugmentationSettings.defaults());
        Run through =
                train(headOnly(), false, network(), noting(), AugmentationSettings.defaults());

        assertSame(kept, through);
        assertThat(kept.forwardPasses()).isEqualTo(3 * (TRAINING - 1) + VALIDATION);
        assertThat(notices).singleElement().asString().contains("augmentation.enabled");
    }

    @Test
    void withoutRoomForTrainingImagesTheyGoThroughTheTrunkAndValidationImagesDoOnce()
            throws IOException {
        cache = cacheOf(VALIDATION * LENGTH * Float.BYTES);

        Run kept = train(headOnly(), true);

        assertThat(kept.forwardPasses()).isEqualTo(3 * (TRAINING - 1) + VALIDATION);
        assertThat(notices).hasSize(2);
        assertThat(notices.get(0)).startsWith("features of 14 images are not kept");
        assertThat(notices.get(1))
                .isEqualTo(
                        "only the head is trained: features of the validation images are computed"
                                + " once, but there is no room for those of the training images,"
                                + " which go through the network in every epoch");
        assertSame(kept, train(headOnly(), false));
    }

    @Test
    void withoutRoomForAnyImagesAllGoThroughTheTrunk() throws IOException {
        cache = cacheOf(VALIDATION * LENGTH * Float.BYTES - 1);

        Run kept = train(headOnly(), true);

        assertThat(kept.forwardPasses()).isEqualTo(3 * ((TRAINING - 1) + VALIDATION));
        assertThat(notices).hasSize(2).allMatch(notice -> notice.contains("are not kept"));
    }

    @Test
    void listenersHearHowFarTheFeaturesAre() throws IOException {
        List<String> heard = new ArrayList<>();
        ArmListener listener =
                new ArmListener() {
                    @Override
                    public void onFeatures(long imagesDone, long images) {
                        heard.add(imagesDone + " of " + images);
                    }
                };

        train(headOnly(), true, network(), listener, none());

        assertThat(heard).containsExactly("4 of 9", "8 of 9", "9 of 9", "4 of 5", "5 of 5");
        heard.clear();
        train(headOnly(), true, network(), listener, none());
        assertThat(heard).as("of features that are known").isEmpty();
    }

    @Test
    void trainingStoppedWithinAnEpochGoesOnFromItsCheckpoint() throws IOException {
        TestSettings settings = headOnly().checkpointEveryStep();
        Run whole = train(settings, true);
        CheckpointFolder checkpoints = new CheckpointFolder(folder.resolve("checkpoints"));
        ArmListener stopping =
                new ArmListener() {
                    @Override
                    public void onStep(int epoch, long imagesDone, double loss) {
                        if (epoch == 2 && imagesDone == 2 * BATCH) {
                            throw new IllegalStateException("stopped");
                        }
                    }
                };
        ComputationGraph stopped = network();
        assertThatThrownBy(() -> train(settings, stopped, stopping, checkpoints))
                .hasMessage("stopped");

        List<Integer> steps = new ArrayList<>();
        ArmListener counting =
                new ArmListener() {
                    @Override
                    public void onStep(int epoch, long imagesDone, double loss) {
                        steps.add(epoch);
                    }
                };
        ComputationGraph resumed = network();
        train(settings, resumed, counting, checkpoints);

        assertThat(steps).as("epochs of the steps").containsExactly(2, 3, 3);
        assertThat(resumed.params().toDoubleVector())
                .containsExactly(whole.network().params().toDoubleVector(), within(1e-6));
    }

    private record Run(ComputationGraph network, TrainedArm trained, long forwardPasses) {}

    private static void assertSame(Run one, Run other) {
        SameTraining.assertSame(one.trained(), other.trained());
    }

    private Run train(TestSettings settings, boolean kept) throws IOException {
        return train(settings, kept, network(), noting(), none());
    }

    private Run train(
            TestSettings settings,
            boolean kept,
            ComputationGraph network,
            ArmListener listener,
            AugmentationSettings augmentation)
            throws IOException {
        Counter counter = new Counter(network);
        try (ImageIterator images = cohort.trainingImages(augmentation);
                ImageIterator judging = cohort.validationImages()) {
            ArmTrainer trainer = trainer(settings, Optional.empty());
            TrainedArm trained =
                    kept
                            ? trainer.train(
                                    network, cohort.byClass(), images, judging, cache, 5, listener)
                            : trainer.train(
                                    network,
                                    cohort.byClass(),
                                    epoch -> {
                                        images.startEpoch(epoch - 1);
                                        return images;
                                    },
                                    judging,
                                    5,
                                    listener);
            return new Run(network, trained, counter.images);
        }
    }

    private void train(
            TestSettings settings,
            ComputationGraph network,
            ArmListener listener,
            CheckpointFolder checkpoints)
            throws IOException {
        try (ImageIterator images = cohort.trainingImages(none());
                ImageIterator judging = cohort.validationImages()) {
            trainer(settings, Optional.of(checkpoints))
                    .train(network, cohort.byClass(), images, judging, cache, 5, listener);
        }
    }

    private static ArmTrainer trainer(
            TestSettings settings, Optional<CheckpointFolder> checkpoints) {
        return new ArmTrainer(
                settings.build(), scores -> OptionalDouble.empty(), List.of(), checkpoints);
    }

    private ArmListener noting() {
        return new ArmListener() {
            @Override
            public void onNotice(String notice) {
                notices.add(notice);
            }
        };
    }

    private FeatureCache newCache() {
        return new FeatureCache(folder.resolve("cache"), 1 << 20, notices::add);
    }

    private FeatureCache cacheOf(long memoryBytes) {
        return new FeatureCache(folder.resolve("cache"), 1 << 20, memoryBytes, notices::add);
    }

    private static ComputationGraph network() {
        return StagedNetwork.create(DataType.FLOAT);
    }

    private static double[] parameters(ComputationGraph network, String layer) {
        return network.getLayer(layer).params().toDoubleVector();
    }

    private static TestSettings headOnly() {
        return new TestSettings().batchSize(BATCH).stages(new StageSettings(5, 0, rates()));
    }

    private static List<Double> rates() {
        return List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0);
    }

    private static AugmentationSettings none() {
        return AugmentationSettings.none();
    }

    /** Counts the images that go through a network's first layer. */
    private static final class Counter {
        private long images;

        Counter(ComputationGraph network) {
            GraphVertex[] vertices = network.getVertices();
            for (int index = 0; index < vertices.length; index++) {
                if (vertices[index].getVertexName().equals("stem-cnn1")) {
                    vertices[index] = new Counting(vertices[index], this);
                }
            }
        }
    }

    private static final class Counting extends FrozenVertex {
        private final Counter counter;

        Counting(GraphVertex vertex, Counter counter) {
            super(vertex);
            this.counter = counter;
        }

        @Override
        public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
            counter.images += getInputs()[0].size(0);
            return super.doForward(training, workspaces);
        }
    }
}
