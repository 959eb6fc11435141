package io.podagra.eval.statistics;

import static io.podagra.eval.statistics.References.expected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.ScoredImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StratifiedAucTest {
    private static final Offset<Double> NINE_DIGITS = within(1e-9);

    static List<String> names() {
        return References.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isThatOfTheInfluencesImageByImage(String name) {
        ScoreTable table = References.table(name);
        for (Method method : Method.values()) {
            AucEstimate estimate =
                    StratifiedAuc.estimate(table.scores(method), views(table), table.patients())
                            .orElseThrow();
            String figure = "stratified." + method.word();

            assertThat(estimate.auc()).isCloseTo(expected(name, figure + ".auc"), NINE_DIGITS);
            assertThat(estimate.variance().orElseThrow())
                    .isCloseTo(expected(name, figure + ".variance"), NINE_DIGITS);
        }
        AucComparison comparison = compare(table);

        assertThat(comparison.difference())
                .isCloseTo(
                        expected(name, "stratified.single.auc")
                                - expected(name, "stratified.multiple.auc"),
                        NINE_DIGITS);
        assertThat(comparison.variance().orElseThrow())
                .isCloseTo(expected(name, "stratified.variance"), NINE_DIGITS);
    }

    @ParameterizedTest
    @MethodSource("names")
    void oneStratumIsTheClusteredAuc(String name) {
        ScoreTable table = References.table(name);
        LabelledScores single = table.scores(Method.SINGLE);
        LabelledScores multiple = table.scores(Method.MULTIPLE);
        List<String> one = Collections.nCopies(single.size(), "all");

        assertThat(StratifiedAuc.estimate(single, one, table.patients()))
                .usingRecursiveComparison()
                .withComparatorForType(StratifiedAucTest::nearly, Double.class)
                .isEqualTo(ClusteredAuc.estimate(single, table.patients()));
        assertThat(StratifiedAuc.compare(single, multiple, one, table.patients()))
                .usingRecursiveComparison()
                .withComparatorForType(StratifiedAucTest::nearly, Double.class)
                .isEqualTo(ClusteredAuc.compare(single, multiple, table.patients()));
    }

    @Test
    void aScaleOfItsOwnInEachStratumChangesNothing() {
        ScoreTable table = References.table("paper-size");
        LabelledScores scores = table.scores(Method.SINGLE);
        List<String> views = views(table);
        double[] moved = new double[scores.size()];
        boolean[] labels = new boolean[scores.size()];
        for (int i = 0; i < moved.length; i++) {
            double score = scores.score(i);
            moved[i] =
                    switch (views.get(i)) {
                        case "dorsal" -> score + 7;
                        case "medial" -> Math.exp(3 * score);
                        default -> score;
                    };
            labels[i] = scores.abnormal(i);
        }
        LabelledScores changed = LabelledScores.of(moved, labels);

        assertThat(StratifiedAuc.estimate(changed, views, table.patients()))
                .isEqualTo(StratifiedAuc.estimate(scores, views, table.patients()));
        assertThat(DeLong.estimate(changed).orElseThrow().auc())
                .as("which the AUC over all strata cannot say of itself")
                .isLessThan(DeLong.estimate(scores).orElseThrow().auc() - 0.1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void imagesRepeatedWithinPatientsLeaveTheVarianceAsItWas(int times) {
        ScoreTable table = References.table("balanced");
        AucComparison once = compare(table);
        AucComparison repeated = compare(Samples.repeated(table, times));

        assertThat(repeated.difference()).isCloseTo(once.difference(), within(1e-14));
        assertThat(repeated.variance().orElseThrow())
                .isCloseTo(once.variance().orElseThrow(), within(1e-15));
    }

    @Test
    void theMethodsTradePlacesWithTheSign() {
        ScoreTable table = References.table("heavy-ties");
        AucComparison there = compare(table);
        AucComparison back =
                StratifiedAuc.compare(
                                table.scores(Method.MULTIPLE),
                                table.scores(Method.SINGLE),
                                views(table),
                                table.patients())
                        .orElseThrow();

        assertThat(back.difference()).isEqualTo(-there.difference());
        assertThat(back.variance()).isEqualTo(there.variance());
    }

    @Test
    void weighsTheStrataByTheirAbnormalImages() {
        // View a: 1 abnormal image of AUC 1; view b: 3 of AUC 1/2.
        LabelledScores scores =
                Samples.scores(new double[] {.1, .5}, new double[] {.9, .5, .4, .6});
        List<String> views = List.of("a", "b", "a", "b", "b", "b");
        Patients patients = Patients.of(List.of("p", "q", "r", "s", "t", "u"));

        assertThat(StratifiedAuc.estimate(scores, views, patients).orElseThrow().auc())
                .isEqualTo((1 * 1 + 3 * 0.5) / 4);
    }

    @Test
    void strataOfOneClassAreLeftOutAndCounted() {
        LabelledScores scores =
                Samples.scores(new double[] {.1, .5, .3}, new double[] {.9, .4, .7});
        Patients patients = Patients.of(List.of("p", "q", "r", "s", "t", "u"));
        List<String> views = List.of("a", "a", "b", "a", "a", "c");

        assertThat(StratifiedAuc.estimate(scores, views, patients).orElseThrow().auc())
                .isEqualTo(0.75);
        assertThat(StratifiedAuc.imagesLeftOut(scores, views)).isEqualTo(2);
        assertThat(
                        StratifiedAuc.estimate(
                                        scores, List.of("a", "b", "c", "d", "e", "f"), patients)
                                .reason())
                .contains("no stratum has images of both classes");
    }

    @Test
    void identicalOrPerfectMethodsHaveNoVariance() {
        LabelledScores perfect =
                Samples.scores(new double[] {.1, .3, .2}, new double[] {.9, .4, .7});
        List<String> views = List.of("a", "b", "b", "a", "b", "b");
        Patients patients = Patients.of(List.of("p", "q", "r", "s", "t", "u"));

        assertThat(StratifiedAuc.estimate(perfect, views, patients))
                .isEqualTo(Figure.of(new AucEstimate(1, Figure.of(0.0))));
        assertThat(StratifiedAuc.compare(perfect, perfect, views, patients))
                .isEqualTo(Figure.of(new AucComparison(0, Figure.of(0.0))));
    }

    @Test
    void agreesWithRedrawnPatients() {
        ScoreTable table = References.table("balanced");
        double formula = compare(table).variance().orElseThrow();

        double[] redrawn =
                IntStream.range(0, 1_000)
                        .mapToDouble(seed -> compare(redraw(table, seed)).difference())
                        .toArray();

        double mean = Arrays.stream(redrawn).average().orElseThrow();
        double variance = 0;
        for (double difference : redrawn) {
            variance += (difference - mean) * (difference - mean) / (redrawn.length - 1);
        }
        assertThat(formula).isCloseTo(variance, within(0.15 * variance));
    }

    @Test
    void argumentsMustFitEachOther() {
        LabelledScores scores = Samples.scores(new double[] {.1}, new double[] {.9});
        LabelledScores others = Samples.scores(new double[0], new double[] {.1, .9});
        Patients patients = Patients.of(List.of("p", "q"));

        assertThatThrownBy(() -> StratifiedAuc.estimate(scores, List.of("a"), patients))
                .hasMessage("2 scores but strata of 1 images");
        assertThatThrownBy(
                        () ->
                                StratifiedAuc.estimate(
                                        scores, List.of("a", "a"), Patients.of(List.of("p"))))
                .hasMessage("2 scores but patients of 1 images");
        assertThatThrownBy(() -> StratifiedAuc.compare(scores, others, List.of("a", "a"), patients))
                .hasMessage("the two methods have different labels");
    }

    private static AucComparison compare(ScoreTable table) {
        return StratifiedAuc.compare(
                        table.scores(Method.SINGLE),
                        table.scores(Method.MULTIPLE),
                        views(table),
                        table.patients())
                .orElseThrow();
    }

    private static List<String> views(ScoreTable table) {
        return table.images().stream().map(ScoredImage::view).toList();
    }

    private static ScoreTable redraw(ScoreTable table, int seed) {
        Map<String, List<ScoredImage>> byPatient =
                table.images().stream().collect(Collectors.groupingBy(ScoredImage::patientId));
        List<String> ids = List.copyOf(byPatient.keySet());
        SplittableRandom random = new SplittableRandom(seed);
        List<ScoredImage> images = new ArrayList<>();
        for (int draw = 0; draw < ids.size(); draw++) {
            for (ScoredImage image : byPatient.get(ids.get(random.nextInt(ids.size())))) {
                images.add(
                        Samples.image(
                                draw + "-" + image.imageId(),
                                Integer.toString(draw),
                                image.view(),
                                image.label(),
                                image.scores().get(Method.SINGLE),
                                image.scores().get(Method.MULTIPLE)));
            }
        }
        return ScoreTable.of(images);
    }

    private static int nearly(Double a, Double b) {
        return Math.abs(a - b) < 1e-15 ? 0 : Double.compare(a, b);
    }
}
