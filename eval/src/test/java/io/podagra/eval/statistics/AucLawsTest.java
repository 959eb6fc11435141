package io.podagra.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

/** What holds for the AUC, its variances and its tests on every small table, most with ties. */
class AucLawsTest {
    private static final Offset<Double> ROUNDING = within(1e-12);

    /** One image; the scores are eighths, so that few images have many ties. */
    private record Image(int firstEighths, int secondEighths, boolean abnormal, int patient) {}

    /** Two methods' scores of the same images, with the patients. */
    private record Table(LabelledScores first, LabelledScores second, Patients patients) {
        static Table of(List<Image> images) {
            boolean[] labels = new boolean[images.size()];
            IntStream.range(0, labels.length).forEach(i -> labels[i] = images.get(i).abnormal());
            return new Table(
                    scores(images.stream().mapToInt(Image::firstEighths), labels),
                    scores(images.stream().mapToInt(Image::secondEighths), labels),
                    Patients.of(
                            images.stream()
                                    .map(image -> String.valueOf(image.patient()))
                                    .toList()));
        }

        private static LabelledScores scores(IntStream eighths, boolean[] labels) {
            return LabelledScores.of(eighths.mapToDouble(e -> e / 8.0).toArray(), labels);
        }
    }

    /** Both classes in two patients at least, so that every variance is defined. */
    @Provide
    Arbitrary<List<Image>> images() {
        Arbitrary<Integer> eighths = Arbitraries.integers().between(0, 8);
        Arbitrary<Image> image =
                Combinators.combine(
                                eighths,
                                eighths,
                                Arbitraries.of(true, false),
                                Arbitraries.integers().between(0, 5))
                        .as(Image::new);
        return image.list()
                .ofMinSize(4)
                .ofMaxSize(40)
                .map(
                        images -> {
                            List<Image> ensured = new ArrayList<>(images);
                            for (int i = 0; i < 4; i++) {
                                Image given = images.get(i);
                                ensured.set(
                                        i,
                                        new Image(
                                                given.firstEighths(),
                                                given.secondEighths(),
                                                i < 2,
                                                i % 2));
                            }
                            return ensured;
                        });
    }

    @Provide
    Arbitrary<DoubleUnaryOperator> risingMaps() {
        return Arbitraries.of(
                s -> 3 * s - 7,
                s -> s * s * s,
                Math::exp,
                s -> -1 / (s + 1),
                s -> Math.log(s + 1e-6),
                s -> 1e-3 * Math.atan(s));
    }

    @Property(tries = 500)
    void delongIsTheFormulaOverTheWholeMatrix(@ForAll("images") List<Image> images) {
        Table table = Table.of(images);

        AucEstimate estimate = DeLong.estimate(table.first()).orElseThrow();
        AucComparison comparison = DeLong.compare(table.first(), table.second()).orElseThrow();

        NaiveAuc one = NaiveAuc.of(table.first());
        NaiveAuc difference = NaiveAuc.ofDifference(table.first(), table.second());
        assertThat(estimate.auc()).isCloseTo(one.auc(), ROUNDING);
        assertThat(estimate.variance().orElseThrow()).isCloseTo(one.variance(), ROUNDING);
        assertThat(comparison.difference()).isCloseTo(difference.auc(), ROUNDING);
        assertThat(comparison.variance().orElseThrow()).isCloseTo(difference.variance(), ROUNDING);
    }

    @Property(tries = 500)
    void clusteredVarianceIsTheFormulaOverTheWholeMatrix(@ForAll("images") List<Image> images) {
        Table table = Table.of(images);
        Patients patients = table.patients();

        Figure<Double> variance =
                ClusteredAuc.estimate(table.first(), patients).flatMap(AucEstimate::variance);
        Figure<Double> ofDifference =
                ClusteredAuc.compare(table.first(), table.second(), patients)
                        .flatMap(AucComparison::variance);

        assertThat(variance.orElseThrow())
                .isCloseTo(NaiveAuc.of(table.first()).variance(patients), ROUNDING);
        assertThat(ofDifference.orElseThrow())
                .isCloseTo(
                        NaiveAuc.ofDifference(table.first(), table.second()).variance(patients),
                        ROUNDING);
    }

    @Property
    void swappedMethodsTurnTheSignOfZAndKeepP(@ForAll("images") List<Image> images) {
        Table table = Table.of(images);
        LabelledScores first = table.first();
        LabelledScores second = table.second();
        Patients patients = table.patients();

        antisymmetric(DeLong.compare(first, second), DeLong.compare(second, first));
        antisymmetric(
                ClusteredAuc.compare(first, second, patients),
                ClusteredAuc.compare(second, first, patients));
    }

    private static void antisymmetric(
            Figure<AucComparison> forward, Figure<AucComparison> backward) {
        Figure<ZTest> there = forward.flatMap(AucComparison::test);
        Figure<ZTest> back = backward.flatMap(AucComparison::test);
        // Adding zero makes a minus zero of the turned sign a zero.
        assertThat(back.map(test -> new ZTest(-test.z() + 0.0, test.p()))).isEqualTo(there);
    }

    @Property
    void risingMapsOfEitherMethodChangeNothing(
            @ForAll("images") List<Image> images,
            @ForAll("risingMaps") DoubleUnaryOperator ofFirst,
            @ForAll("risingMaps") DoubleUnaryOperator ofSecond) {
        Table table = Table.of(images);
        Patients patients = table.patients();
        LabelledScores first = Samples.map(table.first(), ofFirst);
        LabelledScores second = Samples.map(table.second(), ofSecond);

        assertThat(DeLong.estimate(first)).isEqualTo(DeLong.estimate(table.first()));
        assertThat(DeLong.compare(first, second))
                .isEqualTo(DeLong.compare(table.first(), table.second()));
        assertThat(ClusteredAuc.compare(first, second, patients))
                .isEqualTo(ClusteredAuc.compare(table.first(), table.second(), patients));
        assertThat(AveragePrecision.of(first)).isEqualTo(AveragePrecision.of(table.first()));
        assertThat(redrawnAuc(first, patients)).isEqualTo(redrawnAuc(table.first(), patients));
    }

    @Property
    void swappedLabelsGiveOneLessTheAucAndTheSameVariances(@ForAll("images") List<Image> images) {
        Table table = Table.of(images);
        Table swapped =
                Table.of(
                        images.stream()
                                .map(
                                        image ->
                                                new Image(
                                                        image.firstEighths(),
                                                        image.secondEighths(),
                                                        !image.abnormal(),
                                                        image.patient()))
                                .toList());

        mirrored(DeLong.estimate(swapped.first()), DeLong.estimate(table.first()));
        mirrored(
                ClusteredAuc.estimate(swapped.first(), table.patients()),
                ClusteredAuc.estimate(table.first(), table.patients()));
    }

    private static void mirrored(Figure<AucEstimate> swapped, Figure<AucEstimate> straight) {
        assertThat(swapped.orElseThrow().auc())
                .isCloseTo(1 - straight.orElseThrow().auc(), ROUNDING);
        assertThat(swapped.orElseThrow().variance().orElseThrow())
                .isCloseTo(straight.orElseThrow().variance().orElseThrow(), ROUNDING);
    }

    @Property
    void imagesRepeatedWithinTheirPatientsLeaveTheClusteredVarianceAsItWas(
            @ForAll("images") List<Image> images, @ForAll @IntRange(min = 2, max = 6) int times) {
        Table table = Table.of(images);
        Table repeated =
                Table.of(
                        images.stream()
                                .flatMap(image -> Collections.nCopies(times, image).stream())
                                .toList());

        AucComparison once =
                ClusteredAuc.compare(table.first(), table.second(), table.patients()).orElseThrow();
        AucComparison often =
                ClusteredAuc.compare(repeated.first(), repeated.second(), repeated.patients())
                        .orElseThrow();

        assertThat(often.difference()).isCloseTo(once.difference(), ROUNDING);
        assertThat(often.variance().orElseThrow())
                .isCloseTo(once.variance().orElseThrow(), ROUNDING);
    }

    @Property
    void oneImageOfEachPatientIsDelong(@ForAll("images") List<Image> images) {
        Table table = Table.of(images);
        Patients strangers =
                Patients.of(IntStream.range(0, images.size()).mapToObj(String::valueOf).toList());

        AucComparison clustered =
                ClusteredAuc.compare(table.first(), table.second(), strangers).orElseThrow();
        AucComparison delong = DeLong.compare(table.first(), table.second()).orElseThrow();

        // I10 = m and I01 = n, and no patient has both classes, so that the factors agree too.
        assertThat(clustered.difference()).isEqualTo(delong.difference());
        assertThat(clustered.variance().orElseThrow())
                .isCloseTo(delong.variance().orElseThrow(), ROUNDING);
    }

    @Property
    void theOrderOfTheImagesDoesNotMatter(@ForAll("images") List<Image> images) {
        List<Image> reversed = new ArrayList<>(images);
        Collections.reverse(reversed);
        Table table = Table.of(images);
        Table other = Table.of(reversed);

        assertThat(DeLong.estimate(other.first()).orElseThrow().auc())
                .isEqualTo(DeLong.estimate(table.first()).orElseThrow().auc());
        assertThat(variance(other)).isCloseTo(variance(table), ROUNDING);
        assertThat(AveragePrecision.of(other.first()))
                .isEqualTo(AveragePrecision.of(table.first()));
    }

    private static double variance(Table table) {
        return ClusteredAuc.estimate(table.first(), table.patients())
                .flatMap(AucEstimate::variance)
                .orElseThrow();
    }

    @Property
    void intervalsHoldTheirFigureAndStayInRange(@ForAll("images") List<Image> images) {
        Table table = Table.of(images);

        Stream.of(
                        DeLong.estimate(table.first()),
                        ClusteredAuc.estimate(table.first(), table.patients()))
                .map(Figure::orElseThrow)
                .forEach(
                        estimate -> {
                            Interval interval = estimate.interval(0.95).orElseThrow();
                            assertThat(estimate.auc()).isBetween(interval.low(), interval.high());
                            assertThat(interval.low()).isNotNegative();
                            assertThat(interval.high()).isLessThanOrEqualTo(1);
                        });
    }

    @Property(tries = 100)
    void redrawsInParallelAreThoseOneAfterTheOther(
            @ForAll("images") List<Image> images, @ForAll long seed) {
        Table table = Table.of(images);
        PatientBootstrap bootstrap = PatientBootstrap.of(table.patients(), 64, seed);

        assertThat(bootstrap.redraw(table.first(), 0.5))
                .isEqualTo(bootstrap.serial().redraw(table.first(), 0.5));
    }

    private static Redraws redrawnAuc(LabelledScores scores, Patients patients) {
        return PatientBootstrap.of(patients, 16, 1).serial().redraw(scores, 0.5).auc();
    }
}
