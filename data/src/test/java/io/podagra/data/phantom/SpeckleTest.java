package io.podagra.data.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fully developed speckle (Wagner et al. 1983, doi 10.1109/T-SU.1983.31404): the envelope of many
 * scatterers has Rayleigh's distribution, and looks as coarse as the point-spread function is wide.
 */
class SpeckleTest {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 400;
    private static final int IMAGES = 4;

    /** Rows enough for a correlation, few enough for one width of the point-spread function. */
    private static final int BAND = 40;

    private static EchoField uniform(Device device, long seed) {
        TissueMap map = new TissueMap(WIDTH, HEIGHT, device.probe().pixel());
        Arrays.fill(map.echo, 1);
        return new ImageFormation(map, device, Draws.of(seed)).field();
    }

    /** Band by band: the wider the point-spread function, the weaker the mean echo. */
    @ParameterizedTest
    @MethodSource("devices")
    void theEnvelopeOfUniformTissueHasRayleighsSignalToNoiseRatio(Device device) {
        double ratio = 0;
        for (int seed = 0; seed < IMAGES; seed++) {
            EchoField field = uniform(device, seed);
            for (int row = 0; row < HEIGHT; row += BAND) {
                ratio += Speckle.signalToNoise(field, row, row + BAND) * BAND / HEIGHT / IMAGES;
            }
        }

        double rayleigh = Math.sqrt(Math.PI / (4 - Math.PI));
        assertThat(ratio).isCloseTo(rayleigh, within(0.05 * rayleigh));
    }

    @ParameterizedTest
    @MethodSource("devices")
    void speckleIsAsWideAsThePointSpreadFunctionAndWidensAwayFromTheFocus(Device device) {
        Device.Probe probe = device.probe();
        double atFocus = width(device, (int) (probe.focus() * HEIGHT) - BAND / 2);
        double deepest = width(device, HEIGHT - BAND);

        assertThat(atFocus).isCloseTo(probe.lateral(), within(0.15 * probe.lateral()));
        double expected = ImageFormation.lateral(probe, 1 - BAND / 2.0 / HEIGHT);
        assertThat(deepest).isCloseTo(expected, within(0.15 * expected));
        assertThat(deepest).isGreaterThan(1.3 * atFocus);
    }

    /** Standard deviation of the point-spread function that the speckle of a band tells, mm. */
    private static double width(Device device, int fromRow) {
        double width = 0;
        for (int seed = 0; seed < IMAGES; seed++) {
            width += Speckle.lateralWidth(uniform(device, seed), fromRow, fromRow + BAND) / IMAGES;
        }
        return width * device.probe().pixel();
    }

    private static List<Device> devices() {
        return Device.KNOWN;
    }
}
