package io.podagra.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every part of the training images that a learning curve is drawn from. */
class NestedSubsetsTest {
    private static final List<String> VIEWS = List.of("dorsal", "medial", "plantar");
    private static final List<Double> FRACTIONS = List.of(0.2, 0.25, 0.5, 0.75, 1.0);

    @Provide
    Arbitrary<List<CohortImage>> images() {
        return Combinators.combine(
                        Arbitraries.integers().between(60, 100),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.longs())
                .as(
                        (patients, views, seed) ->
                                Cohorts.random(
                                                patients,
                                                12 * patients,
                                                VIEWS.subList(0, views),
                                                seed)
                                        .images())
                .withoutEdgeCases();
    }

    @Property(tries = 40)
    void aSmallerPartIsWithinALargerAndHasWholePatients(
            @ForAll("images") List<CohortImage> images, @ForAll long seed) {
        NestedSubsets subsets = NestedSubsets.of(images, SplitUnit.PATIENT, seed);

        List<CohortImage> smaller = List.of();
        for (double fraction : FRACTIONS) {
            List<CohortImage> part = subsets.fraction(fraction).images();
            assertThat(part).containsAll(smaller).hasSizeGreaterThan(smaller.size());
            assertThat(images).containsSubsequence(part);
            Set<String> patients = patients(part);
            assertThat(images.stream().filter(image -> patients.contains(image.patientId())))
                    .containsExactlyElementsOf(part);
            smaller = part;
        }
        assertThat(smaller).isEqualTo(images);
    }

    @Property(tries = 40)
    void aPartHasItsShareOfPatientsAndOfEachViewAndClass(
            @ForAll("images") List<CohortImage> images, @ForAll long seed) {
        NestedSubsets subsets = NestedSubsets.of(images, SplitUnit.PATIENT, seed);

        for (double fraction : FRACTIONS) {
            NestedSubsets.Subset part = subsets.fraction(fraction);
            assertThat(part.patients())
                    .isEqualTo((int) Math.round(fraction * patients(images).size()));
            for (View view : images.stream().map(CohortImage::view).distinct().toList()) {
                for (Label label : Label.values()) {
                    double all = count(images, view, label);
                    assertThat(count(part.images(), view, label) / all)
                            .as("%s %s of %s at %s", label.word(), view, all, fraction)
                            .isCloseTo(fraction, within(0.1));
                }
            }
        }
    }

    @Property(tries = 40)
    void oneSeedIsOneOrderWhateverTheOrderOfImages(
            @ForAll("images") List<CohortImage> images, @ForAll int seed, @ForAll long order) {
        List<CohortImage> shuffled = new ArrayList<>(images);
        Collections.shuffle(shuffled, new Random(order));

        Set<CohortImage> half = half(images, seed);

        assertThat(half(shuffled, seed)).isEqualTo(half);
        assertThat(half(images, seed + 1L)).isNotEqualTo(half);
    }

    @Property(tries = 40)
    void theNearestPartIsAsNearAsWholePatientsCanBe(
            @ForAll("images") List<CohortImage> images, @ForAll long seed) {
        int wanted = images.size() / 3;
        NestedSubsets subsets = NestedSubsets.of(images, SplitUnit.PATIENT, seed);

        NestedSubsets.Subset nearest = subsets.nearest(wanted);

        assertThat(nearest.fraction() * patients(images).size())
                .isCloseTo(nearest.patients(), within(1e-9));
        int distance = Math.abs(nearest.images().size() - wanted);
        for (int patients = 10; patients <= patients(images).size(); patients++) {
            double fraction = (double) patients / patients(images).size();
            assertThat(Math.abs(subsets.fraction(fraction).images().size() - wanted))
                    .isGreaterThanOrEqualTo(distance);
        }
    }

    @Example
    void aSinglePatientWithAClassIsAlwaysIn() {
        List<CohortImage> images = new ArrayList<>();
        for (int patient = 0; patient < 40; patient++) {
            images.add(Cohorts.image("p" + patient, "dorsal", 1, Label.NORMAL));
        }
        images.add(Cohorts.image("p17", "dorsal", 2, Label.ABNORMAL));

        for (int seed = 0; seed < 20; seed++) {
            NestedSubsets subsets = NestedSubsets.of(images, SplitUnit.PATIENT, seed);
            assertThat(patients(subsets.fraction(0.1).images())).contains("p17").hasSize(4);
        }
    }

    @Example
    void namesTheFractionTheViewAndTheClassThatItLacks() {
        List<CohortImage> images = new ArrayList<>();
        for (int patient = 0; patient < 10; patient++) {
            Label label = patient % 2 == 0 ? Label.NORMAL : Label.ABNORMAL;
            images.add(Cohorts.image("p" + patient, "dorsal", 1, label));
        }
        NestedSubsets subsets = NestedSubsets.of(images, SplitUnit.PATIENT, 1);

        assertThat(subsets.fraction(0.2).images()).hasSize(2);
        assertThatThrownBy(() -> subsets.fraction(0.1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageMatching(
                        "The fraction 0\\.1 of the 10 patients to train on, 1 of them, has no"
                                + " (ab)?normal images of the view dorsal; choose a larger"
                                + " fraction, or add patients");
    }

    @Example
    void imagesCanBeTheUnit() {
        List<CohortImage> images = Cohorts.random(5, 100, VIEWS, 3).images();

        assertThat(NestedSubsets.of(images, SplitUnit.IMAGE, 1).fraction(0.3).images()).hasSize(30);
        assertThat(NestedSubsets.of(images, SplitUnit.IMAGE, 1).nearest(33).images()).hasSize(33);
    }

    private static Set<CohortImage> half(List<CohortImage> images, long seed) {
        return Set.copyOf(NestedSubsets.of(images, SplitUnit.PATIENT, seed).fraction(0.5).images());
    }

    private static Set<String> patients(Collection<CohortImage> images) {
        return images.stream().map(CohortImage::patientId).collect(Collectors.toSet());
    }

    private static long count(Collection<CohortImage> images, View view, Label label) {
        return images.stream()
                .filter(image -> image.view().equals(view) && image.label() == label)
                .count();
    }
}
