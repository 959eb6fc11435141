package io.podagra.data.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.podagra.data.CohortImage;
import io.podagra.data.Label;
import io.podagra.data.View;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssociationTest {
    @Test
    void cramersVAndAucAreThoseOfTheTable() {
        // 30 and 10 abnormal of 40 each: chi-squared 20 of 80 images; the root of 20/80 is 0.5.
        List<CohortImage> images = new ArrayList<>();
        add(images, "A", 30, 10);
        add(images, "B", 10, 30);

        Association.Strength strength = strength(images);

        assertThat(strength.cramersV()).isCloseTo(0.5, within(1e-12));
        // By hand: pairs won (30 x 30) and tied (30 x 10 + 10 x 30) of 40 x 40.
        assertThat(strength.auc()).isCloseTo((900 + 300.0) / 1600, within(1e-12));
        assertThat(strength.degreesOfFreedom()).isEqualTo(1);
        assertThat(strength.p()).isLessThan(0.001);
    }

    @Test
    void equalSharesAreNoAssociation() {
        List<CohortImage> images = new ArrayList<>();
        add(images, "A", 20, 20);
        add(images, "B", 10, 10);

        assertThat(strength(images).cramersV()).isZero();
        assertThat(strength(images).auc()).isEqualTo(0.5);
        assertThat(strength(images).p()).isEqualTo(1);
    }

    @Test
    void deviceThatTellsTheLabelHasBothAtOne() {
        List<CohortImage> images = new ArrayList<>();
        add(images, "A", 20, 0);
        add(images, "B", 0, 20);

        assertThat(strength(images).cramersV()).isCloseTo(1, within(1e-12));
        assertThat(strength(images).auc()).isEqualTo(1);
    }

    @Test
    void oneDeviceOneClassOrFewPatientsGiveNoStrength() {
        List<CohortImage> oneDevice = new ArrayList<>();
        add(oneDevice, "A", 20, 20);
        List<CohortImage> oneClass = new ArrayList<>();
        add(oneClass, "A", 20, 0);
        add(oneClass, "B", 20, 0);
        List<CohortImage> few = new ArrayList<>();
        add(few, "A", 9, 0);
        add(few, "B", 0, 9);

        assertThat(device(oneDevice).strength()).isEmpty();
        assertThat(device(oneClass).strength()).isEmpty();
        assertThat(device(few).strength()).isEmpty();
    }

    @Test
    void valueOfNearlyEveryImageGivesNoStrength() {
        List<CohortImage> images = new ArrayList<>();
        for (int level = 0; level < 101; level++) {
            add(images, "examination " + level, 2, 2);
        }

        assertThat(device(images).strength()).isEmpty();
        assertThat(device(images.subList(0, 400)).strength()).isPresent();
    }

    @Test
    void columnIsFoundInAnyCaseAndMissingValuesAreLeftOut() {
        List<CohortImage> images = new ArrayList<>();
        add(images, "A", 1, 1);
        add(images, " ", 1, 0);

        assertThat(device(images).levels()).containsExactly(new Association.Level("A", 2, 2, 1));
    }

    private static Association.Strength strength(List<CohortImage> images) {
        return device(images).strength().orElseThrow();
    }

    private static Association device(List<CohortImage> images) {
        return Association.of("device", images, image -> Columns.value(image, Columns.DEVICE));
    }

    /** Each of a patient of its own. */
    private static void add(List<CohortImage> images, String device, int abnormal, int normal) {
        for (int index = 0; index < abnormal + normal; index++) {
            String id = images.size() + ".png";
            images.add(
                    new CohortImage(
                            id,
                            Path.of(id),
                            "p" + id,
                            new View("dorsal"),
                            index < abnormal ? Label.ABNORMAL : Label.NORMAL,
                            Map.of("Device", device)));
        }
    }
}
