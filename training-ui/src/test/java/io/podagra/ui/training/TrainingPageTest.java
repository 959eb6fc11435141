package io.podagra.ui.training;

import static io.podagra.ui.training.Trainings.NOON;
import static io.podagra.ui.training.Trainings.arm;
import static io.podagra.ui.training.Trainings.epoch;
import static io.podagra.ui.training.Trainings.study;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.podagra.ui.OverHttp;
import io.podagra.ui.storage.RunStatsStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page of the training gets to know. */
class TrainingPageTest extends OverHttp {
    private static final int SMALL = 200_000;

    TrainingPageTest() {
        super("/training/data");
    }

    @Test
    void armsComeInTheirOrderWithTheCurvesOfTheirEpochs() throws IOException {
        TrainingPublisher publisher = publisher();
        publisher.publish(study(StudyStage.TRAINING, "single", NOON));
        publisher.publish(arm("dorsal", ArmSnapshot.State.WAITING, 20));
        publisher.publish(arm("single", ArmSnapshot.State.TRAINING, 20));
        publisher.publish(epoch("single", 1, 0.7));
        publisher.publish(epoch("single", 2, 0.8));

        JsonNode arms = data().at("/shown/arms");

        assertThat(arms)
                .extracting(arm -> arm.path("arm").asText())
                .containsExactly("single", "dorsal");
        JsonNode single = arms.get(0).path("byEpoch");
        assertThat(numbers(single.path("epoch"))).containsExactly(1.0, 2.0);
        assertThat(numbers(single.path("auc"))).containsExactly(0.7, 0.8);
        assertThat(numbers(single.path("low"))).containsExactly(0.66, 0.76);
        assertThat(numbers(single.path("high"))).containsExactly(0.74, 0.84);
        assertThat(numbers(single.path("best"))).containsExactly(1.0);
        assertThat(arms.get(1).at("/byEpoch/epoch")).isEmpty();
    }

    @Test
    void aTrainingThatGoesOnFromACheckpointTakesTheLaterPointsBack() throws IOException {
        TrainingPublisher publisher = publisher();
        publisher.publish(epoch("single", 1, 0.7));
        publisher.publish(epoch("single", 2, 0.8));
        publisher.publish(new LossPoint("single", 2.5, 0.4));
        publisher.publish(new GradientPoint("single", 2.5, Map.of("head", 0.02)));

        publisher.publish(new LossPoint("single", 1.5, 0.6));
        publisher.publish(new GradientPoint("single", 1.5, Map.of("head", 0.01)));
        publisher.publish(epoch("single", 2, 0.75));

        JsonNode arm = data().at("/shown/arms/0");
        assertThat(numbers(arm.at("/byEpoch/auc"))).containsExactly(0.7, 0.75);
        assertThat(numbers(arm.at("/losses/epochs"))).containsExactly(1.5);
        assertThat(numbers(arm.at("/gradients/ratios/head"))).containsExactly(0.01);
    }

    @Test
    void aTrainingThatBeginsAnewForgetsTheOneBefore() throws IOException {
        TrainingPublisher publisher = publisher();
        publisher.publish(epoch("single", 1, 0.7));
        publisher.publish(epoch("single", 2, 0.8));
        publisher.publish(new LossPoint("single", 2.5, 0.4));
        publisher.rewind("single", 1);
        assertThat(numbers(data().at("/shown/arms/0/byEpoch/epoch"))).containsExactly(1.0);
        assertThat(data().at("/shown/arms/0/losses/epochs")).isEmpty();
        publisher.rewind("single", 0);
        assertThat(data().at("/shown/arms/0/byEpoch/epoch")).isEmpty();
    }

    @Test
    void aStageThatBeginsToLearnLaterHasNoRatiosBefore() throws IOException {
        TrainingPublisher publisher = publisher();
        publisher.publish(new GradientPoint("single", 1, Map.of("head", 0.02)));
        publisher.publish(new GradientPoint("single", 2, Map.of("head", 0.03, "stem", 0.001)));
        JsonNode ratios = data().at("/shown/arms/0/gradients/ratios");
        assertThat(ratios.path("stem").get(0).isNull()).isTrue();
        assertThat(ratios.path("stem").get(1).asDouble()).isEqualTo(0.001);
    }

    @Test
    void fourArmsOfAHundredEpochsAreASmallAnswer() throws IOException {
        Trainings.publishRun(publisher(), 100, 20);
        assertThat(body().length()).isLessThan(SMALL);
        JsonNode losses = data().at("/shown/arms/0/losses/epochs");
        assertThat(losses.size()).isBetween(CurvesView.MOST_POINTS / 2, CurvesView.MOST_POINTS);
        assertThat(losses.get(losses.size() - 1).asDouble()).isEqualTo(100);
    }

    @Test
    void aReopenedRunIsShownAsItWas(@TempDir Path folder) throws IOException {
        JsonNode live;
        try (RunStatsStorage run = RunStatsStorage.open(folder)) {
            Trainings.publishRun(new TrainingPublisher(run), 4, 5);
            ui.attach(run.storage());
            live = data();
            ui.close();
        }
        start();
        try (RunStatsStorage again = RunStatsStorage.replay(folder)) {
            ui.attach(again.storage());
            assertThat(data()).isEqualTo(live);
        }
    }

    @Test
    void anUnchangedAnswerIsNotSentAgain() throws IOException {
        TrainingPublisher publisher = publisher();
        publisher.publish(epoch("single", 1, 0.7));
        assertThatOnlyAChangeIsSentAgain(() -> publisher.publish(epoch("single", 2, 0.8)));
    }

    private TrainingPublisher publisher() {
        TrainingPublisher publisher = new TrainingPublisher(attached("demo"));
        publisher.publish(arm("single", ArmSnapshot.State.TRAINING, 20));
        return publisher;
    }

    private static List<Double> numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asDouble).toList();
    }
}
