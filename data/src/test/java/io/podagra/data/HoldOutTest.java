package io.podagra.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Test parts by a column: another site, a later day. */
class HoldOutTest {
    /** Patients 1 to 12, one normal and one abnormal image each; by threes from site A, B, C, D. */
    private static final Cohort COHORT = cohort();

    private static Cohort cohort() {
        List<CohortImage> images = new ArrayList<>();
        for (int patient = 1; patient <= 12; patient++) {
            images.add(Cohorts.image("p%02d".formatted(patient), "dorsal", 1, Label.NORMAL));
            images.add(Cohorts.image("p%02d".formatted(patient), "dorsal", 2, Label.ABNORMAL));
        }
        return Cohorts.with("site", HoldOutTest::site, Cohorts.of(images));
    }

    private static int number(CohortImage image) {
        return Integer.parseInt(image.patientId().substring(1));
    }

    private static String site(CohortImage image) {
        return "ABCD".substring((number(image) - 1) / 3, (number(image) + 2) / 3);
    }

    private static Split by(Cohort cohort, SplitScheme scheme) {
        return Split.of(cohort, SplitSettings.defaults().withScheme(scheme), List.of());
    }

    private static Split byValues(String column, String... values) {
        return by(COHORT, new SplitScheme.HoldOutValues(column, List.of(values)));
    }

    private static Split byDay(Cohort cohort, String from) {
        return by(cohort, new SplitScheme.HoldOutFrom("acquired_at", LocalDate.parse(from)));
    }

    @Test
    void testsTheSitesThatAreNamedAndDividesTheRestByPatients() {
        Split split = byValues("site", "B", "D");

        assertThat(split.images(Part.TEST)).allMatch(image -> "BD".contains(site(image)));
        assertThat(split.images(Part.TEST)).hasSize(12);
        assertThat(split.images(Part.VALIDATION)).hasSize(2);
        assertThat(split.images(Part.TRAIN)).hasSize(10);
    }

    @Test
    void findsTheColumnInAnyCase() {
        assertThat(byValues("SITE", "A").images(Part.TEST)).hasSize(6);
    }

    @Test
    void namesTheColumnsThereAreForOneThereIsNot() {
        assertThatThrownBy(() -> byValues("centre", "B"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "holdOut: the manifest in cohort has no column 'centre' to hold images out"
                                + " by; choose one of 'site'");
    }

    @Test
    void namesTheValuesThereAreForEachThereIsNot() {
        assertThatThrownBy(() -> byValues("site", "E", "A", "b"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "holdOut: no image has 'E' in the column site; choose from 'A', 'B', 'C',"
                                + " 'D'\nholdOut: no image has 'b' in the column site; choose from"
                                + " 'A', 'B', 'C', 'D'");
    }

    @Test
    void refusesToHoldOutEverything() {
        assertThatThrownBy(() -> byValues("site", "A", "B", "C", "D"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("none is left to train on");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-03-%02d",
                "202403%02d",
                "2024-03-%02dT10:30:00Z",
                "2024-03-%02d 10:30"
            })
    void testsTheImagesOfADayAndLater(String format) {
        Cohort dated =
                Cohorts.with("acquired_at", image -> format.formatted(number(image)), COHORT);

        assertThat(byDay(dated, "2024-03-09").images(Part.TEST))
                .hasSize(8)
                .allMatch(image -> number(image) >= 9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "2024", "01.03.2024", "2024-02-30", "2024-03-01x"})
    void namesAnImageWhoseDateCannotBeRead(String date) {
        Cohort dated =
                Cohorts.with(
                        "acquired_at",
                        image -> image.equals(COHORT.images().get(3)) ? date : "2024-03-01",
                        COHORT);

        assertThatThrownBy(() -> byDay(dated, "2024-03-09"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "holdOut: the image 'images/p02-dorsal-2.png' has '"
                                + date
                                + "' in the column acquired_at, expected a date such as 2024-03-01;"
                                + " correct it in the manifest");
    }

    @ParameterizedTest
    @CsvSource({"2024-03-13, no", "2024-03-01, every"})
    void refusesADayThatDividesNothing(String from, String images) {
        Cohort dated =
                Cohorts.with(
                        "acquired_at", image -> "2024-03-%02d".formatted(number(image)), COHORT);

        assertThatThrownBy(() -> byDay(dated, from))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "holdOut: "
                                + images
                                + " image has a day from "
                                + from
                                + " on in the column acquired_at; choose a day after 2024-03-01"
                                + " and not after 2024-03-12");
    }

    @Test
    void namesThePatientsOnBothSides() {
        Cohort moved =
                Cohorts.with(
                        "site",
                        image ->
                                number(image) <= 2 && image.label() == Label.ABNORMAL
                                        ? "B"
                                        : site(image),
                        COHORT);

        assertThatThrownBy(() -> by(moved, new SplitScheme.HoldOutValues("site", List.of("B"))))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e ->
                                assertThat(e.problems())
                                        .hasSize(2)
                                        .first()
                                        .isEqualTo(
                                                "holdOut: the patient p01 would be on two sides of"
                                                    + " the split: 'images/p01-dorsal-2.png' (site"
                                                    + " B) is held out, 'images/p01-dorsal-1.png'"
                                                    + " (A) is not; leave this patient's images of"
                                                    + " one side out of the manifest, or hold out"
                                                    + " otherwise"));
    }

    @Test
    void dividesAPatientWhereImagesAreTheUnit() {
        Cohort halved =
                Cohorts.with(
                        "site",
                        image ->
                                image.patientId().equals("p01")
                                        ? "AB".substring(image.label().code())
                                        : site(image),
                        COHORT);

        Split split =
                Split.of(
                        halved,
                        SplitSettings.defaults()
                                .withUnit(SplitUnit.IMAGE)
                                .withScheme(new SplitScheme.HoldOutValues("site", List.of("B"))),
                        List.of());

        assertThat(split.images(Part.TEST)).hasSize(7);
        assertThat(split.cautions()).hasSize(1);
    }

    @Test
    void callsNoFigureTooGoodWhereNoTestPatientWasSeenThoughImagesAreTheUnit() {
        Split split =
                Split.of(
                        COHORT,
                        SplitSettings.defaults()
                                .withUnit(SplitUnit.IMAGE)
                                .withScheme(new SplitScheme.HoldOutValues("site", List.of("B"))),
                        List.of());

        assertThat(split.cautions())
                .singleElement()
                .asString()
                .matches(
                        "Split by images, not by patients: 0 of \\d+ test patients have images in"
                                + " training or validation too\\.");
    }

    @Test
    void saysHowToHoldOutOtherwiseWhenTheTestLacksAClass() {
        Cohort bySide = Cohorts.with("side", image -> image.label().word(), COHORT);

        assertThatThrownBy(
                        () ->
                                Split.of(
                                        bySide,
                                        SplitSettings.defaults()
                                                .withUnit(SplitUnit.IMAGE)
                                                .withScheme(
                                                        new SplitScheme.HoldOutValues(
                                                                "side", List.of("normal"))),
                                        List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(
                        "The test part of the split has for the view dorsal 0 abnormal and 12"
                                + " normal images, expected both classes; add patients, hold out"
                                + " otherwise by the column side, or leave this view out");
    }
}
