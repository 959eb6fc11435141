package io.podagra.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.podagra.data.Label;
import io.podagra.eval.EvaluationSettings;
import io.podagra.eval.OperatingPoints;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.ScoredImage;
import io.podagra.eval.StudyEvaluation;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.statistics.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tables too small or too plain for some figures: those are null in {@code metrics.json}, with the
 * reason beside them, and nothing is ever NaN, infinite or an exception.
 */
class OddTablesTest {
    private static final EvaluationSettings SETTINGS =
            EvaluationSettings.defaults().withBootstrapRedraws(20);

    /** Each with a key of the set of all images, or of its single method, and why it is null. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    all normal         | aucReason            | no abnormal image
                    all normal         | prAucReason          | no abnormal image
                    all abnormal       | aucReason            | no normal image
                    all abnormal       | aucBootstrap95Reason | no normal image
                    one patient        | aucClustered95Reason | a variance between patients needs two with abnormal images, there is only one
                    one patient        | aucBootstrap95Reason | drawing patients needs two of them
                    one image          | aucReason            | no abnormal image
                    three images       | aucDelong95Reason    | a variance needs two images of each class, there is only one abnormal
                    all scores equal   | designEffectReason   | the difference has no variance in these images
                    perfect and wrong  | zReason              | the difference has no variance in these images
                    """)
    void whatCannotBeComputedIsNullWithItsReason(
            String name, String key, String reason, @TempDir Path folder) throws IOException {
        JsonNode all = metrics(table(name), folder).get("sets").get("all");

        assertThat(all.findValues(key)).extracting(JsonNode::asText).contains(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "all normal",
        "all abnormal",
        "one patient",
        "one image",
        "three images",
        "all scores equal",
        "perfect and wrong",
        "views of one class"
    })
    void everyNullHasAReasonAndEveryNumberIsFinite(String name, @TempDir Path folder)
            throws IOException {
        assertSound(metrics(table(name), folder));

        assertThat(Files.readString(folder.resolve("report.html")))
                .doesNotContain("NaN", "Infinity", "\u221e");
    }

    @Property(tries = 200)
    void noSmallTableIsTooOdd(@ForAll("smallTables") ScoreTable table) throws IOException {
        Path folder = Files.createTempDirectory("odd");
        try {
            assertSound(metrics(table, folder));
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    @Provide
    Arbitrary<ScoreTable> smallTables() {
        Arbitrary<Double> scores = Arbitraries.of(0.0, -0.0, Double.MIN_VALUE, 0.3, 0.5, 1.0);
        Arbitrary<ScoredImage> image =
                Combinators.combine(
                                scores,
                                scores,
                                Arbitraries.of(Label.values()),
                                Arbitraries.of("a", "b", "c"),
                                Arbitraries.of("dorsal", "medial"))
                        .as(
                                (single, multiple, label, patient, view) ->
                                        Samples.image("?", patient, view, label, single, multiple));
        return image.list()
                .ofMinSize(1)
                .ofMaxSize(7)
                .map(
                        images ->
                                ScoreTable.of(
                                        IntStream.range(0, images.size())
                                                .mapToObj(i -> named(images.get(i), i))
                                                .toList()));
    }

    private static ScoredImage named(ScoredImage image, int number) {
        return new ScoredImage(
                number + ".png", image.patientId(), image.view(), image.label(), image.scores());
    }

    private static ScoreTable table(String name) {
        List<ScoredImage> images = new ArrayList<>();
        int count = Map.of("one image", 1, "three images", 3).getOrDefault(name, 30);
        for (int i = 0; i < count; i++) {
            boolean abnormal =
                    switch (name) {
                        case "all normal" -> false;
                        case "all abnormal" -> true;
                        default -> i % 2 == 1;
                    };
            double single = (i * 7 % 10) / 10.0;
            double multiple = (i * 3 % 10) / 10.0;
            if (name.equals("all scores equal")) {
                single = 0.5;
                multiple = 0.5;
            } else if (name.equals("perfect and wrong")) {
                single = abnormal ? 1 : 0;
                multiple = 1 - single;
            }
            String view =
                    name.equals("views of one class") ? (abnormal ? "medial" : "dorsal") : "dorsal";
            String patient = "p" + (name.equals("one patient") ? 0 : i / 3);
            images.add(
                    Samples.image(
                            i + ".png",
                            patient,
                            view,
                            abnormal ? Label.ABNORMAL : Label.NORMAL,
                            single,
                            multiple));
        }
        return ScoreTable.of(images);
    }

    private static JsonNode metrics(ScoreTable table, Path folder) throws IOException {
        StudyMetrics metrics =
                StudyEvaluation.of(table, OperatingPoints.fromValidation(table), SETTINGS);
        EvaluationReport.write(folder, metrics, table, ReportContext.titled("An odd table"));
        // Strict: by the standard of JSON there is no NaN.
        return new ObjectMapper().readTree(folder.resolve("metrics.json").toFile());
    }

    private static void assertSound(JsonNode node) {
        node.properties()
                .forEach(
                        entry -> {
                            if (entry.getValue().isNull()) {
                                assertThat(node.path(entry.getKey() + "Reason").asText())
                                        .as("the reason why %s is null", entry.getKey())
                                        .isNotBlank();
                            }
                        });
        if (node.isNumber()) {
            assertThat(node.doubleValue()).isFinite();
        }
        node.forEach(OddTablesTest::assertSound);
    }
}
