package io.podagra.model.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.data.InvalidInputException;
import io.podagra.model.ModelArchive;
import io.podagra.model.ModelEntries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {
    @Test
    void comesBackFromTheZipAsItWas() throws IOException {
        Fingerprint taken = Observations.fingerprint(Observations.of(1, 20, 4, 0));

        assertThat(Fingerprint.read(zip(taken.json()))).contains(taken);
    }

    @Test
    void namesNoPatientAndNoRareDevice() {
        List<ScoredImage> images = new ArrayList<>(Observations.of(1, 12, 2, 0));
        images.add(
                new ScoredImage(
                        Observations.observed("patient-x", "RARE", new Random(1)),
                        0.5,
                        new float[Observations.FEATURES]));

        Fingerprint taken = Observations.fingerprint(images);

        assertThat(taken.devices())
                .hasValueSatisfying(
                        devices -> {
                            assertThat(devices.patients()).containsOnlyKeys("B");
                            assertThat(devices.others()).isEqualTo(5);
                        });
        assertThat(new String(taken.json(), StandardCharsets.UTF_8))
                .doesNotContain("patient-x", "RARE", "\"p1\"");
    }

    @Test
    void staysSmallWithTheFeaturesOfAResNet50() {
        Random random = new Random(1);
        List<ScoredImage> images = new ArrayList<>();
        for (int image = 0; image < 200; image++) {
            float[] features = new float[2048];
            for (int feature = 0; feature < features.length; feature++) {
                features[feature] = (float) random.nextGaussian();
            }
            images.add(
                    new ScoredImage(
                            Observations.observed("p" + image / 4, "A", random), 0.5, features));
        }

        assertThat(Observations.fingerprint(images).json().length).isLessThan(300_000);
    }

    @Test
    void keepsNoFigureOfFewerThanFivePatients() {
        Fingerprint four = Observations.fingerprint(Observations.of(1, 4, 10, 0));

        assertThat(four.features()).isEmpty();
        assertThat(four.novelty()).isEmpty();
        assertThat(four.quantities()).isEmpty();
        assertThat(four.devices().orElseThrow().patients()).isEmpty();
        assertThat(Observations.fingerprint(Observations.of(1, 5, 10, 0)).quantities())
                .extracting(one -> one.quantity().name())
                .contains("grey-mean", "score", "feature-distance");
    }

    @Test
    void keepsThoseOfSeenImagesWhereFewPatientsWereHeldOut() {
        List<ScoredImage> images = Observations.of(1, 12, 4, 0);

        Fingerprint taken =
                Fingerprint.of(
                        images.stream().map(ScoredImage::image).toList(),
                        images.subList(0, 12),
                        List.of("dorsal"),
                        true);

        assertThat(taken.heldOut().patients()).isEqualTo(3);
        assertThat(taken.quantities())
                .isNotEmpty()
                .allSatisfy(summary -> assertThat(summary.patients()).isEqualTo(12))
                .noneSatisfy(summary -> assertThat(summary.quantity().heldOut()).isTrue());
    }

    @Test
    void aPatientCountsAsOneHoweverManyImages() {
        assertThat(PatientMeans.of(List.of("a", "b", "a", "a"), new double[] {1, 10, 2, 6}))
                .containsExactly(3.0, 10.0);
        assertThat(Observations.fingerprint(Observations.of(1, 9, 7, 0)).quantities())
                .allSatisfy(summary -> assertThat(summary.patients()).isEqualTo(9));
    }

    @Test
    void otherImagesAreMeasuredByTheSameQuantitiesInTheSameOrder() {
        Fingerprint taken = Observations.fingerprint(Observations.of(1, 20, 4, 0));

        assertThat(taken.measure(Observations.of(2, 3, 2, 0)))
                .extracting(Quantity.Measured::quantity)
                .isEqualTo(taken.quantities().stream().map(QuantitySummary::quantity).toList());
    }

    @Test
    void histogramHoldsEveryValueAlsoThoseFarOutside() {
        Histogram histogram = Histogram.around(0, 1, List.of(-9.0, 0.1, 0.2, 40.0));

        assertThat(histogram.shares().stream().mapToDouble(share -> share).sum())
                .isCloseTo(1, within(1e-12));
        Histogram extended = histogram.extendedTo(List.of(5.2, 6.1));
        assertThat(extended.width()).isEqualTo(histogram.width());
        assertThat(extended.low()).isEqualTo(histogram.low());
        assertThat(extended.high()).isGreaterThan(6.1);
    }

    @Test
    void refusesThatOfALaterRelease() throws IOException {
        byte[] json =
                new String(
                                Observations.fingerprint(Observations.of(1, 9, 2, 0)).json(),
                                StandardCharsets.UTF_8)
                        .replace(Fingerprint.SCHEMA, "podagra.fingerprint/9")
                        .getBytes(StandardCharsets.UTF_8);
        ModelArchive later = zip(json);

        assertThatThrownBy(() -> Fingerprint.read(later))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("podagra.fingerprint/9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "features/residual | 0",
                "features/variances/0 | -1",
                "features/limit | -0.5",
                "features/falseAlarmRate | 1.5",
                "features/mean/columns | 0",
                "features/components/rows | 1073741825",
                "quantities/0/deviation | -1",
                "quantities/0/quantity/resolution | 0",
                "quantities/0/histogram/width | 0",
                "quantities/0/histogram/shares/3 | 7",
                "devices/others | -3",
                "seen/patients | -1",
            })
    void refusesNumbersThatNoFingerprintHas(String place, double number) throws IOException {
        JsonNode json =
                new ObjectMapper()
                        .readTree(Observations.fingerprint(Observations.of(1, 20, 4, 0)).json());
        JsonPointer pointer = JsonPointer.compile("/" + place);
        JsonNode parent = json.at(pointer.head());
        JsonNode value =
                number == Math.rint(number)
                        ? LongNode.valueOf((long) number)
                        : DoubleNode.valueOf(number);
        assertThat(json.at(pointer).isNumber()).isTrue();
        if (parent instanceof ArrayNode array) {
            array.set(pointer.last().getMatchingIndex(), value);
        } else {
            ((ObjectNode) parent).set(pointer.last().getMatchingProperty(), value);
        }
        ModelArchive foreign = zip(json.toString().getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> Fingerprint.read(foreign))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(ModelEntries.FINGERPRINT);
    }

    private static ModelArchive zip(byte[] json) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(ModelEntries.FINGERPRINT));
            zip.write(json);
            zip.closeEntry();
        }
        return ModelArchive.open("model.zip", bytes.toByteArray());
    }
}
