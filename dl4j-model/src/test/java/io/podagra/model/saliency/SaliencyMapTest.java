package io.podagra.model.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SaliencyMapTest {
    @Test
    void theLargestEvidenceIsOneAndWhatSpeaksAgainstIsLeftOut() {
        SaliencyMap map = SaliencyMap.of(2, new float[] {-3, 1, 4, 0});

        assertThat(map.at(0, 0)).isZero();
        assertThat(map.at(1, 0)).isEqualTo(0.25f);
        assertThat(map.at(0, 1)).isEqualTo(1);
        assertThat(map.peak()).contains(new SaliencyMap.Pixel(0, 1));
        assertThat(map.isEmpty()).isFalse();
    }

    @Test
    void withoutEvidenceForItAMapIsEmpty() {
        assertThat(SaliencyMap.of(2, new float[] {-3, -1, 0, 0}).isEmpty()).isTrue();
    }

    @Test
    void evidenceThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> SaliencyMap.of(1, new float[] {Float.NaN}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
    }

    @Test
    void aCellIsSpreadAroundItsMiddleAndLosesNothing() {
        float[] pixels = new CellBlur(4, 2, 4).spread(new float[][] {{0, 0}, {0, 5}}, 9);

        SaliencyMap map = SaliencyMap.of(9, pixels);
        double sum = 0;
        for (float pixel : pixels) {
            sum += pixel;
        }
        assertThat(map.peak()).contains(new SaliencyMap.Pixel(6, 6));
        assertThat(sum).isCloseTo(5, within(1e-4));
    }
}
