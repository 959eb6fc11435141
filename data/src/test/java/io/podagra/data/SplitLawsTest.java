package io.podagra.data;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every split of every cohort that can be divided. */
class SplitLawsTest {
    private static final List<String> PAPER_VIEWS = List.of("dorsal", "medial", "plantar");

    /** Issue 3: 1.5 points, in every view, for a cohort of the paper's size. */
    private static final double POINTS = 0.015;

    /** Cohorts large enough that every part gets both classes in every view. */
    @Provide
    Arbitrary<Cohort> cohorts() {
        return Combinators.combine(
                        Arbitraries.integers().between(60, 120),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.longs())
                .as(
                        (patients, views, seed) ->
                                Cohorts.random(
                                        patients,
                                        15 * patients,
                                        PAPER_VIEWS.subList(0, views),
                                        seed))
                .withoutEdgeCases();
    }

    /** As many images as the paper, over patients and views as the phantom has them, or any. */
    @Provide
    Arbitrary<Cohort> cohortsOfThePapersSize() {
        return Arbitraries.longs()
                .flatMap(
                        seed ->
                                Arbitraries.of(
                                        Cohorts.likeThePaper(seed),
                                        Cohorts.random(351, 4032, PAPER_VIEWS, seed)));
    }

    @Provide
    Arbitrary<SplitSettings> settings() {
        Arbitrary<SplitScheme> schemes =
                Arbitraries.oneOf(
                        Arbitraries.of(0.2, 0.4, 0.5).map(SplitScheme.AtRandom::new),
                        Arbitraries.integers()
                                .between(1, 5)
                                .map(number -> new SplitScheme.Fold(number, 5)));
        return Combinators.combine(schemes, Arbitraries.of(SplitUnit.values()), Arbitraries.longs())
                .as(
                        (scheme, unit, seed) ->
                                SplitSettings.defaults()
                                        .withScheme(scheme)
                                        .withUnit(unit)
                                        .withSeed(seed));
    }

    @Property(tries = 100)
    void everyImageIsInExactlyOnePart(
            @ForAll("cohorts") Cohort cohort, @ForAll("settings") SplitSettings settings) {
        Split split = split(cohort, settings);

        List<CohortImage> all = new ArrayList<>();
        for (Part part : Part.values()) {
            assertThat(split.images(part))
                    .isNotEmpty()
                    .allMatch(image -> split.partOf(image) == part);
            all.addAll(split.images(part));
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(cohort.images());
    }

    @Property(tries = 100)
    void aPatientIsInOnePartOverAllViews(
            @ForAll("cohorts") Cohort cohort, @ForAll("settings") SplitSettings settings) {
        Split split = split(cohort, settings.withUnit(SplitUnit.PATIENT));

        Map<String, Part> partOfPatient = new HashMap<>();
        for (CohortImage image : cohort.images()) {
            Part part = split.partOf(image);
            assertThat(partOfPatient.putIfAbsent(image.patientId(), part)).isIn(null, part);
        }
        assertThat(split.cautions()).isEmpty();
    }

    @Property(tries = 40, seed = "1")
    void sharesAndPrevalenceHoldInEveryViewOfACohortOfThePapersSize(
            @ForAll("cohortsOfThePapersSize") Cohort cohort,
            @ForAll SplitUnit unit,
            @ForAll long seed) {
        Split split = split(cohort, SplitSettings.defaults().withUnit(unit).withSeed(seed));

        Map<Part, Double> shares = Map.of(Part.TRAIN, 0.48, Part.VALIDATION, 0.12, Part.TEST, 0.40);
        for (PartCounts counts : split.counts()) {
            List<CohortImage> all = ofView(cohort, counts.view());
            assertThat((double) counts.images() / all.size())
                    .as("share of %s in %s", counts.part().word(), counts.view())
                    .isCloseTo(shares.get(counts.part()), within(POINTS));
            assertThat(counts.prevalence())
                    .as("prevalence of %s in %s", counts.part().word(), counts.view())
                    .isCloseTo(prevalence(all), within(POINTS));
        }
    }

    @Property(tries = 50)
    void theOrderOfRowsAndFurtherColumnsDoNotMatter(
            @ForAll("cohorts") Cohort cohort,
            @ForAll("settings") SplitSettings settings,
            @ForAll long order) {
        List<CohortImage> shuffled = new ArrayList<>(cohort.images());
        Collections.shuffle(shuffled, new Random(order));
        Cohort other =
                Cohorts.with(
                        "device",
                        image -> Integer.toString(image.id().hashCode() % 3),
                        Cohorts.of(shuffled));

        assertThat(parts(other, split(other, settings)))
                .isEqualTo(parts(cohort, split(cohort, settings)));
    }

    @Property(tries = 30)
    void everyImageIsTestedInExactlyOneFold(
            @ForAll("cohorts") Cohort cohort,
            @ForAll("settings") SplitSettings settings,
            @ForAll @IntRange(min = 2, max = 7) int folds) {
        List<CohortImage> tested = new ArrayList<>();
        for (int number = 1; number <= folds; number++) {
            SplitScheme fold = new SplitScheme.Fold(number, folds);
            List<CohortImage> test = split(cohort, settings.withScheme(fold)).images(Part.TEST);
            assertThat((double) test.size() / cohort.images().size())
                    .isCloseTo(1.0 / folds, within(0.03));
            tested.addAll(test);
        }
        assertThat(tested).containsExactlyInAnyOrderElementsOf(cohort.images());
    }

    @Property(tries = 50)
    void linkedPatientsStayTogetherThroughAnyChainOfPairs(
            @ForAll("cohorts") Cohort cohort,
            @ForAll("settings") SplitSettings settings,
            @ForAll long seed) {
        List<ImagePair> pairs = pairs(cohort, 12, seed);

        Split split =
                Split.of(
                        cohort,
                        settings.withNearDuplicates(NearDuplicateTreatment.TOGETHER),
                        pairs);

        assertThat(split.divided(pairs)).isEmpty();
    }

    @Property(tries = 50)
    void aNearDuplicatePairOnTwoSidesIsRefusedAndAnyOtherChangesNothing(
            @ForAll("cohorts") Cohort cohort,
            @ForAll("settings") SplitSettings settings,
            @ForAll long seed) {
        SplitSettings byPatient = settings.withUnit(SplitUnit.PATIENT);
        Split split = split(cohort, byPatient);
        List<ImagePair> pairs = pairs(cohort, 12, seed);
        List<ImagePair> divided = split.divided(pairs);
        List<ImagePair> others = new ArrayList<>(pairs);
        others.removeAll(divided);

        assertThat(parts(cohort, Split.of(cohort, byPatient, others)))
                .isEqualTo(parts(cohort, split));
        for (ImagePair pair : divided) {
            assertThatThrownBy(() -> Split.of(cohort, byPatient, pairs))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContainingAll(
                            pair.first().id(),
                            pair.second().id(),
                            "patient " + pair.first().patientId(),
                            "patient " + pair.second().patientId());
        }
    }

    @Property(tries = 50)
    void aHoldOutTestsExactlyWhatTheColumnSays(
            @ForAll("cohorts") Cohort cohort, @ForAll("settings") SplitSettings settings) {
        Cohort sited =
                Cohorts.with(
                        "site", image -> "ABC".charAt(image.patientId().length() % 3) + "", cohort);
        Set<String> expected =
                sited.images().stream()
                        .filter(image -> image.attributes().get("site").equals("C"))
                        .map(CohortImage::id)
                        .collect(toSet());

        Split split =
                split(
                        sited,
                        settings.withScheme(new SplitScheme.HoldOutValues("site", List.of("C"))));

        assertThat(split.images(Part.TEST).stream().map(CohortImage::id).collect(toSet()))
                .isEqualTo(expected);
    }

    private static Split split(Cohort cohort, SplitSettings settings) {
        return Split.of(cohort, settings, List.of());
    }

    private static Map<String, Part> parts(Cohort cohort, Split split) {
        return cohort.images().stream().collect(toMap(CohortImage::id, split::partOf));
    }

    private static List<CohortImage> ofView(Cohort cohort, Optional<View> view) {
        return cohort.images().stream()
                .filter(image -> view.isEmpty() || view.get().equals(image.view()))
                .toList();
    }

    private static double prevalence(List<CohortImage> images) {
        long abnormal = images.stream().filter(image -> image.label() == Label.ABNORMAL).count();
        return (double) abnormal / images.size();
    }

    private static List<ImagePair> pairs(Cohort cohort, int number, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<CohortImage> images = cohort.images();
        Set<ImagePair> pairs = new HashSet<>();
        while (pairs.size() < number) {
            int first = random.nextInt(images.size() - 1);
            int second = first + 1 + random.nextInt(images.size() - 1 - first);
            pairs.add(new ImagePair(images.get(first), images.get(second)));
        }
        return List.copyOf(pairs);
    }
}
