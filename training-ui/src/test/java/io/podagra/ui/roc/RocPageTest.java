package io.podagra.ui.roc;

import static io.podagra.ui.roc.Evaluations.comparison;
import static io.podagra.ui.roc.Evaluations.multiple;
import static io.podagra.ui.roc.Evaluations.oneClassOnly;
import static io.podagra.ui.roc.Evaluations.synthetic;
import static io.podagra.ui.roc.Evaluations.test;
import static io.podagra.ui.roc.Evaluations.validation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.podagra.eval.statistics.OperatingPoint;
import io.podagra.ui.OverHttp;
import io.podagra.ui.storage.RunStatsStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.core.storage.StatsStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(curve.at("/epochs/single").asInt()).isEqualTo(3);
        assertThat(curve.path("auc").asDouble()).isEqualTo(0.81);
        assertThat(curve.at("/interval/low").asDouble()).isEqualTo(0.77);
        assertThat(curve.at("/interval/high").asDouble()).isEqualTo(0.85);
        assertThat(curve.at("/interval/units").asText()).isEqualTo("images");
        assertThat(curve.path("positives").asInt()).isEqualTo(60);
        assertThat(curve.path("negatives").asInt()).isEqualTo(58);
        assertThat(curve.path("time").asLong()).isEqualTo(published.time().toEpochMilli());
        List<RocPoint> points = published.result().points();
        OperatingPoint operating = published.result().operatingPoint().orElseThrow();
        assertThat(curve.at("/operatingPoint/threshold").asDouble())
                .isCloseTo(operating.threshold(), within(1e-5));
        assertThat(curve.at("/operatingPoint/sensitivity").asDouble())
                .isCloseTo(operating.sensitivity(), within(1e-5));
        assertThat(curve.at("/operatingPoint/specificity").asDouble())
                .isCloseTo(operating.specificity(), within(1e-5));
        assertThat(curve.path("falsePositiveRate")).hasSize(points.size());
        assertThat(curve.at("/threshold/0").isNull()).isTrue();
        for (int i = 0; i < points.size(); i++) {
            assertThat(curve.at("/falsePositiveRate/" + i).asDouble())
                    .isCloseTo(points.get(i).falsePositiveRate(), within(1e-5));
            assertThat(curve.at("/truePositiveRate/" + i).asDouble())
                    .isCloseTo(points.get(i).truePositiveRate(), within(1e-5));
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
        assertThat(run.at("/aucByEpoch/0/epoch")).hasSize(20);
        assertThat(run.at("/aucByEpoch/0/epoch/6").asInt()).isEqualTo(7);
        assertThat(run.at("/aucByEpoch/0/auc/6").asDouble()).isEqualTo(0.57);
        assertThat(run.at("/aucByEpoch/0/low/6").asDouble()).isEqualTo(0.53);
        assertThat(run.at("/aucByEpoch/0/high/6").asDouble()).isEqualTo(0.61);
    }

    @Test
    void anEarlierEpochIsGivenOnRequest() throws IOException {
        RocPublisher publisher = new RocPublisher(attached("demo"));
        for (int epoch = 1; epoch <= 5; epoch++) {
            publisher.publish(validation("single", epoch, (70 + epoch) / 100.0));
        }
        publisher.publish(validation("dorsal", 1, 0.6));
        publisher.publish(validation("dorsal", 2, 0.65));
        publisher.publish(test("multiple", "all", 0.83));

        JsonNode third = MAPPER.readTree(body("?run=demo&epoch=3"));

        assertThat(third.path("run").asText()).isEqualTo("demo");
        // Of an arm that is not so far, or stopped before, its last.
        assertThat(third.path("curves"))
                .extracting(
                        curve -> curve.path("arm").asText(),
                        curve -> curve.path("epoch").asInt(),
                        curve -> curve.path("auc").asDouble())
                .containsExactly(tuple("single", 3, 0.73), tuple("dorsal", 2, 0.65));
        assertThat(third.at("/curves/0/falsePositiveRate")).hasSize(120);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1x", "99999999999", ""})
    void whatIsNoEpochIsNotFound(String epoch) throws IOException {
        new RocPublisher(attached("demo")).publish(validation("single", 1, 0.7));
        assertThat(status("?epoch=" + epoch)).isEqualTo(404);
    }

    @Test
    void aTrainingThatBeginsAnewGivesUpItsLaterEpochs() throws IOException {
        RocPublisher publisher = new RocPublisher(attached("demo"));
        for (int epoch : new int[] {1, 2, 3, 4, 3}) {
            publisher.publish(validation("single", epoch, 0.8));
        }
        assertThat(data().at("/shown/aucByEpoch/0/epoch"))
                .extracting(JsonNode::asInt)
                .containsExactly(1, 2, 3);
    }

    @Test
    void theComparisonsComeOutWithTheSetOfAllFirst() throws IOException {
        RocPublisher publisher = new RocPublisher(attached("demo"));
        publisher.publish(comparison("above", -0.01));
        publisher.publish(comparison("all", 0.5));
        publisher.publish(comparison("all", 0.003));
        JsonNode comparisons = data().at("/shown/comparisons");
        assertThat(comparisons)
                .extracting(comparison -> comparison.path("comparison").asText())
                .containsExactly("all", "above");
        assertThat(comparisons.at("/0/difference").asDouble()).isEqualTo(0.003);
        assertThat(comparisons.at("/0/clustered/low").asDouble()).isEqualTo(-0.021);
        assertThat(comparisons.at("/0/clustered/p").asDouble()).isEqualTo(0.62);
        assertThat(comparisons.at("/0/clustered/holm").isMissingNode()).isTrue();
        assertThat(comparisons.at("/1/delong/holm").asDouble()).isCloseTo(0.93, within(1e-12));
    }

    /** Four arms of 100 epochs, evaluated: no curve is thinned below its greatest size. */
    @Test
    void theAnswerDoesNotGrowWithTheEpochsBeyondTheirAreas() throws IOException {
        RocPublisher publisher = new RocPublisher(attached("demo"));
        List<String> views = List.of("dorsal", "medial", "plantar");
        for (int epoch = 1; epoch <= 100; epoch++) {
            double auc = 0.6 + epoch / 307.0;
            publisher.publish(large(validation("single", epoch, auc)));
            for (String view : views) {
                publisher.publish(large(validation("single", view, epoch, auc)));
                publisher.publish(large(validation(view, epoch, auc)));
            }
            publisher.publish(large(multiple(epoch, Map.of("dorsal", 100, "plantar", epoch), auc)));
        }
        for (String set : List.of("all", "dorsal", "medial", "plantar")) {
            publisher.publish(large(test("single", set, 0.9)));
            publisher.publish(large(test("multiple", set, 0.91)));
            publisher.publish(comparison(set, -0.01));
        }
        assertThat(data().at("/shown/curves")).hasSize(16);
        assertThat(body().length()).isLessThan(130_000);
        assertThat(body("?epoch=50").length()).isLessThan(60_000);
    }

    private static RocSnapshot large(RocSnapshot small) {
        RocResult result = small.result();
        return new RocSnapshot(
                small.series(),
                small.epoch(),
                small.epochs(),
                new RocResult(
                        result.auc(),
                        result.interval(),
                        result.operatingPoint(),
                        Evaluations.curve(result.auc().orElseThrow(), 1_613),
                        result.positives(),
                        result.negatives()),
                small.synthetic(),
                small.time());
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
            publisher.publish(comparison("dorsal", -0.01));
            publisher.publish(comparison("all", 0.003));
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
            assertThat(data().at("/shown/aucByEpoch/0/epoch")).hasSize(3);
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
    void ofTwoRunsOfOneNameTheLaterGetsANumberAndKeepsItsSessions() throws IOException {
        new RocPublisher(attached("study")).publish(validation("single", 1, 0.7));
        new RocPublisher(attached("study")).publish(validation("single", 1, 0.8));
        assertThat(data().path("runs"))
                .extracting(run -> run.path("run").asText())
                .containsExactly("study", "study-2");
        JsonNode later = MAPPER.readTree(body("?run=study-2")).path("shown");
        assertThat(later.path("run").asText()).isEqualTo("study-2");
        assertThat(later.at("/curves/0/auc").asDouble()).isEqualTo(0.8);
        assertThat(later.at("/curves/0/session").asText()).isEqualTo("study-single");
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
