package io.podagra.data.phantom;

import java.util.Arrays;
import java.util.Locale;

/** Prints the speckle statistics of uniform tissue, for each device, as a Markdown table. */
public final class SpeckleReport {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 400;
    private static final int IMAGES = 20;
    private static final int BAND = 40;

    private SpeckleReport() {}

    public static void main(String[] arguments) {
        double rayleigh = Math.sqrt(Math.PI / (4 - Math.PI));
        System.out.printf(Locale.ROOT, "Rayleigh: %.4f%n%n", rayleigh);
        System.out.println("| device | envelope SNR | off by | width at focus: set, found | at the"
                + " image's end: set, found |");
        System.out.println("|---|---|---|---|---|");
        for (Device device : Device.values()) {
            Device.Probe probe = device.probe();
            int focus = (int) (probe.focus() * HEIGHT) - BAND / 2;
            double ratio = 0;
            double atFocus = 0;
            double atEnd = 0;
            for (int seed = 0; seed < IMAGES; seed++) {
                EchoField field = uniform(device, seed);
                for (int row = 0; row < HEIGHT; row += BAND) {
                    ratio += Speckle.signalToNoise(field, row, row + BAND) * BAND / HEIGHT;
                }
                atFocus += Speckle.lateralWidth(field, focus, focus + BAND) * probe.pixel();
                atEnd += Speckle.lateralWidth(field, HEIGHT - BAND, HEIGHT) * probe.pixel();
            }
            ratio /= IMAGES;
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.3f | %+.1f %% | %.3f, %.3f mm | %.3f, %.3f mm |%n",
                    device.label(),
                    ratio,
                    100 * (ratio / rayleigh - 1),
                    probe.lateral(),
                    atFocus / IMAGES,
                    ImageFormation.lateral(probe, 1 - BAND / 2.0 / HEIGHT),
                    atEnd / IMAGES);
        }
    }

    private static EchoField uniform(Device device, long seed) {
        TissueMap map = new TissueMap(WIDTH, HEIGHT, device.probe().pixel());
        Arrays.fill(map.echo, 1);
        return new ImageFormation(map, device, Draws.of(seed)).field();
    }
}
