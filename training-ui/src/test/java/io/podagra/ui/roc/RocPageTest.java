package io.podagra.ui.roc;

import static io.podagra.ui.roc.Evaluations.oneClassOnly;
import static io.podagra.ui.roc.Evaluations.synthetic;
import static io.podagra.ui.roc.Evaluations.test;
import static io.podagra.ui.roc.Evaluations.validation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.podagra.ui.OverHttp;
import io.podagra.ui.storage.RunStatsStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.core.storage.StatsStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published comes out of {@code /roc/data}. */
class RocPageTest extends OverHttp {
    RocPageTest() {
        super("/roc/data");
    }

    @Test
    void beforeAnythingIsAttachedThereAreNoRuns() throws IOException {
        assertThat(data().path("runs")).isEmpty();
    }

    @Test
    void aPublishedEvaluationComesOutAgain() throws IOException {
        RocPublisher publisher = new RocPublisher(attached("demo"));
        RocSnapshot published = validation("single", 3, 0.81);
        publisher.publish(published);
        JsonNode run = data().at("/shown");
        assertThat(run.path("run").asText()).isEqualTo("demo");
        assertThat(run.path("synthetic").asBoolean()).isFalse();
        JsonNode curve = run.at("/curves/0");
        assertThat(curve.path("arm").asText()).isEqualTo("single");
        assertThat(curve.path("set").asText()).isEqualTo("all");
        assertThat(curve.path("part").asText()).isEqualTo("validation");
        assertThat(curve.path("session").asText()).isEqualTo("demo-single");
        assertThat(curve.path("epoch").asInt()).isEqualTo(3);
        assertThat(curve.path("auc").asDouble()).isEqualTo(0.81);
        assertThat(curve.path("positives").asInt()).isEqualTo(60);
        assertThat(curve.path("negatives").asInt()).isEqualTo(58);
        assertThat(curve.path("time").asLong()).isEqualTo(published.time().toEpochMilli());
        assertThat(curve.path("falsePositiveRate")).hasSize(published.points().size());
        assertThat(curve.at("/threshold/0").isNull()).isTrue();
        for (int i = 0; i < published.points().size(); i++) {
            RocPoint point = published.points().get(i);
            assertThat(curve.at("/falsePositiveRate/" + i).asDouble())
                    .isCloseTo(point.falsePositiveRate(), within(1e-6));
            assertThat(curve.at("/truePositiveRate/" + i).asDouble())
                    .isCloseTo(point.truePositiveRate(), within(1e-6));
        }
    }

    @Test
    void theLatestCurveIsShownAndTheAreaOfEveryEpoch() throws IOException {
        RocPublisher publisher = new RocPublisher(attached("demo"));
        // Faster than the storage's clock ticks: none may replace another.
        for (int epoch = 1; epoch <= 20; epoch++) {
            publisher.publish(validation("single", epoch, (50 + epoch) / 100.0));
        }
        JsonNode run = data().at("/shown");
        assertThat(run.path("curves")).hasSize(1);
        assertThat(run.at("/curves/0/epoch").asInt()).isEqualTo(20);
        assertThat(run.at("/aucByEpoch/0/points")).hasSize(20);
        assertThat(run.at("/aucByEpoch/0/points/6/auc").asDouble()).isEqualTo(0.57);
    }

    @Test
    void aSetOfOneClassHasNoAreaAndNoCurve() throws IOException {
        new RocPublisher(attached("demo")).publish(oneClassOnly("plantar"));
        JsonNode curve = data().at("/shown/curves/0");
        assertThat(curve.path("auc").isNull()).isTrue();
        assertThat(curve.path("falsePositiveRate")).isEmpty();
    }

    @Test
    void oneSyntheticEvaluationMarksTheRun() throws IOException {
        RocPublisher publisher = new RocPublisher(attached("demo"));
        publisher.publish(validation("single", 1, 0.8));
        assertThat(data().at("/shown/synthetic").asBoolean()).isFalse();
        publisher.publish(synthetic(validation("dorsal", 1, 0.8)));
        assertThat(data().at("/shown/synthetic").asBoolean()).isTrue();
    }

    @Test
    void anUnchangedAnswerIsNotSentAgain() throws IOException {
        RocPublisher publisher = new RocPublisher(attached("demo"));
        publisher.publish(validation("single", 1, 0.7));
        assertThatOnlyAChangeIsSentAgain(() -> publisher.publish(validation("single", 2, 0.75)));
    }

    @Test
    void aReopenedRunIsShownAsItWas(@TempDir Path folder) throws IOException {
        Path runFolder = Files.createDirectory(folder.resolve("study 1"));
        String before;
        try (RunStatsStorage run = RunStatsStorage.open(runFolder)) {
            ui.attach(run.storage());
            RocPublisher publisher = new RocPublisher(run);
            publisher.publish(validation("single", 1, 0.7));
            publisher.publish(validation("single", 2, 0.75));
            publisher.publish(oneClassOnly("dorsal"));
            publisher.publish(test("multiple", "all", 0.83));
            before = body();
            ui.close();
        }
        assertThat(before).contains("\"run\":\"study-1\"").contains("\"multiple\"");
        try (RunStatsStorage run = RunStatsStorage.open(runFolder)) {
            start();
            ui.attach(run.storage());
            assertThat(body()).isEqualTo(before);
            // A resumed run goes on where it was.
            new RocPublisher(run).publish(validation("single", 3, 0.78));
            assertThat(data().at("/shown/aucByEpoch/0/points")).hasSize(3);
            assertThat(data().at("/shown/status/stage").asText()).isEqualTo("Training");
            ui.close();
        }
    }

    @Test
    void severalRunsAreShownSideBySide() throws IOException {
        new RocPublisher(attached("first")).publish(validation("single", 1, 0.7));
        new RocPublisher(attached("second")).publish(validation("single", 1, 0.8));
        assertThat(data().path("runs"))
                .extracting(run -> run.path("run").asText())
                .containsExactly("first", "second");
    }

    @Test
    void aStorageThatFailsDoesNotStopTheOneWhoPublishes(@TempDir Path folder) {
        RunStatsStorage run = RunStatsStorage.open(folder);
        RocPublisher publisher = new RocPublisher(run);
        StatsStorage storage = run.storage();
        run.close();
        assertThat(storage.isClosed()).isTrue();
        assertThatCode(
                        () -> {
                            publisher.publish(validation("single", 1, 0.7));
                        })
                .doesNotThrowAnyException();
    }

    @Test
    void aStorageClosedUnderThePageLeavesWhatWasRead(@TempDir Path folder) throws IOException {
        RunStatsStorage run = RunStatsStorage.open(folder);
        ui.attach(run.storage());
        new RocPublisher(run).publish(validation("single", 1, 0.7));
        String before = body();
        run.close();
        assertThat(body()).isEqualTo(before);
    }
}
