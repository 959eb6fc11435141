package io.podagra.data.phantom;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * From tissue to grey levels, as a linear probe and its device do it: complex Gaussian scatterers
 * give fully developed speckle, a point-spread function that widens away from the focus blurs it,
 * the envelope is taken, noise added, and the logarithm shown. Constants [G].
 */
final class ImageFormation {
    private static final double BRIGHTEST = 0.985;
    private static final int SAMPLING = 5;
    private static final int GAIN_KNOTS = 6;
    private static final double GAIN_ERROR = 2;

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
        float[] real = new float[map.echo.length];
        float[] imaginary = new float[map.echo.length];
        scatter(real, imaginary);
        blur(real);
        blur(imaginary);
        float[] envelope = real;
        for (int i = 0; i < envelope.length; i++) {
            envelope[i] = (float) Math.sqrt(real[i] * real[i] + imaginary[i] * imaginary[i]);
        }
        applyGain(envelope);
        return compress(envelope);
    }

    private void scatter(float[] real, float[] imaginary) {
        float[] passed = new float[map.loss.length];
        for (int i = 0; i < passed.length; i++) {
            passed[i] = (float) Math.exp(-map.loss[i] / 8.686);
        }
        double[] phase = draws.branch("phase").uniforms(map.width, -0.5, 0.5);
        for (int row = 0; row < map.height; row++) {
            for (int x = 0; x < map.width; x++) {
                int at = row * map.width + x;
                double scatter = 0.7 * map.echo[at];
                real[at] = (float) (scatter * draws.gaussian());
                imaginary[at] = (float) (scatter * draws.gaussian());
            }
        }
        addMirror(real, imaginary, phase, 0, 1);
        double reverberation = draws.uniform(2.2, 4);
        for (int echo = 1; echo <= 2; echo++) {
            double amplitude = TissueMap.amplitude(-26.0 * echo) * draws.unit();
            int rows = echo * (int) (reverberation / map.pixel);
            addMirror(real, imaginary, phase, rows, amplitude);
        }
        for (int i = 0; i < passed.length; i++) {
            real[i] *= passed[i];
            imaginary[i] *= passed[i];
        }
    }

    /** Adds the mirror-like echoes, so many rows too deep. */
    private void addMirror(
            float[] real, float[] imaginary, double[] phase, int rows, double amplitude) {
        for (int row = rows; row < map.height; row++) {
            for (int x = 0; x < map.width; x++) {
                double mirror = amplitude * map.mirror[(row - rows) * map.width + x];
                int at = row * map.width + x;
                if (mirror > 0) {
                    real[at] += (float) (mirror * Math.cos(phase[x]));
                    imaginary[at] += (float) (mirror * Math.sin(phase[x]));
                }
            }
        }
    }

    private void blur(float[] plane) {
        Device.Probe probe = device.probe();
        Gaussian.blurColumns(plane, map.width, Gaussian.kernel(probe.axial() / map.pixel));
        Map<Long, float[]> kernels = new HashMap<>();
        float[] padded = new float[map.width * 2];
        for (int row = 0; row < map.height; row++) {
            double fromFocus = Math.abs((double) row / map.height - probe.focus());
            double sigma = probe.lateral() * (1 + 1.8 * fromFocus) / map.pixel;
            // Steps of a twentieth of a pixel: too fine to be seen, few enough to be kept.
            float[] kernel =
                    kernels.computeIfAbsent(
                            Math.round(sigma * 20), step -> Gaussian.kernel(step / 20.0));
            Gaussian.blurRow(plane, row * map.width, map.width, kernel, padded);
        }
    }

    /** The depth gain as someone set it, by six sliders, and what it does not make up for. */
    private void applyGain(float[] envelope) {
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
            double factor = TissueMap.amplitude(gain - attenuation * row * map.pixel);
            for (int x = 0; x < map.width; x++) {
                envelope[row * map.width + x] *= (float) factor;
            }
        }
    }

    private float[] compress(float[] envelope) {
        Device.Display display = device.display();
        double range = display.range() + draws.gaussian(0, 3);
        double gain = display.gain() + draws.gaussian(0, 2);
        double reference = brightest(envelope);
        double noise = reference * TissueMap.amplitude(display.noise() - range - gain);
        for (int row = 0; row < map.height; row++) {
            double level = noise * (0.5 + 1.3 * row / map.height);
            for (int x = 0; x < map.width; x++) {
                int at = row * map.width + x;
                double amplitude =
                        envelope[at] + level * Math.hypot(draws.gaussian(), draws.gaussian());
                double decibels = 20 * Math.log10(amplitude / reference + 1e-9) + gain;
                double share = Math.max(0, Math.min(1, (decibels + range) / range));
                envelope[at] = (float) Math.pow(share, display.gamma());
            }
        }
        if (display.smoothing() > 0) {
            Gaussian.blur(envelope, map.width, display.smoothing(), display.smoothing());
        }
        return envelope;
    }

    private static double brightest(float[] envelope) {
        float[] sample = new float[envelope.length / SAMPLING];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = envelope[i * SAMPLING];
        }
        Arrays.sort(sample);
        return sample[(int) (BRIGHTEST * (sample.length - 1))];
    }
}
