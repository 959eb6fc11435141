package io.podagra.model.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.podagra.data.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageNoveltyTest {
    private final ImageNovelty novelty =
            Observations.fingerprint(Observations.of(1, 120, 4, 0)).novelty().orElseThrow();

    @Test
    void aTypicalImageLiesAtAboutOne() {
        assertThat(
                        Observations.of(2, 200, 1, 0).stream()
                                .mapToDouble(image -> novelty.distance(image.features()))
                                .average())
                .hasValueCloseTo(1.0, within(0.1));
    }

    @Test
    void imagesOfNewPatientsAreCalledUnusualAboutAsOftenAsItSays() {
        assertThat(novelty.falseAlarmRate()).isCloseTo(0.01, within(0.003));
        assertThat(shareUnusual(Observations.of(3, 2_000, 1, 0))).isLessThan(0.025);
    }

    @Test
    void imagesFromElsewhereAreUnusual() {
        assertThat(shareUnusual(Observations.of(4, 100, 1, 4))).isGreaterThan(0.9);
    }

    @Test
    void fewImagesHaveALargerRateThatItTells() {
        ImageNovelty few =
                Observations.fingerprint(Observations.of(1, 6, 4, 0)).novelty().orElseThrow();

        assertThat(few.falseAlarmRate()).isCloseTo(1.0 / 25, within(1e-12));
    }

    @Test
    void farAwayIsFarther() {
        float[] features = Observations.of(2, 1, 1, 0).get(0).features();
        float[] away = features.clone();
        away[0] += 5;
        float[] farAway = features.clone();
        farAway[0] += 50;

        assertThat(novelty.distance(farAway)).isGreaterThan(novelty.distance(away));
    }

    @Test
    void refusesFeaturesOfAnotherNetwork() {
        assertThatThrownBy(() -> novelty.distance(new float[7]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("7 features, expected the 40");
    }

    @Test
    void componentsAreThoseOfTheCovariance() {
        // Along the axes with variances 16, 4 and 1, up to a constant.
        float[][] rows = {{4, 0, 0}, {-4, 0, 0}, {0, 2, 0}, {0, -2, 0}, {0, 0, 1}, {0, 0, -1}};

        PrincipalComponents found = PrincipalComponents.of(rows, 2);

        assertThat(found.variances().get(0)).isCloseTo(32.0 / 5, within(1e-4));
        assertThat(found.variances().get(1)).isCloseTo(8.0 / 5, within(1e-4));
        assertThat(found.residual()).isCloseTo(2.0 / 5, within(1e-4));
        assertThat(Math.abs(found.components().at(0, 0))).isCloseTo(1, within(1e-4f));
        assertThat(found.mean()).isEqualTo(new FloatMatrix(new float[1][3]));
    }

    @Test
    void imagesThatAreAllTheSameAreNoFailure() {
        List<ScoredImage> same =
                Observations.of(1, 8, 3, 0).stream()
                        .map(image -> new ScoredImage(image.image(), 0.5, constant()))
                        .toList();

        ImageNovelty of = Observations.fingerprint(same).novelty().orElseThrow();

        assertThat(of.distance(constant())).isFinite();
    }

    private static float[] constant() {
        float[] features = new float[Observations.FEATURES];
        Arrays.fill(features, 2);
        return features;
    }

    private double shareUnusual(List<ScoredImage> images) {
        return images.stream().filter(image -> novelty.isUnusual(image.features())).count()
                / (double) images.size();
    }
}
