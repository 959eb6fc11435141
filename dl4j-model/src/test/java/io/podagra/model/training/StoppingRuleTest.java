package io.podagra.model.training;

import static io.podagra.model.training.SameTraining.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.learning.config.Sgd;

/** A training that is stopped from outside. */
class StoppingRuleTest {
    private static final int BATCH = 4;
    private static final int BATCHES = 3;
    private static final int IMAGES = BATCHES * BATCH;
    private static final String WHY = "others do better";

    /** Not defined: the smaller validation loss is the better. */
    private static final ValidationMeasure BY_LOSS = scores -> OptionalDouble.empty();

    @TempDir private Path folder;

    /** How many the last training took. */
    private int steps;

    @Test
    void stopsWithTheReasonAndTheBestEpochSoFar() throws IOException {
        TrainedArm arm = train(trainer(settings(5)).withStoppingRule(after(2)));

        assertThat(arm.stopped()).contains(WHY);
        assertThat(arm.history()).hasSize(2);
        assertThat(steps).isEqualTo(2 * BATCHES);
        assertSame(arm, train(trainer(settings(2), BY_LOSS, Optional.empty())));
    }

    @Test
    void isAskedAfterEachEpochButTheLastWithAllEpochsSoFar() throws IOException {
        List<List<EpochResult>> heard = new ArrayList<>();

        TrainedArm arm = train(trainer(settings(4)).withStoppingRule(remembering(heard)));

        List<EpochResult> all = arm.history();
        assertThat(heard).containsExactly(all.subList(0, 1), all.subList(0, 2), all.subList(0, 3));
        assertThat(arm.stopped()).isEmpty();
    }

    @Test
    void lackOfPatienceAndTheLastEpochAreNotItsDoing() throws IOException {
        ValidationMeasure same = scores -> OptionalDouble.of(0.5);
        TestSettings impatient = settings(9).learningRate(1e-9).patience(1);
        ArmTrainer losing = trainer(impatient, same, Optional.empty());
        int epochs = train(losing).history().size();

        TrainedArm lost = train(losing.withStoppingRule(after(epochs)));
        TrainedArm whole = train(trainer(settings(2)).withStoppingRule(after(2)));

        assertThat(lost.history()).hasSize(epochs);
        assertThat(lost.stopped()).isEmpty();
        assertThat(whole.stopped()).isEmpty();
    }

    @Test
    void aStoppedTrainingThatIsStartedAgainIsStoppedBeforeItTrains() throws IOException {
        TrainedArm stopped = train(trainer(settings(5)).withStoppingRule(after(2)));

        TrainedArm again = train(trainer(settings(5)).withStoppingRule(after(2)));

        assertThat(steps).isZero();
        assertThat(again.stopped()).contains(WHY);
        assertThat(again.history()).isEqualTo(stopped.history());
        assertSame(again, stopped);
    }

    @Test
    void aTrainingThatTheRuleWouldStopByNowIsNotGoneOnWith() throws IOException {
        train(trainer(settings(5)).withStoppingRule(after(3)));

        TrainedArm again = train(trainer(settings(5)).withStoppingRule(after(2)));

        assertThat(steps).isZero();
        assertThat(again.history()).hasSize(3);
        assertThat(again.stopped()).contains(WHY);
    }

    @Test
    void aTrainingThatItStoppedCanBeGoneOnWithWithoutIt() throws IOException {
        train(trainer(settings(4)).withStoppingRule(after(2)));

        TrainedArm whole = train(trainer(settings(4)));

        assertThat(steps).isEqualTo(2 * BATCHES);
        assertThat(whole.stopped()).isEmpty();
        assertSame(whole, train(trainer(settings(4), BY_LOSS, Optional.empty())));
    }

    @Test
    void aFinishedTrainingIsNotAskedAbout() throws IOException {
        train(trainer(settings(3)));
        List<List<EpochResult>> heard = new ArrayList<>();

        train(trainer(settings(3)).withStoppingRule(remembering(heard)));

        assertThat(heard).isEmpty();
    }

    private static StoppingRule after(int epochs) {
        return history -> history.size() >= epochs ? Optional.of(WHY) : Optional.empty();
    }

    private static StoppingRule remembering(List<List<EpochResult>> heard) {
        return history -> {
            heard.add(history);
            return Optional.empty();
        };
    }

    private static TestSettings settings(int epochs) {
        return new TestSettings().epochs(epochs).batchSize(BATCH).learningRate(0.02).dropout(0.5);
    }

    private ArmTrainer trainer(TestSettings settings) {
        return trainer(settings, BY_LOSS, Optional.of(new CheckpointFolder(folder)));
    }

    private static ArmTrainer trainer(
            TestSettings settings, ValidationMeasure auc, Optional<CheckpointFolder> checkpoints) {
        return new ArmTrainer(settings.build(), auc, List.of(), checkpoints);
    }

    /** With objects of its own, as another process has them. */
    private TrainedArm train(ArmTrainer trainer) throws IOException {
        steps = 0;
        ArmListener counting =
                new ArmListener() {
                    @Override
                    public void onStep(int epoch, long imagesDone, double loss) {
                        steps++;
                    }
                };
        return trainer.train(
                TinyNetworks.convolutional(new Sgd(1), 0.5),
                List.of(IMAGES / 2, IMAGES / 2),
                epoch -> TinyNetworks.images(IMAGES, BATCH, epoch),
                TinyNetworks.images(8, BATCH, 99),
                1,
                counting);
    }
}
