package io.podagra.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How few images can be divided for tuning, and what is said of fewer. */
class InnerSplitTest {
    @Test
    void twoPatientsWithBothClassesAreEnough() {
        List<CohortImage> images = both("p1", "p2");

        InnerSplit split = InnerSplit.holdOut(images, 0.2, 1);

        assertThat(split.training()).hasSize(2);
        assertThat(split.validation()).hasSize(2);
        assertThat(InnerSplit.folds(images, 2, 1)).hasSize(2);
    }

    @Test
    void namesTheViewAndClassOfWhichThereIsTooLittle() {
        List<CohortImage> images = new ArrayList<>(both("p1", "p2", "p3"));
        images.add(Cohorts.image("p1", "plantar", 3, Label.NORMAL));
        images.add(Cohorts.image("p2", "plantar", 3, Label.NORMAL));
        images.add(Cohorts.image("p3", "plantar", 3, Label.ABNORMAL));
        images.add(Cohorts.image("p3", "plantar", 4, Label.ABNORMAL));

        assertThatThrownBy(() -> InnerSplit.holdOut(images, 0.2, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "The abnormal images of the view plantar are of 1 of the 3 patients to"
                            + " train on, too few to have some on both sides of a division into"
                            + " training and validation; add patients, hold out another share, or"
                            + " leave this view out");
    }

    @Test
    void linkedPatientsCountOnce() {
        List<CohortImage> images = both("p1", "p2");
        ImagePair pair = new ImagePair(images.get(0), images.get(2));

        assertThatThrownBy(() -> InnerSplit.holdOut(images, 0.2, 1, List.of(pair)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(
                        "The normal images of the view dorsal are of 1 of the 1 patients (those"
                                + " linked by near-duplicates counted once) to train on, too few");
    }

    @Test
    void namesEveryClassThatIsNotInEveryFold() {
        List<CohortImage> images = new ArrayList<>(both("p1", "p2"));
        images.add(Cohorts.image("p3", "dorsal", 1, Label.NORMAL));
        images.add(Cohorts.image("p4", "dorsal", 1, Label.ABNORMAL));

        assertThatThrownBy(() -> InnerSplit.folds(images, 4, 1))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e ->
                                assertThat(e.problems())
                                        .containsExactlyInAnyOrder(
                                                tooFew(3, "normal"), tooFew(3, "abnormal")));
    }

    @Test
    void refusesFoldsAndSharesThatCannotBe() {
        List<CohortImage> images = both("p1", "p2");

        assertThatThrownBy(() -> InnerSplit.folds(images, 1, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("folds is 1, expected at least 2");
        assertThatThrownBy(() -> InnerSplit.folds(images, 3, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "folds is 3, but there are only 2 patients to divide; choose fewer folds");
        assertThatThrownBy(() -> InnerSplit.holdOut(images, 1, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("share is 1.0");
    }

    private static String tooFew(int patients, String label) {
        return "The %s images of the view dorsal are of %d of the 4 patients to train on, too few to have some in each of 4 folds; add patients, choose fewer folds, or leave this view out"
                .formatted(label, patients);
    }

    private static List<CohortImage> both(String... patients) {
        return Stream.of(patients)
                .flatMap(
                        patient ->
                                Stream.of(
                                        Cohorts.image(patient, "dorsal", 1, Label.NORMAL),
                                        Cohorts.image(patient, "dorsal", 2, Label.ABNORMAL)))
                .toList();
    }
}
