package io.podagra.data.phantom;

import java.util.HashMap;
import java.util.Map;

/**
 * From tissue to grey levels, as a linear probe and its device do it: complex Gaussian scatterers
 * give fully developed speckle, a point-spread function that widens away from the focus blurs it,
 * the gain is set by depth, electronic noise added, and the logarithm of the envelope shown.
 * Constants [G].
 */
final class ImageFormation {
    private static final double BRIGHTEST = 0.985;
    private static final int GAIN_KNOTS = 6;
    private static final double GAIN_ERROR = 2;
    private static final Range DYNAMIC_RANGE = new Range(50, 72);
    private static final Range GAIN = new Range(-5, 5);
    private static final double DECIBELS_PER_NEPER = 20 / Math.log(10);

    /** How much wider the lateral point-spread function is a whole image's depth off the focus. */
    private static final double DEFOCUS = 1.8;

    private final TissueMap map;
    private final Device device;
    private final Draws draws;

    ImageFormation(TissueMap map, Device device, Draws frame) {
        this.map = map;
        this.device = device;
        this.draws = frame.branch("image formation");
    }

    /** Grey levels from 0 to 1, row by row. */
    float[] form() {
        EchoField field = field();
        applyGain(field);
        return compress(field);
    }

    /** The echoes as the probe receives them, before any gain and noise. */
    EchoField field() {
        EchoField field = new EchoField(map.width, map.height);
        scatter(field);
        blur(field.real);
        blur(field.imaginary);
        return field;
    }

    /**
     * Standard deviation of the point-spread function across, mm.
     *
     * @param depth as a share of the image's
     */
    static double lateral(Device.Probe probe, double depth) {
        return probe.lateral() * (1 + DEFOCUS * Math.abs(depth - probe.focus()));
    }

    private void scatter(EchoField field) {
        float[] real = field.real;
        float[] imaginary = field.imaginary;
        double[] phase = draws.branch("phase").uniforms(map.width, -0.5, 0.5);
        for (int at = 0; at < real.length; at++) {
            double scatter = 0.7 * map.echo[at];
            real[at] = (float) (scatter * draws.gaussian());
            imaginary[at] = (float) (scatter * draws.gaussian());
        }
        float[] cosine = new float[map.width];
        float[] sine = new float[map.width];
        for (int x = 0; x < map.width; x++) {
            cosine[x] = (float) Math.cos(phase[x]);
            sine[x] = (float) Math.sin(phase[x]);
        }
        addMirror(real, cosine, 0, 1);
        addMirror(imaginary, sine, 0, 1);
        double reverberation = draws.uniform(2.2, 4);
        for (int echo = 1; echo <= 2; echo++) {
            double amplitude = TissueMap.amplitude(-26.0 * echo) * draws.unit();
            int rows = echo * (int) (reverberation / map.pixel);
            addMirror(real, cosine, rows, (float) amplitude);
            addMirror(imaginary, sine, rows, (float) amplitude);
        }
        for (int i = 0; i < real.length; i++) {
            if (map.loss[i] > 0) {
                float passed = (float) Math.exp(-map.loss[i] / DECIBELS_PER_NEPER);
                real[i] *= passed;
                imaginary[i] *= passed;
            }
        }
    }

    /** Adds the mirror-like echoes, so many rows too deep. */
    private void addMirror(float[] plane, float[] part, int rows, float amplitude) {
        for (int row = rows; row < map.height; row++) {
            int to = row * map.width;
            int from = (row - rows) * map.width;
            for (int x = 0; x < map.width; x++) {
                plane[to + x] += amplitude * part[x] * map.mirror[from + x];
            }
        }
    }

    private void blur(float[] plane) {
        Device.Probe probe = device.probe();
        Gaussian.blurColumns(plane, map.width, Gaussian.kernel(probe.axial() / map.pixel));
        Map<Long, float[]> kernels = new HashMap<>();
        float[] padded = new float[map.width * 2];
        for (int row = 0; row < map.height; row++) {
            double sigma = lateral(probe, (double) row / map.height) / map.pixel;
            // Steps of a twentieth of a pixel: too fine to be seen, few enough to be kept.
            float[] kernel =
                    kernels.computeIfAbsent(
                            Math.round(sigma * 20), step -> Gaussian.kernel(step / 20.0));
            Gaussian.blurRow(plane, row * map.width, map.width, kernel, padded);
        }
    }

    /** The depth gain as someone set it, by six sliders, and what it does not make up for. */
    private void applyGain(EchoField field) {
        double[] knots = new double[GAIN_KNOTS];
        double level = -GAIN_ERROR;
        for (int i = 0; i < GAIN_KNOTS; i++) {
            level += draws.gaussian(0, GAIN_ERROR);
            knots[i] = level;
        }
        double attenuation = draws.uniform(0, 2.5) * device.probe().frequency() / 100;
        for (int row = 0; row < map.height; row++) {
            double knot = (GAIN_KNOTS - 1) * (double) row / map.height;
            int low = (int) knot;
            double gain = knots[low] + (knot - low) * (knots[low + 1] - knots[low]);
            field.scaleRow(row, TissueMap.amplitude(gain - attenuation * row * map.pixel));
        }
    }

    private float[] compress(EchoField field) {
        Device.Display display = device.display();
        double range = DYNAMIC_RANGE.clamp(display.range() + draws.gaussian(0, 3));
        double gain = GAIN.clamp(display.gain() + draws.gaussian(0, 2));
        double reference = field.powerQuantile(BRIGHTEST);
        double noise = Math.sqrt(reference) * TissueMap.amplitude(display.noise() - range - gain);
        float scale = (float) (1 / reference);
        GreyCurve curve = new GreyCurve(range, gain, display.gamma());
        float[] grey = new float[map.echo.length];
        for (int row = 0; row < map.height; row++) {
            double level = noise * (0.5 + 1.3 * row / map.height);
            for (int at = row * map.width; at < (row + 1) * map.width; at++) {
                float real = field.real[at] + (float) (level * draws.gaussian());
                float imaginary = field.imaginary[at] + (float) (level * draws.gaussian());
                grey[at] = curve.at(scale * (real * real + imaginary * imaginary));
            }
        }
        if (display.smoothing() > 0) {
            Gaussian.blur(grey, map.width, display.smoothing(), display.smoothing());
        }
        return grey;
    }
}
