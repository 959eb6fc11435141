package io.podagra.model.training;

import static io.podagra.model.training.SameTraining.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.pipeline.AugmentationSettings;
import io.podagra.pipeline.FeatureCache;
import io.podagra.pipeline.ImageIterator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

/** Epochs from kept features are not each followed by a checkpoint, and nothing else differs. */
class HeadOnlyCheckpointsTest {
    private static final double ALWAYS = 0;
    private static final double NEVER = Double.POSITIVE_INFINITY;

    @TempDir private Path folder;
    private SmallCohort cohort;
    private FeatureCache cache;
    private Path checkpoints;

    @BeforeEach
    void writeImages() throws IOException {
        cohort = SmallCohort.draw(folder, 8, 4);
        cache = new FeatureCache(folder.resolve("cache"), 1 << 20, notice -> {});
        checkpoints = folder.resolve("checkpoints");
    }

    @Test
    void epochsWithoutACheckpointAreTrainedAgain() throws IOException {
        TestSettings settings = headOnly().epochs(6);
        assertThatThrownBy(() -> train(settings, ALWAYS, new Recorder(2)))
                .isInstanceOf(Stopped.class);
        assertThatThrownBy(() -> train(settings, NEVER, new Recorder(5)))
                .isInstanceOf(Stopped.class);
        assertThat(files("checkpoint")).last().isEqualTo("checkpoint-00003-000000.zip");

        assertGoesOn(settings, 3);
    }

    @Test
    void withoutAnyCheckpointItBeginsAnew() throws IOException {
        TestSettings settings = headOnly().epochs(4);
        assertThatThrownBy(() -> train(settings, NEVER, new Recorder(3)))
                .isInstanceOf(Stopped.class);

        assertThat(checkpoints).doesNotExist();
        assertGoesOn(settings, 1);
    }

    @Test
    void aCheckpointWithItsBestEpochIsThereBeforeAStageIsUnfrozen() throws IOException {
        TestSettings settings = headOnly().stages(new StageSettings(5, 3, rates())).epochs(5);
        Recorder stopping = new Recorder(3);
        assertThatThrownBy(() -> train(settings, NEVER, stopping)).isInstanceOf(Stopped.class);

        int best =
                stopping.results.stream()
                        .filter(EpochResult::best)
                        .reduce((earlier, later) -> later)
                        .orElseThrow()
                        .epoch();
        assertThat(files("checkpoint")).containsExactly("checkpoint-00004-000000.zip");
        assertThat(files("best")).containsExactly("best-%05d.zip".formatted(best));
        assertGoesOn(settings, 4);
    }

    @Test
    void epochsThroughTheNetworkAreEachWritten() throws IOException {
        TestSettings settings = headOnly().stages(new StageSettings(5, 1, rates())).epochs(4);
        assertThatThrownBy(() -> train(settings, NEVER, new Recorder(3)))
                .isInstanceOf(Stopped.class);

        assertThat(files("checkpoint"))
                .containsExactly("checkpoint-00003-000000.zip", "checkpoint-00004-000000.zip");
    }

    @Test
    void theLastEpochIsWritten() throws IOException {
        TestSettings settings = headOnly().epochs(3);
        TrainedArm finished = train(settings, NEVER, new Recorder(0));

        assertThat(files("checkpoint")).containsExactly("checkpoint-00004-000000.zip");
        assertTrainsNoMore(settings, finished);
    }

    @Test
    void theLastEpochBeforePatienceEndsIsWritten() throws IOException {
        TestSettings settings = headOnly().epochs(50).patience(2);
        Falling auc = new Falling();
        TrainedArm finished = train(settings, NEVER, new Recorder(0), auc);

        assertThat(finished.history()).hasSize(3);
        assertThat(files("checkpoint")).containsExactly("checkpoint-00004-000000.zip");
        assertThat(files("best")).containsExactly("best-00001.zip");
        assertTrainsNoMore(settings, finished);
    }

    @Test
    void theLastEpochBeforeARuleStopsIsWritten() throws IOException {
        TestSettings settings = headOnly().epochs(6);
        StoppingRule rule =
                history -> history.size() == 2 ? Optional.of("enough") : Optional.empty();
        TrainedArm stopped = train(settings, NEVER, new Recorder(0), byLoss(), kept(), rule);

        assertThat(stopped.history()).hasSize(2);
        assertThat(files("checkpoint")).containsExactly("checkpoint-00003-000000.zip");
        assertGoesOn(settings, 3);
    }

    /** Goes on with this epoch, and ends as a training that was never stopped. */
    private void assertGoesOn(TestSettings settings, int firstEpoch) throws IOException {
        Recorder listener = new Recorder(0);
        TrainedArm arm = train(settings, NEVER, listener);

        assertThat(listener.steps.get(0)).isEqualTo(firstEpoch);
        StoppingRule never = StoppingRule.never();
        assertSame(arm, train(settings, NEVER, new Recorder(0), byLoss(), Optional.empty(), never));
    }

    private void assertTrainsNoMore(TestSettings settings, TrainedArm finished) throws IOException {
        Recorder listener = new Recorder(0);
        TrainedArm again = train(settings, NEVER, listener);

        assertThat(listener.steps).isEmpty();
        assertThat(again.history()).isEqualTo(finished.history());
        assertSame(again, finished);
    }

    private TrainedArm train(TestSettings settings, double secondsLost, Recorder listener)
            throws IOException {
        return train(settings, secondsLost, listener, byLoss());
    }

    private TrainedArm train(
            TestSettings settings, double secondsLost, Recorder listener, ValidationMeasure auc)
            throws IOException {
        return train(settings, secondsLost, listener, auc, kept(), StoppingRule.never());
    }

    private Optional<CheckpointFolder> kept() {
        return Optional.of(new CheckpointFolder(checkpoints));
    }

    /** With objects of its own, as another process has them. */
    private TrainedArm train(
            TestSettings settings,
            double secondsLost,
            Recorder listener,
            ValidationMeasure auc,
            Optional<CheckpointFolder> kept,
            StoppingRule rule)
            throws IOException {
        ComputationGraph network = StagedNetwork.create(DataType.FLOAT);
        try (ImageIterator images = cohort.trainingImages(AugmentationSettings.none());
                ImageIterator judging = cohort.validationImages()) {
            TrainingTask task =
                    new TwoClassesOfImages(auc, cohort.byClass(), images, judging, cache);
            return new TrainingLoop(settings.build(), List.of(), kept)
                    .withCheckpointPolicy(CheckpointPolicy.afterEachEpoch(NEVER, secondsLost))
                    .withStoppingRule(rule)
                    .train(network, task, 5, listener);
        }
    }

    private List<String> files(String kind) throws IOException {
        try (Stream<Path> files = Files.list(checkpoints)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(kind))
                    .sorted()
                    .toList();
        }
    }

    /** Not defined: the smaller validation loss is the better. */
    private static ValidationMeasure byLoss() {
        return scores -> OptionalDouble.empty();
    }

    private static TestSettings headOnly() {
        return new TestSettings()
                .batchSize(SmallCohort.BATCH)
                .stages(new StageSettings(5, 0, rates()));
    }

    private static List<Double> rates() {
        return List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0);
    }

    /** The first epoch is the best. */
    private static final class Falling implements ValidationMeasure {
        private int epochs;

        @Override
        public OptionalDouble of(Scores scores) {
            epochs++;
            return OptionalDouble.of(1.0 / epochs);
        }
    }

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Stops after an epoch as an end of the process would, and remembers what it heard. */
    private static final class Recorder implements ArmListener {
        private final int lastEpoch;
        private final List<Integer> steps = new ArrayList<>();
        private final List<EpochResult> results = new ArrayList<>();

        /**
         * @param lastEpoch 0 for never
         */
        Recorder(int lastEpoch) {
            this.lastEpoch = lastEpoch;
        }

        @Override
        public void onStep(int epoch, long imagesDone, double loss) {
            steps.add(epoch);
        }

        @Override
        public void onEpoch(EpochResult result, Validation validation) {
            results.add(result);
            if (result.epoch() == lastEpoch) {
                throw new Stopped();
            }
        }
    }
}
