package io.podagra.ui.trials;

import static io.podagra.ui.trials.Searches.complete;
import static io.podagra.ui.trials.Searches.failed;
import static io.podagra.ui.trials.Searches.searching;
import static io.podagra.ui.trials.Searches.synthetic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.podagra.ui.OverHttp;
import io.podagra.ui.roc.Evaluations;
import io.podagra.ui.roc.RocPublisher;
import io.podagra.ui.storage.JsonRecord;
import io.podagra.ui.storage.RunStatsStorage;
import io.podagra.ui.trials.SearchSnapshot.Stage;
import io.podagra.ui.trials.TrialSnapshot.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.core.storage.Persistable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published comes out of {@code /trials/data}. */
class TrialsPageTest extends OverHttp {
    private static final int LARGEST = 2_000_000;

    TrialsPageTest() {
        super("/trials/data");
    }

    @Test
    void aRunWithoutASearchIsNotListed() throws IOException {
        new RocPublisher(attached("demo")).publish(Evaluations.validation("single", 1, 0.7));
        assertThat(data().path("runs")).isEmpty();
    }

    @Test
    void aPublishedSearchComesOutAgain() throws IOException {
        TrialsPublisher publisher = new TrialsPublisher(attached("demo"));
        SearchSnapshot published =
                Searches.search(
                        "dorsal",
                        Stage.REPEATING,
                        40,
                        Optional.of(7),
                        Map.of("training.optimiser", 0.2, "training.learningRate", 0.61));
        publisher.publish(published);
        JsonNode search = data().at("/shown/searches/0");
        assertThat(search.path("arm").asText()).isEqualTo("dorsal");
        assertThat(search.path("stage").asText()).isEqualTo("repeating");
        assertThat(search.path("planned").asInt()).isEqualTo(40);
        assertThat(search.path("chosen").asInt()).isEqualTo(7);
        assertThat(search.at("/axes/0/name").asText()).isEqualTo("training.learningRate");
        assertThat(search.at("/axes/0/scale").asText()).isEqualTo("logarithmic");
        assertThat(search.at("/axes/0/low").asDouble()).isEqualTo(1e-5);
        assertThat(search.at("/axes/4/categories")).hasSize(2);
        assertThat(search.path("importance").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("training.learningRate", "training.optimiser");
        assertThat(TrialsJson.readSearch(search)).isEqualTo(published);
    }

    @Test
    void aPublishedTrialComesOutAgain() throws IOException {
        TrialsPublisher publisher = new TrialsPublisher(attached("demo"));
        publisher.publish(searching("dorsal", 3));
        List<TrialSnapshot> published =
                List.of(
                        complete("dorsal", 1, 0.75),
                        failed("dorsal", 2, "The loss became NaN."),
                        Searches.trial(
                                "dorsal",
                                3,
                                2,
                                State.STOPPED,
                                Map.of("training.dropout", "0.125"),
                                List.of(0.5, 0.625, 0.5625),
                                "Not among the best third."));
        published.forEach(publisher::publish);
        JsonNode trials = data().at("/shown/searches/0/trials");
        assertThat(trials).hasSize(3);
        assertThat(trials.get(1).path("score").isNull()).isTrue();
        assertThat(trials.get(2).path("score").asDouble()).isEqualTo(0.625);
        for (int i = 0; i < published.size(); i++) {
            assertThat(TrialsJson.readTrial(trials.get(i))).isEqualTo(published.get(i));
        }
    }

    @Test
    void theLatestSnapshotOfASearchAndOfEachTrialIsShown() throws IOException {
        TrialsPublisher publisher = new TrialsPublisher(attached("demo"));
        publisher.publish(searching("single", 20));
        publisher.publish(complete("single", 2, 0.6));
        publisher.publish(complete("single", 1, 0.7));
        publisher.publish(complete("single", 2, 0.8));
        publisher.publish(searching("single", 30));
        JsonNode searches = data().at("/shown/searches");
        assertThat(searches).hasSize(1);
        assertThat(searches.at("/0/planned").asInt()).isEqualTo(30);
        assertThat(searches.at("/0/trials"))
                .extracting(trial -> trial.path("score").asDouble())
                .containsExactly(0.7, 0.8);
    }

    @Test
    void armsComeInTheOrderOfTheirFirstTrials() throws IOException {
        TrialsPublisher publisher = new TrialsPublisher(attached("demo"));
        for (String arm : List.of("dorsal", "medial", "single")) {
            publisher.publish(searching(arm, 20));
        }
        publisher.publish(complete("single", 1, 0.7));
        publisher.publish(complete("medial", 2, 0.7));
        assertThat(data().at("/shown/searches"))
                .extracting(search -> search.path("arm").asText())
                .containsExactly("single", "medial", "dorsal");
    }

    @Test
    void armsWhoseNamesLookAlikeAreKeptApart() throws IOException {
        TrialsPublisher publisher = new TrialsPublisher(attached("demo"));
        List<String> arms = List.of("a b", "a-b", "a+b", "a%20b", "关节");
        for (String arm : arms) {
            publisher.publish(searching(arm, 20));
            publisher.publish(complete(arm, 1, 0.7));
        }
        assertThat(data().at("/shown/searches")).hasSize(arms.size());
    }

    @Test
    void oneSyntheticSearchMarksTheRun() throws IOException {
        TrialsPublisher publisher = new TrialsPublisher(attached("demo"));
        publisher.publish(searching("single", 20));
        assertThat(data().at("/shown/synthetic").asBoolean()).isFalse();
        publisher.publish(synthetic(searching("dorsal", 20)));
        assertThat(data().at("/shown/synthetic").asBoolean()).isTrue();
    }

    @Test
    void anUnchangedAnswerIsNotSentAgain() throws IOException {
        TrialsPublisher publisher = new TrialsPublisher(attached("demo"));
        publisher.publish(searching("single", 20));
        assertThatOnlyAChangeIsSentAgain(() -> publisher.publish(complete("single", 1, 0.7)));
    }

    @Test
    void aReopenedRunIsShownAsItWasAndGoesOn(@TempDir Path folder) throws IOException {
        String before;
        try (RunStatsStorage run = RunStatsStorage.open(folder)) {
            ui.attach(run.storage());
            Searches.publishFinished(new TrialsPublisher(run), "dorsal", 12, 1);
            new TrialsPublisher(run).publish(searching("medial", 12));
            before = body();
            ui.close();
        }
        assertThat(before).contains("\"dorsal\"").contains("\"finished\"").contains("\"medial\"");
        try (RunStatsStorage run = RunStatsStorage.open(folder)) {
            start();
            ui.attach(run.storage());
            assertThat(body()).isEqualTo(before);
            new TrialsPublisher(run).publish(complete("medial", 1, 0.78));
            assertThat(data().at("/shown/searches/1/trials")).hasSize(1);
            ui.close();
        }
    }

    @Test
    void theStorageHoldsATrialOnceHoweverOftenItIsPublished(@TempDir Path folder) {
        try (RunStatsStorage run = RunStatsStorage.open(folder)) {
            TrialsPublisher publisher = new TrialsPublisher(run);
            for (int epoch = 1; epoch <= 30; epoch++) {
                publisher.publish(searching("single", 20));
                publisher.publish(
                        Searches.trial(
                                "single",
                                1,
                                0,
                                State.RUNNING,
                                Map.of(),
                                Collections.nCopies(epoch, 0.5),
                                ""));
            }
            List<Persistable> kept = run.storage().getAllStaticInfos(run.run(), JsonRecord.TRIALS);
            assertThat(kept).hasSize(2);
            assertThat(run.storage().getNumUpdateRecordsFor(run.run())).isZero();
        }
    }

    @Test
    void fourArmsOfFiftyTrialsAreASmallAnswer() throws IOException {
        TrialsPublisher publisher = new TrialsPublisher(attached("demo"));
        for (String arm : List.of("single", "dorsal", "medial", "plantar")) {
            Searches.publishFinished(publisher, arm, 50, 1);
            publisher.publish(failed(arm, 50, "x".repeat(1_000_000)));
        }
        String answer = body();
        assertThat(answer.length()).isLessThan(LARGEST);
        assertThat(MAPPER.readTree(answer).at("/shown/searches/0/trials")).hasSize(53);
    }

    @Test
    void aLongReasonIsCut() throws IOException {
        TrialsPublisher publisher = new TrialsPublisher(attached("demo"));
        publisher.publish(searching("single", 20));
        publisher.publish(failed("single", 1, "x".repeat(1_001)));
        publisher.publish(failed("single", 2, "x".repeat(1_000)));
        JsonNode trials = data().at("/shown/searches/0/trials");
        // The horizontal ellipsis is three bytes, which the body holds as three characters.
        assertThat(trials.at("/0/reason").asText()).hasSize(999 + 3).startsWith("xxx");
        assertThat(trials.at("/1/reason").asText()).isEqualTo("x".repeat(1_000));
    }

    @Test
    void anUnreadableRecordIsLeftOut() throws IOException {
        RunStatsStorage run = attached("demo");
        new TrialsPublisher(run).publish(searching("single", 20));
        List<String> unreadable =
                List.of(
                        "",
                        "[1]",
                        "{}",
                        "{\"trial\":1,\"arm\":\"single\"}",
                        "{\"trial\":0,\"arm\":\"single\",\"state\":\"complete\",\"reason\":\"\"}",
                        "{\"trial\":1,\"arm\":\"single\",\"state\":\"odd\",\"reason\":\"\"}");
        for (String json : unreadable) {
            run.storage()
                    .putStaticInfo(
                            new JsonRecord(
                                    "demo", JsonRecord.TRIALS, "record-" + json.length(), 1, json));
        }
        assertThat(data().at("/shown/searches")).hasSize(1);
        assertThat(data().at("/shown/searches/0/trials")).isEmpty();
    }

    @Test
    void aStorageThatFailsDoesNotStopTheOneWhoPublishes(@TempDir Path folder) {
        RunStatsStorage run = RunStatsStorage.open(folder);
        TrialsPublisher publisher = new TrialsPublisher(run);
        run.close();
        assertThatCode(
                        () -> {
                            publisher.publish(searching("single", 20));
                            publisher.publish(complete("single", 1, 0.7));
                        })
                .doesNotThrowAnyException();
    }
}
