package io.podagra.model.training;

import static io.podagra.model.training.SameTraining.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.learning.config.Sgd;

/** A training that was stopped and goes on is the training that was never stopped. */
class ResumeTest {
    /** Five batches of four an epoch; accumulated by two, three steps. */
    private static final int IMAGES = 20;

    private static final List<Integer> BY_CLASS = List.of(IMAGES / 2, IMAGES - IMAGES / 2);

    private static final int BATCH = 4;

    @TempDir private Path folder;

    private record Place(int epoch, long images) {}

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Stops as an end of the process would, and remembers what it heard. */
    private static final class Recorder implements ArmListener {
        private final Consumer<Place> onStep;
        private final Consumer<Integer> onEpoch;
        private final List<Place> steps = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private Optional<List<EpochResult>> resumed = Optional.empty();

        Recorder(Consumer<Place> onStep, Consumer<Integer> onEpoch) {
            this.onStep = onStep;
            this.onEpoch = onEpoch;
        }

        static Recorder silent() {
            return new Recorder(step -> {}, epoch -> {});
        }

        @Override
        public void onResume(List<EpochResult> history) {
            resumed = Optional.of(history);
        }

        @Override
        public void onWarning(String warning) {
            warnings.add(warning);
        }

        @Override
        public void onStep(int epoch, long imagesDone, double loss) {
            steps.add(new Place(epoch, imagesDone));
            onStep.accept(steps.get(steps.size() - 1));
        }

        @Override
        public void onEpoch(EpochResult result, Validation validation) {
            onEpoch.accept(result.epoch());
        }
    }

    static Stream<Named<TestSettings>> settings() {
        Schedule cosine = Schedule.cosine(1.5);
        StageSettings joining = new StageSettings(5, 1, List.of(0.5, 0.5, 0.5, 0.5, 0.5, 1.0));
        return Stream.of(
                Named.of("dropout", base().dropout(0.5)),
                Named.of(
                        "accumulation, warm-up and cosine, decay",
                        base().dropout(0.5).accumulation(2).schedule(cosine).weightDecay(0.05)),
                Named.of("SGD", base().dropout(0.5).optimiser(Optimiser.SGD).schedule(cosine)),
                Named.of("stages that join in", base().stages(joining)));
    }

    private static TestSettings base() {
        return new TestSettings().epochs(5).batchSize(BATCH).learningRate(0.02);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void stoppedWithinAnEpochAfterACheckpointInIt(TestSettings settings) throws IOException {
        TrainingSettings everyStep = settings.checkpointEveryStep().build();
        // In the middle of a step where two batches make one.
        Place stop = new Place(3, 3 * BATCH);

        assertThatThrownBy(() -> train(everyStep, stoppingAt(stop))).isInstanceOf(Stopped.class);

        assertGoesOn(everyStep, stop, 2);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void stoppedWithinAnEpochWithoutACheckpointInIt(TestSettings settings) throws IOException {
        assertThatThrownBy(() -> train(settings.build(), stoppingAt(new Place(3, 3 * BATCH))))
                .isInstanceOf(Stopped.class);

        assertGoesOn(settings.build(), new Place(3, BATCH), 2);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void stoppedBetweenTwoEpochs(TestSettings settings) throws IOException {
        Recorder stopping =
                new Recorder(
                        step -> {},
                        epoch -> {
                            if (epoch == 2) {
                                throw new Stopped();
                            }
                        });
        assertThatThrownBy(() -> train(settings.build(), stopping)).isInstanceOf(Stopped.class);

        assertGoesOn(settings.build(), new Place(3, BATCH), 2);
    }

    @Test
    void stoppedManyTimes() throws IOException {
        TrainingSettings settings = base().dropout(0.5).checkpointEveryStep().build();
        for (int epoch = 1; epoch <= 5; epoch++) {
            for (long images : new long[] {2 * BATCH, 4 * BATCH}) {
                Place stop = new Place(epoch, images);
                assertThatThrownBy(() -> train(settings, stoppingAt(stop)))
                        .isInstanceOf(Stopped.class);
            }
        }

        assertGoesOn(settings, new Place(5, 4 * BATCH), 4);
    }

    @Test
    void stoppedWhileTheNewestCheckpointWasDamaged() throws IOException {
        TrainingSettings settings = base().dropout(0.5).checkpointEveryStep().build();
        assertThatThrownBy(() -> train(settings, stoppingAt(new Place(3, 4 * BATCH))))
                .isInstanceOf(Stopped.class);
        Path newest = newestCheckpoint();
        Files.write(newest, new byte[100]);

        Recorder listener = assertGoesOn(settings, new Place(3, 3 * BATCH), 2);

        assertThat(listener.warnings)
                .singleElement()
                .asString()
                .startsWith(newest.getFileName() + ": is damaged");
    }

    @Test
    void beginsAnewWithTheWeightsItWasGivenWhereEveryCheckpointIsDamaged() throws IOException {
        TrainingSettings settings = base().dropout(0.5).build();
        train(settings, Recorder.silent());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, bytes);
            }
        }

        Recorder listener = Recorder.silent();
        TrainedArm again = train(settings, listener);

        assertThat(listener.resumed).isEmpty();
        assertSame(again, uninterrupted(settings));
    }

    @Test
    void aFinishedTrainingTrainsNoMore() throws IOException {
        TrainingSettings settings = base().build();
        TrainedArm finished = train(settings, Recorder.silent());

        Recorder listener = Recorder.silent();
        TrainedArm again = train(settings, listener);

        assertThat(listener.steps).isEmpty();
        assertThat(listener.resumed).contains(finished.history());
        assertThat(again.history()).isEqualTo(finished.history());
        assertThat(again.network().params().equalsWithEps(finished.network().params(), 0)).isTrue();
    }

    @Test
    void aTrainingThatLostPatienceTrainsNoMore() throws IOException {
        TrainingSettings settings = base().epochs(50).patience(2).build();
        int epochs = train(settings, Recorder.silent()).history().size();

        Recorder listener = Recorder.silent();
        train(settings, listener);

        assertThat(epochs).isLessThan(50);
        assertThat(listener.steps).isEmpty();
    }

    @Test
    void otherSettingsBeginAnew() throws IOException {
        train(base().build(), Recorder.silent());
        TrainingSettings other = base().learningRate(0.01).build();

        Recorder listener = Recorder.silent();
        TrainedArm arm = train(other, listener);

        assertThat(listener.resumed).isEmpty();
        assertThat(listener.warnings)
                .isNotEmpty()
                .allMatch(text -> text.contains("other settings"));
        assertSame(arm, uninterrupted(other));
    }

    @Test
    void anotherSeedBeginsAnew() throws IOException {
        TrainingSettings settings = base().build();
        train(settings, Recorder.silent());

        Recorder listener = Recorder.silent();
        trainer(settings, Optional.of(new CheckpointFolder(folder)))
                .train(network(settings), BY_CLASS, ResumeTest::batches, validation(), 2, listener);

        assertThat(listener.resumed).isEmpty();
        assertThat(listener.steps).isNotEmpty();
    }

    @Test
    void afterADivergenceTheCheckpointFromBeforeItStaysAndIsUsed() throws IOException {
        TrainingSettings settings = base().build();
        IntFunction<DataSetIterator> broken =
                epoch -> {
                    DataSetIterator batches = batches(epoch);
                    if (epoch == 3) {
                        batches.setPreProcessor(batch -> batch.getFeatures().assign(Double.NaN));
                    }
                    return batches;
                };

        assertThatThrownBy(() -> train(settings, broken, Recorder.silent()))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageContaining("epoch 3")
                .hasMessageContaining("lower training.learningRate (now 0.02)");

        assertGoesOn(settings, new Place(3, BATCH), 2);
    }

    /** The step that ruins the weights is followed by a checkpoint, not yet by a loss. */
    @Test
    void weightsThatAreNoNumbersAreNotKept() throws IOException {
        TrainingSettings settings = base().checkpointEveryStep().build();
        ComputationGraph network = network(settings);
        Recorder ruin =
                new Recorder(
                        step -> {
                            if (step.equals(new Place(3, 3 * BATCH))) {
                                network.params().assign(Double.NaN);
                            }
                        },
                        epoch -> {});

        assertThatThrownBy(
                        () ->
                                trainer(settings, Optional.of(new CheckpointFolder(folder)))
                                        .train(
                                                network,
                                                BY_CLASS,
                                                ResumeTest::batches,
                                                validation(),
                                                1,
                                                ruin))
                .isInstanceOf(TrainingDivergedException.class);

        assertGoesOn(settings, new Place(3, 3 * BATCH), 2);
    }

    /**
     * The training in the folder goes on and ends as one that was never stopped.
     *
     * @param first batch that goes through the network
     * @param epochs that were done before
     */
    private Recorder assertGoesOn(TrainingSettings settings, Place first, int epochs)
            throws IOException {
        Recorder listener = Recorder.silent();
        TrainedArm arm = train(settings, listener);

        assertThat(listener.steps.get(0)).isEqualTo(first);
        assertThat(listener.resumed).hasValueSatisfying(h -> assertThat(h).hasSize(epochs));
        assertSame(arm, uninterrupted(settings));
        return listener;
    }

    private static Recorder stoppingAt(Place stop) {
        return new Recorder(
                step -> {
                    if (step.equals(stop)) {
                        throw new Stopped();
                    }
                },
                epoch -> {});
    }

    private TrainedArm uninterrupted(TrainingSettings settings) throws IOException {
        return trainer(settings, Optional.empty())
                .train(
                        network(settings),
                        BY_CLASS,
                        ResumeTest::batches,
                        validation(),
                        1,
                        ArmListener.SILENT);
    }

    private TrainedArm train(TrainingSettings settings, Recorder listener) throws IOException {
        return train(settings, ResumeTest::batches, listener);
    }

    /** With objects of its own, as another process has them. */
    private TrainedArm train(
            TrainingSettings settings, IntFunction<DataSetIterator> batches, Recorder listener)
            throws IOException {
        return trainer(settings, Optional.of(new CheckpointFolder(folder)))
                .train(network(settings), BY_CLASS, batches, validation(), 1, listener);
    }

    private static ArmTrainer trainer(
            TrainingSettings settings, Optional<CheckpointFolder> checkpoints) {
        return new ArmTrainer(settings, ResumeTest::auc, List.of(), checkpoints);
    }

    private static ComputationGraph network(TrainingSettings settings) {
        return TinyNetworks.convolutional(new Sgd(1), settings.dropout());
    }

    /** Each epoch sees other images. */
    private static DataSetIterator batches(int epoch) {
        return TinyNetworks.images(IMAGES, BATCH, epoch);
    }

    private static DataSetIterator validation() {
        return TinyNetworks.images(12, BATCH, 99);
    }

    /** Share of the pairs that are in order. */
    private static OptionalDouble auc(Scores scores) {
        double ordered = 0;
        int pairs = 0;
        for (int one = 0; one < scores.size(); one++) {
            for (int other = 0; other < scores.size(); other++) {
                if (scores.abnormal().get(one) && !scores.abnormal().get(other)) {
                    pairs++;
                    ordered +=
                            scores.probabilities().get(one) > scores.probabilities().get(other)
                                    ? 1
                                    : 0;
                }
            }
        }
        return OptionalDouble.of(ordered / pairs);
    }

    private Path newestCheckpoint() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("checkpoint"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }
}
