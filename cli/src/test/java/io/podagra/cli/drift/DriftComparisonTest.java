package io.podagra.cli.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import io.podagra.model.fingerprint.Fingerprint;
import io.podagra.model.fingerprint.ObservedImage;
import io.podagra.model.fingerprint.Quantity;
import io.podagra.model.fingerprint.QuantitySummary;
import io.podagra.model.fingerprint.ScoredImage;
import io.podagra.pipeline.ImageTraits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftComparisonTest {
    private static final int FEATURES = 12;
    private final Fingerprint reference = fingerprint(60);

    @TempDir private Path folder;

    @Test
    void newPatientsOfTheSameHospitalAreTheSame() {
        Drift drift = DriftComparison.of(reference, images(2, 60, 0, "A", "B"));

        assertThat(drift.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Same.class,
                        same -> assertThat(same.detectable()).isBetween(0.5, 1.0));
        assertThat(DriftWords.sentence(drift)).startsWith("Same: no shift was found");
        assertThat(drift.patients()).isEqualTo(60);
    }

    /** Of 40 hospitals that are the same, 2 are expected to be called shifted. */
    @Test
    void falseAlarmsAreRareThoughImagesOfAPatientAreAlike() {
        long alarms =
                new Random(9)
                        .longs(40)
                        .mapToObj(
                                seed ->
                                        DriftComparison.of(
                                                reference, images(seed, 20, 0, "A", "B")))
                        .filter(drift -> drift.verdict() instanceof Verdict.Shifted)
                        .count();

        assertThat(alarms).isLessThanOrEqualTo(5);
    }

    @Test
    void brighterImagesAreShiftedAndSayByHowMuch() {
        Drift drift = DriftComparison.of(reference, images(3, 40, 2, "A", "B"));

        assertThat(drift.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Shifted.class,
                        shifted -> {
                            Verdict.Finding first = shifted.findings().get(0);
                            assertThat(first.name()).isEqualTo("grey-mean");
                            assertThat(first.effect()).isBetween(1.2, 2.8);
                            assertThat(first.interval().orElseThrow().low()).isPositive();
                            assertThat(first.p()).isLessThan(0.05);
                        });
        assertThat(DriftWords.sentence(drift)).startsWith("Shifted: mean grey value");
    }

    @Test
    void anUnseenDeviceIsNamedAndComesFirst() {
        Drift drift = DriftComparison.of(reference, images(4, 20, 0, "C", "C"));

        assertThat(((Verdict.Shifted) drift.verdict()).findings().get(0).name())
                .isEqualTo("device");
        assertThat(DriftWords.remarks(drift))
                .contains("Devices never seen in training: C (20 patients)");
    }

    @Test
    void fewPatientsAreTooFewToTellAndItSaysHowManyItTakes() {
        Drift drift = DriftComparison.of(reference, images(5, 4, 0, "A", "B"));

        assertThat(drift.verdict()).isInstanceOf(Verdict.TooFew.class);
        assertThat(DriftWords.sentence(drift))
                .startsWith("Too few to tell: no shift was found, but 4 patients came;")
                .containsPattern("would be found with \\d\\d\\.");
    }

    @Test
    void aSmallReferenceIsTooFewWhateverComes() {
        Drift drift = DriftComparison.of(fingerprint(8), images(6, 200, 0, "A", "B"));

        assertThat(DriftWords.sentence(drift)).contains("the model was validated on 8 patients");
    }

    @Test
    void aReferenceOfTooFewPatientsForFiguresSaysSo() throws IOException {
        Drift drift = DriftComparison.of(fingerprint(4), images(6, 20, 0, "A", "B"));

        assertThat(drift.quantities()).isEmpty();
        assertThat(DriftWords.sentence(drift))
                .containsPattern("the model was validated on too few images .\\d+ of 4 patients");
        DriftReport.write(folder, drift, "model.zip", true);
        assertThat(folder.resolve("drift.html")).content().contains("validated on too few images");
    }

    @Test
    void withoutDevicesAndViewsTheRestIsStillCompared() {
        List<ScoredImage> unknown =
                images(7, 40, 2, "A", "B").stream()
                        .map(
                                image ->
                                        new ScoredImage(
                                                new ObservedImage(
                                                        image.image().patient(),
                                                        "",
                                                        Optional.empty(),
                                                        image.image().traits()),
                                                image.score(),
                                                new float[FEATURES]))
                        .toList();

        Drift drift = DriftComparison.of(reference, unknown);

        assertThat(drift.devices()).isEmpty();
        assertThat(drift.quantities())
                .extracting(one -> one.reference().quantity().name())
                .contains("grey-mean", "score")
                .noneMatch(name -> name.startsWith("view-"));
        assertThat(drift.verdict()).isInstanceOf(Verdict.Shifted.class);
    }

    @Test
    void quantitiesAreMatchedByTheirNamesInWhateverOrder() {
        List<QuantitySummary> turned = new ArrayList<>(reference.quantities());
        Collections.reverse(turned);
        List<ScoredImage> images = images(3, 40, 2, "A", "B");

        Drift drift = DriftComparison.of(with(turned), images);

        assertThat(drift.verdict()).isEqualTo(DriftComparison.of(reference, images).verdict());
        assertThat(drift.quantities())
                .allMatch(one -> one.reference().quantity().equals(one.fresh().quantity()));
    }

    @Test
    void aFingerprintOfOtherQuantitiesIsRefusedByTheirNames() {
        List<QuantitySummary> other = new ArrayList<>(reference.quantities());
        QuantitySummary width = other.remove(0);
        QuantitySummary depth =
                new QuantitySummary(
                        new Quantity("depth", 1, false),
                        width.patients(),
                        width.mean(),
                        width.deviation(),
                        width.histogram());
        other.add(depth);

        assertThatThrownBy(() -> DriftComparison.of(with(other), images(3, 4, 0, "A")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("(not measured: depth; missing in it: width; in it twice");
        other.set(other.size() - 1, width);
        other.add(width);
        assertThatThrownBy(() -> DriftComparison.of(with(other), images(3, 4, 0, "A")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("in it twice: width");
    }

    private Fingerprint with(List<QuantitySummary> quantities) {
        return new Fingerprint(
                reference.schema(),
                reference.synthetic(),
                reference.views(),
                reference.seen(),
                reference.heldOut(),
                quantities,
                reference.devices(),
                reference.features());
    }

    @Test
    void pageAndFiguresNeedNothingButThemselvesAndSayWhatIsSynthetic() throws Exception {
        Drift drift = DriftComparison.of(reference, images(3, 40, 2, "A", "<C>"));

        DriftReport.write(folder, drift, "model.zip", true);

        assertThat(Files.readString(folder.resolve("drift.html")))
                .contains("Have the images changed?", "Synthetic data", "&lt;C&gt;", "<svg")
                .doesNotContain("<C>", "https:", "<script", "src=");
        assertThat(Files.readString(folder.resolve("drift.json")))
                .contains("podagra.drift/1", "\"verdict\" : \"shifted\"", "\"synthetic\" : true")
                .doesNotContain("NaN");
    }

    private static Fingerprint fingerprint(int patients) {
        List<ScoredImage> images = images(1, patients, 0, "A", "B");
        return Fingerprint.of(
                images.stream().map(ScoredImage::image).toList(),
                images,
                List.of("dorsal", "medial"),
                true);
    }

    /**
     * Three images of each patient, who differ more than the images do.
     *
     * @param brighter mean grey value, in standard deviations between patients
     */
    private static List<ScoredImage> images(
            long seed, int patients, double brighter, String... devices) {
        Random random = new Random(seed);
        List<ScoredImage> images = new ArrayList<>();
        for (int patient = 0; patient < patients; patient++) {
            double grey = 50 + 5 * (random.nextGaussian() + brighter);
            double sharp = 0.5 + 0.05 * random.nextGaussian();
            double score = random.nextDouble();
            double own = random.nextGaussian();
            String device = devices[random.nextInt(devices.length)];
            for (int image = 0; image < 3; image++) {
                ImageTraits traits =
                        new ImageTraits(
                                640,
                                480,
                                grey + random.nextGaussian(),
                                30 + random.nextGaussian(),
                                0.4,
                                120 + random.nextGaussian(),
                                sharp,
                                3 + 0.3 * random.nextGaussian());
                float[] features = new float[FEATURES];
                for (int feature = 0; feature < FEATURES; feature++) {
                    features[feature] = (float) (own * feature + random.nextGaussian());
                }
                images.add(
                        new ScoredImage(
                                new ObservedImage(
                                        "p" + patient,
                                        image == 0 ? "dorsal" : "medial",
                                        Optional.of(device),
                                        traits),
                                score,
                                features));
            }
        }
        return images;
    }
}
