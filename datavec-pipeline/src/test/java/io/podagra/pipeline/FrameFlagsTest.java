package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.data.audit.Box;
import io.podagra.data.audit.FrameFlag;
import java.awt.Color;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // A scope works by being open.
class FrameFlagsTest {
    private static final Box TISSUE = new Box(40, 40, 400, 280);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void greyTissueHasNoFlags(long seed) {
        assertThat(flagsOf(screen(seed))).isEmpty();
    }

    @Test
    void flowOverTissueIsColourDoppler() {
        assertThat(flagsOf(screen(1).flow(200, 150, 14, 1)))
                .containsExactly(FrameFlag.COLOUR_DOPPLER);
    }

    @Test
    void flowOverTintedTissueIsColourDopplerToo() {
        assertThat(flagsOf(screen(1).tinted().flow(200, 150, 14, 1)))
                .containsExactly(FrameFlag.COLOUR_DOPPLER);
    }

    @Test
    void tintIsNoFlow() {
        assertThat(flagsOf(screen(1).tinted())).isEmpty();
    }

    @Test
    void coloursBesideTheTissueAreNoFlow() {
        assertThat(flagsOf(screen(1).flow(460, 20, 14, 1))).isEmpty();
    }

    @Test
    void logoOfOneColourIsNoFlow() {
        assertThat(flagsOf(screen(1).bar(60, 60, 40, 24, new Color(20, 60, 220)))).isEmpty();
    }

    @Test
    void colouredTextAndBarsAreNoFlow() {
        DeviceScreen screen = screen(1).text("MTP1 LEFT", 120, 200, Color.YELLOW);
        for (int row = 0; row < 120; row++) {
            screen.bar(60, 60 + row, 14, 1, new Color(255, 2 * row, 0));
        }
        assertThat(flagsOf(screen)).isEmpty();
    }

    @Test
    void twoPiecesOfTissueOfLikeSizeAreTwoScreens() {
        assertThat(
                        flagsOf(
                                DeviceScreen.of(520, 300, 0)
                                        .tissue(new Box(20, 40, 220, 200), 4)
                                        .tissue(new Box(280, 50, 210, 190), 5)))
                .containsExactly(FrameFlag.DUAL_SCREEN);
    }

    @Test
    void smallImageBelowALargeOneIsNoSecondScreen() {
        assertThat(
                        flagsOf(
                                DeviceScreen.of(520, 420, 0)
                                        .tissue(new Box(60, 20, 400, 260), 4)
                                        .tissue(new Box(180, 320, 160, 80), 5)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void twoImagesThatTouchAreTwoScreens(long seed) {
        Box left = new Box(40, 40, 200, 280);
        Box right = new Box(240, 40, 200, 280);
        assertThat(
                        flagsOf(
                                DeviceScreen.of(480, 360, 0)
                                        .tissue(left, seed)
                                        .tissue(right, seed + 100)))
                .containsExactly(FrameFlag.DUAL_SCREEN);
    }

    @Test
    void shadowInTheMiddleIsNoSeam() {
        assertThat(flagsOf(screen(1).shadow(new Box(200, 120, 80, 200)))).isEmpty();
    }

    private static DeviceScreen screen(long seed) {
        return DeviceScreen.of(480, 360, 0).tissue(TISSUE, seed);
    }

    private static Set<FrameFlag> flagsOf(DeviceScreen screen) {
        try (NativeScope scope = NativeScope.ofOpenCv()) {
            GreyPicture picture = screen.toPicture();
            return FrameFlags.of(screen.toMat(), picture, TissueArea.of(picture));
        }
    }
}
