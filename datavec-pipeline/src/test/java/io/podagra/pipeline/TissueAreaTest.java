package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.podagra.data.audit.Box;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // A scope works by being open.
class TissueAreaTest {
    private static final Box TISSUE = new Box(90, 60, 300, 220);

    /** Pixels by which the window that is counted in may miss an edge. */
    private static final int TOLERANCE = 6;

    @Test
    void imageWithoutAFrameIsAllTissue() {
        Box all = new Box(0, 0, 300, 220);

        TissueArea area = areaOf(DeviceScreen.of(300, 220, 0).tissue(all, 1));

        assertThat(area.box()).isEqualTo(all);
        assertThat(area.sure()).isTrue();
        assertThat(area.parts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 24, 60})
    void frameTextAndBarsAreCutOff(int ground) {
        TissueArea area = areaOf(screen(ground));

        assertThat(area.sure()).isTrue();
        assertAround(area.box(), TISSUE);
    }

    @Property(tries = 20)
    void placeAndSizeDoNotMatter(
            @ForAll @IntRange(min = 40, max = 150) int x,
            @ForAll @IntRange(min = 40, max = 120) int y,
            @ForAll @IntRange(min = 120, max = 320) int width,
            @ForAll @IntRange(min = 100, max = 230) int height,
            @ForAll @IntRange(min = 1, max = 1000) int seed) {
        Box tissue = new Box(x, y, width, height);

        TissueArea area = areaOf(DeviceScreen.of(520, 400, 0).tissue(tissue, seed));

        assertAround(area.box(), tissue);
    }

    @Test
    void whatWasCutOnceIsHardlyCutAgain() throws IOException {
        FrameCleaner cleaner = new FrameCleaner(true, false);
        BufferedImage once;
        try (NativeScope scope = NativeScope.ofOpenCv()) {
            once = picture(cleaner.clean(screen(0).toMat()));
        }
        int[] none = null;
        int[] grey = once.getRaster().getPixels(0, 0, once.getWidth(), once.getHeight(), none);
        byte[] samples = new byte[grey.length];
        for (int pixel = 0; pixel < grey.length; pixel++) {
            samples[pixel] = (byte) grey[pixel];
        }

        BufferedImage twice = picture(cleaner.clean(once.getWidth(), once.getHeight(), samples));

        assertThat(twice.getWidth()).isCloseTo(once.getWidth(), within(TOLERANCE));
        assertThat(twice.getHeight()).isCloseTo(once.getHeight(), within(TOLERANCE));
    }

    private static BufferedImage picture(FrameCleaner.Cleaned cleaned) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(cleaned.png()));
    }

    @Test
    void blackBelowTissueThatWasCutOutIsKept() {
        TissueArea area = areaOf(DeviceScreen.of(300, 300, 0).tissue(new Box(0, 0, 300, 180), 2));

        assertThat(area.box()).isEqualTo(new Box(0, 0, 300, 300));
        assertThat(area.sure()).isFalse();
    }

    @Test
    void pageOfTextIsNoTissue() {
        DeviceScreen page = DeviceScreen.of(480, 360, 0);
        for (int line = 1; line < 17; line++) {
            page.text("Report of P. Atient, born 1950-01-01", 20, 20 * line, Color.WHITE);
        }

        TissueArea area = areaOf(page);

        assertThat(area.box()).isEqualTo(new Box(0, 0, 480, 360));
        assertThat(area.sure()).isFalse();
    }

    @Test
    void twoImagesAreTwoParts() {
        DeviceScreen screen =
                DeviceScreen.of(520, 300, 0)
                        .tissue(new Box(20, 40, 220, 200), 4)
                        .tissue(new Box(280, 40, 220, 200), 5);

        assertThat(areaOf(screen).parts()).hasSize(2);
    }

    private static DeviceScreen screen(int ground) {
        return DeviceScreen.of(480, 360, ground)
                .text("P. ATIENT 1950-01-01", 10, 20, Color.WHITE)
                .text("HOSPITAL", 300, 40, Color.YELLOW)
                .text("12 MHz  3 cm", 10, 340, Color.WHITE)
                .bar(440, 80, 16, 120, new Color(150, 150, 150))
                .tissue(TISSUE, 3);
    }

    private static TissueArea areaOf(DeviceScreen screen) {
        try (NativeScope scope = NativeScope.ofOpenCv()) {
            return TissueArea.of(screen.toPicture());
        }
    }

    private static void assertAround(Box actual, Box expected) {
        assertThat(actual.x()).isCloseTo(expected.x(), within(TOLERANCE));
        assertThat(actual.y()).isCloseTo(expected.y(), within(TOLERANCE));
        assertThat(actual.right()).isCloseTo(expected.right(), within(TOLERANCE));
        assertThat(actual.bottom()).isCloseTo(expected.bottom(), within(TOLERANCE));
    }
}
