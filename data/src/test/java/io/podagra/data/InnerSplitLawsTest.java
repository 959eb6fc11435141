package io.podagra.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every division of training images. */
class InnerSplitLawsTest {
    private static final List<String> VIEWS = List.of("dorsal", "medial", "plantar");

    /** Large enough that every side gets both classes in every view. */
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

    @Property(tries = 60)
    void everyImageIsOnOneSideAndAPatientToo(
            @ForAll("images") List<CohortImage> images, @ForAll long seed) {
        InnerSplit split = InnerSplit.holdOut(images, 0.25, seed);

        assertThat(Stream.of(split.training(), split.validation()).flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(images);
        assertThat(patients(split.training()))
                .doesNotContainAnyElementsOf(patients(split.validation()));
    }

    @Property(tries = 60)
    void bothClassesComeNearTheShareInEveryView(
            @ForAll("images") List<CohortImage> images, @ForAll long seed) {
        InnerSplit split = InnerSplit.holdOut(images, 0.25, seed);

        for (View view : views(images)) {
            for (Label label : Label.values()) {
                long all = count(images, view, label);
                assertThat(count(split.validation(), view, label))
                        .as("%s %s of %d", label.word(), view, all)
                        .isPositive()
                        .isLessThan(all);
                assertThat((double) count(split.validation(), view, label) / all)
                        .isCloseTo(0.25, within(0.08));
            }
        }
    }

    @Property(tries = 40)
    void theOrderOfImagesDoesNotMatter(
            @ForAll("images") List<CohortImage> images, @ForAll long seed, @ForAll long order) {
        List<CohortImage> shuffled = new ArrayList<>(images);
        Collections.shuffle(shuffled, new Random(order));

        InnerSplit split = InnerSplit.holdOut(images, 0.25, seed);
        InnerSplit other = InnerSplit.holdOut(shuffled, 0.25, seed);

        assertThat(Set.copyOf(other.validation())).isEqualTo(Set.copyOf(split.validation()));
        assertThat(validated(InnerSplit.folds(shuffled, 3, seed)))
                .isEqualTo(validated(InnerSplit.folds(images, 3, seed)));
    }

    @Property(tries = 40)
    void eachSideKeepsTheOrderGiven(@ForAll("images") List<CohortImage> images, @ForAll long seed) {
        InnerSplit split = InnerSplit.holdOut(images, 0.25, seed);

        assertThat(images).containsSubsequence(split.training());
        assertThat(images).containsSubsequence(split.validation());
    }

    @Property(tries = 40)
    void oneSeedIsOneDivisionAndAnotherIsAnother(
            @ForAll("images") List<CohortImage> images, @ForAll int seed) {
        assertThat(InnerSplit.holdOut(images, 0.25, seed))
                .isEqualTo(InnerSplit.holdOut(images, 0.25, seed))
                .isNotEqualTo(InnerSplit.holdOut(images, 0.25, seed + 1L));
        assertThat(InnerSplit.folds(images, 3, seed))
                .isEqualTo(InnerSplit.folds(images, 3, seed))
                .isNotEqualTo(InnerSplit.folds(images, 3, seed + 1L));
    }

    @Property(tries = 40)
    void everyImageValidatesInExactlyOneFold(
            @ForAll("images") List<CohortImage> images,
            @ForAll @IntRange(min = 2, max = 5) int folds,
            @ForAll long seed) {
        List<InnerSplit> splits = InnerSplit.folds(images, folds, seed);

        assertThat(splits).hasSize(folds);
        assertThat(splits.stream().flatMap(split -> split.validation().stream()))
                .containsExactlyInAnyOrderElementsOf(images);
        for (InnerSplit split : splits) {
            assertThat(Stream.of(split.training(), split.validation()).flatMap(List::stream))
                    .containsExactlyInAnyOrderElementsOf(images);
            assertThat(patients(split.training()))
                    .doesNotContainAnyElementsOf(patients(split.validation()));
            for (View view : views(images)) {
                for (Label label : Label.values()) {
                    assertThat(count(split.validation(), view, label)).isPositive();
                    assertThat(count(split.training(), view, label)).isPositive();
                }
            }
        }
    }

    @Property(tries = 40)
    void nearDuplicatesStayTogether(@ForAll("images") List<CohortImage> images, @ForAll long seed) {
        List<ImagePair> pairs = pairs(images, 8, seed);

        for (InnerSplit split : InnerSplit.folds(images, 3, seed, pairs)) {
            assertThat(pairs).noneMatch(pair -> isDivided(pair, split));
        }
        InnerSplit heldOut = InnerSplit.holdOut(images, 0.25, seed, pairs);
        assertThat(pairs).noneMatch(pair -> isDivided(pair, heldOut));
    }

    /** Not even a chain over a stranger changes anything. */
    @Property(tries = 20)
    void pairsWithImagesThatAreNotGivenDoNotCount(
            @ForAll("images") List<CohortImage> images, @ForAll long seed) {
        CohortImage stranger = Cohorts.image("stranger", "dorsal", 1, Label.NORMAL);
        List<ImagePair> chain =
                images.stream().map(image -> new ImagePair(image, stranger)).toList();

        assertThat(InnerSplit.holdOut(images, 0.25, seed, chain))
                .isEqualTo(InnerSplit.holdOut(images, 0.25, seed));
    }

    private static Set<String> patients(Collection<CohortImage> images) {
        return images.stream().map(CohortImage::patientId).collect(Collectors.toSet());
    }

    private static Set<View> views(Collection<CohortImage> images) {
        return images.stream().map(CohortImage::view).collect(Collectors.toSet());
    }

    private static long count(Collection<CohortImage> images, View view, Label label) {
        return images.stream()
                .filter(image -> image.view().equals(view) && image.label() == label)
                .count();
    }

    private static List<Set<CohortImage>> validated(List<InnerSplit> splits) {
        return splits.stream().map(split -> Set.copyOf(split.validation())).toList();
    }

    private static boolean isDivided(ImagePair pair, InnerSplit split) {
        return split.validation().contains(pair.first())
                != split.validation().contains(pair.second());
    }

    private static List<ImagePair> pairs(List<CohortImage> images, int number, long seed) {
        Random random = new Random(seed);
        Set<ImagePair> pairs = new HashSet<>();
        while (pairs.size() < number) {
            int first = random.nextInt(images.size() - 1);
            int second = first + 1 + random.nextInt(images.size() - 1 - first);
            pairs.add(new ImagePair(images.get(first), images.get(second)));
        }
        return List.copyOf(pairs);
    }
}
