package io.podagra.model.training;

import static io.podagra.model.training.SameTraining.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.model.training.CheckpointPolicy.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.learning.config.Sgd;

/** How much of a training may be lost. */
class CheckpointPolicyTest {
    private static final int BATCH = 4;
    private static final int BATCHES = 3;
    private static final int IMAGES = BATCHES * BATCH;
    private static final int EPOCHS = 4;

    /** Of 12, in the middle of the third epoch. */
    private static final int STOP = 8;

    @TempDir private Path folder;

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Test
    void aWantedTrainingIsWrittenAfterEveryEpochButTheShortOnes() {
        CheckpointPolicy policy = CheckpointPolicy.afterEachEpoch(600);

        assertThat(policy.isDue(Moment.AFTER_AN_EPOCH, 0)).isTrue();
        assertThat(policy.isDue(Moment.AT_THE_END, 0)).isTrue();
        assertThat(policy.isDue(Moment.WITHIN_AN_EPOCH, 599)).isFalse();
        assertThat(policy.isDue(Moment.WITHIN_AN_EPOCH, 600)).isTrue();
        assertThat(policy.isDue(Moment.AFTER_A_SHORT_EPOCH, 19)).isFalse();
        assertThat(policy.isDue(Moment.AFTER_A_SHORT_EPOCH, 20)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void oneOfManyIsWrittenWhenTooMuchWouldBeLostAndThenOnly(Moment moment) {
        CheckpointPolicy policy = CheckpointPolicy.losingAtMost(300, 300);

        assertThat(policy.isDue(moment, 299)).isFalse();
        assertThat(policy.isDue(moment, 300)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN})
    void refusesSecondsThatAreNone(double seconds) {
        assertThatThrownBy(() -> CheckpointPolicy.losingAtMost(seconds, seconds))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("seconds between checkpoints is " + seconds + ", expected at least 0");
    }

    @Test
    void whereAllMayBeLostNothingIsWrittenAndATrainingBeginsAnew() throws IOException {
        CheckpointPolicy none =
                CheckpointPolicy.losingAtMost(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        assertThatThrownBy(() -> train(none, STOP)).isInstanceOf(Stopped.class);

        assertThat(files()).isEmpty();
        assertGoesOn(none, EPOCHS * BATCHES);
        assertThat(files()).as("the end is no reason by itself").isEmpty();
    }

    @Test
    void whereNothingMayBeLostATrainingGoesOnFromTheStepBefore() throws IOException {
        CheckpointPolicy all = CheckpointPolicy.losingAtMost(0, 0);
        assertThatThrownBy(() -> train(all, STOP)).isInstanceOf(Stopped.class);

        // The last step was not written yet when it was heard of.
        assertGoesOn(all, EPOCHS * BATCHES - (STOP - 1));
    }

    @Test
    void thePolicyIsNoPartOfTheCheckpointsIdentity() throws IOException {
        assertThatThrownBy(() -> train(CheckpointPolicy.losingAtMost(0, 0), STOP))
                .isInstanceOf(Stopped.class);

        assertGoesOn(
                CheckpointPolicy.losingAtMost(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY),
                EPOCHS * BATCHES - (STOP - 1));
    }

    /** With so many steps, and ends as a training that was never stopped. */
    private void assertGoesOn(CheckpointPolicy policy, int steps) throws IOException {
        List<Integer> taken = new ArrayList<>();
        TrainedArm arm = train(policy, Optional.of(folder), taken, Integer.MAX_VALUE);

        assertThat(taken).hasSize(steps);
        assertSame(arm, train(policy, Optional.empty(), new ArrayList<>(), Integer.MAX_VALUE));
    }

    private TrainedArm train(CheckpointPolicy policy, int stop) throws IOException {
        return train(policy, Optional.of(folder), new ArrayList<>(), stop);
    }

    /**
     * With objects of its own, as another process has them.
     *
     * @param taken gets the epoch of each step
     * @param stop the step after which it ends as an end of the process would
     */
    private static TrainedArm train(
            CheckpointPolicy policy, Optional<Path> checkpoints, List<Integer> taken, int stop)
            throws IOException {
        TestSettings settings =
                new TestSettings().epochs(EPOCHS).batchSize(BATCH).learningRate(0.02).dropout(0.5);
        ArmListener stopping =
                new ArmListener() {
                    @Override
                    public void onStep(int epoch, long imagesDone, double loss) {
                        taken.add(epoch);
                        if (taken.size() == stop) {
                            throw new Stopped();
                        }
                    }
                };
        return new ArmTrainer(
                        settings.build(),
                        scores -> OptionalDouble.empty(),
                        List.of(),
                        checkpoints.map(CheckpointFolder::new))
                .withCheckpointPolicy(policy)
                .train(
                        TinyNetworks.convolutional(new Sgd(1), 0.5),
                        List.of(IMAGES / 2, IMAGES / 2),
                        epoch -> TinyNetworks.images(IMAGES, BATCH, epoch),
                        TinyNetworks.images(8, BATCH, 99),
                        1,
                        stopping);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
