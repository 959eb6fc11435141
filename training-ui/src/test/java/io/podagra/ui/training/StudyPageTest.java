package io.podagra.ui.training;

import static io.podagra.ui.training.Trainings.NOON;
import static io.podagra.ui.training.Trainings.arm;
import static io.podagra.ui.training.Trainings.epoch;
import static io.podagra.ui.training.Trainings.study;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.podagra.ui.OverHttp;
import io.podagra.ui.storage.RunStatsStorage;
import io.podagra.ui.storage.TinyNetwork;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the page of the study gets to know. */
class StudyPageTest extends OverHttp {
    StudyPageTest() {
        super("/study/data");
    }

    @Test
    void saysTheStageAndEachArmsPlace() throws IOException {
        TrainingPublisher publisher = publisher();
        publisher.publish(study(StudyStage.TRAINING, "single", NOON));
        publisher.publish(arm("single", ArmSnapshot.State.TRAINING, 20));
        publisher.publish(arm("dorsal", ArmSnapshot.State.WAITING, 20));
        publisher.publish(epoch("single", 1, 0.8));
        publisher.publish(epoch("single", 2, 0.7));
        publisher.publish(new LossPoint("single", 2.25, 0.5));

        JsonNode shown = data().path("shown");

        assertThat(shown.path("stage").asText()).isEqualTo("training");
        assertThat(shown.path("training").asText()).isEqualTo("single");
        assertThat(shown.at("/data/0/images").asInt()).isEqualTo(1935);
        JsonNode single = shown.at("/arms/0");
        assertThat(single.path("epochsDone").asInt()).isEqualTo(2);
        assertThat(single.path("place").asDouble()).isEqualTo(2.25);
        assertThat(single.at("/best/epoch").asInt()).isEqualTo(1);
        assertThat(single.at("/last/auc").asDouble()).isEqualTo(0.7);
        assertThat(single.path("seconds").asDouble()).isEqualTo(120);
        assertThat(shown.at("/arms/1/state").asText()).isEqualTo("waiting");
    }

    /** 60 s an epoch of 1935 images: 18 epochs here, and 3 arms of 20 epochs of 645 images. */
    @Test
    void theTimeLeftIsThatOfAllArmsAtThePaceOfTheLastEpochs() throws IOException {
        TrainingPublisher publisher = publisher();
        publisher.publish(study(StudyStage.TRAINING, "single", NOON));
        publisher.publish(arm("single", ArmSnapshot.State.TRAINING, 20));
        for (String view : List.of("dorsal", "medial", "plantar")) {
            publisher.publish(arm(view, ArmSnapshot.State.WAITING, 20));
        }
        publisher.publish(epoch("single", 1, 0.7));
        publisher.publish(epoch("single", 2, 0.8));

        JsonNode left = data().at("/shown/left");

        assertThat(left.path("until").asLong())
                .isEqualTo(NOON.plusSeconds(120 + 18 * 60 + 3 * 20 * 20).toEpochMilli());
        assertThat(left.path("ofArm").asBoolean()).isFalse();
    }

    /** Its last epoch was trained long ago, before the run stopped. */
    @Test
    void theTimeLeftOfAResumedArmCountsFromItsResumption() throws IOException {
        TrainingPublisher publisher = publisher();
        Instant resumed = NOON.plusSeconds(100_000);
        publisher.publish(study(StudyStage.TRAINING, "single", resumed));
        publisher.publish(epoch("single", 1, 0.7));
        publisher.publish(
                arm("single", ArmSnapshot.State.TRAINING, 20)
                        .in(ArmSnapshot.State.TRAINING, resumed));
        assertThat(data().at("/shown/left/until").asLong())
                .isEqualTo(resumed.plusSeconds(19 * 60).toEpochMilli());
    }

    @Test
    void aTrainingBesideTheArmsIsNamedAndHasNoTimeLeft() throws IOException {
        TrainingPublisher publisher = publisher();
        Trainings.publishRun(publisher, 4, 2);
        publisher.publish(
                study(StudyStage.TRAINING, "dorsal", NOON)
                        .at(
                                StudyStage.TRAINING,
                                "dorsal",
                                Optional.of(new StudySnapshot.Extra("0.5", 2, 5)),
                                NOON));
        JsonNode shown = data().path("shown");
        assertThat(shown.at("/extra/part").asText()).isEqualTo("0.5");
        assertThat(shown.at("/extra/number").asInt()).isEqualTo(2);
        assertThat(shown.at("/left").isMissingNode()).isTrue();
    }

    @Test
    void nothingIsLeftOfAFinishedRun() throws IOException {
        TrainingPublisher publisher = publisher();
        Trainings.publishRun(publisher, 4, 2);
        publisher.publish(study(StudyStage.FINISHED, "", NOON.plusSeconds(9999)));
        assertThat(data().at("/shown/left").isMissingNode()).isTrue();
        assertThat(data().at("/shown/stage").asText()).isEqualTo("finished");
    }

    @Test
    void eachRunHasItsOwnSessionsThoughItsNameBeginsLikeAnothers() throws IOException {
        for (String name : List.of("study", "study-2")) {
            RunStatsStorage run = attached(name);
            new TrainingPublisher(run).publish(Trainings.begun(name.equals("study")));
            assertThat(data().findPath("sessions")).isNotNull();
            TinyNetwork.train(run.statsListener("single", 2), 4);
        }
        JsonNode runs = data().path("runs");
        assertThat(runs.path(0).toString())
                .isEqualTo(
                        "{\"run\":\"study\",\"synthetic\":true,\"sessions\":[\"study-single\"]}");
        assertThat(runs.path(1).toString())
                .isEqualTo(
                        "{\"run\":\"study-2\",\"synthetic\":false,\"sessions\":[\"study-2-single\"]}");
    }

    private TrainingPublisher publisher() {
        return new TrainingPublisher(attached("demo"));
    }
}
