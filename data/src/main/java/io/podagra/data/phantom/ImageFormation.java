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

    /**
     * Tissue goes on beyond the image: so many columns on either side are drawn too, like the
     * image's outermost, or the blur would find nothing to mix with there.
     */
    private final int beyond;

    ImageFormation(TissueMap map, Device device, Draws frame) {
        this.map = map;
        this.device = device;
        this.draws = frame.branch("image formation");
        this.beyond = (int) Math.ceil(2.5 * lateral(device.probe(), 1) / map.pixel);
    }

    /** Grey levels from 0 to 1, row by row. */
    float[] form() {
        EchoField field = field();
        applyGain(field);
        return compress(field);
    }

    /** The echoes as the probe receives them, before any gain and noise. */
    EchoField field() {
        EchoField wide = new EchoField(map.width + 2 * beyond, map.height);
        scatter(wide);
        blur(wide.real);
        blur(wide.imaginary);
        return wide.middle(map.width);
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
        float[] passed = new float[map.loss.length];
        for (int i = 0; i < passed.length; i++) {
            passed[i] = map.loss[i] > 0 ? (float) Math.exp(-map.loss[i] / DECIBELS_PER_NEPER) : 1;
        }
        double[] phase = draws.branch("phase").uniforms(field.width, -0.5, 0.5);
        float[] mirror = mirror();
        float[] cosine = new float[field.width];
        float[] sine = new float[field.width];
        for (int x = 0; x < field.width; x++) {
            cosine[x] = (float) Math.cos(phase[x]);
            sine[x] = (float) Math.sin(phase[x]);
        }
        for (int row = 0; row < map.height; row++) {
            for (int x = 0; x < field.width; x++) {
                int from = row * map.width + Math.max(0, Math.min(map.width - 1, x - beyond));
                int to = row * field.width + x;
                float scatter = 0.7f * map.echo[from];
                field.real[to] =
                        passed[from]
                                * (scatter * (float) draws.gaussian() + mirror[from] * cosine[x]);
                field.imaginary[to] =
                        passed[from]
                                * (scatter * (float) draws.gaussian() + mirror[from] * sine[x]);
            }
        }
    }

    /** What reflects as a mirror does, and its two reverberations, each deeper and weaker. */
    private float[] mirror() {
        float[] mirror = map.mirror.clone();
        double distance = draws.uniform(2.2, 4);
        for (int echo = 1; echo <= 2; echo++) {
            float amplitude = (float) (TissueMap.amplitude(-26.0 * echo) * draws.unit());
            int shift = echo * (int) (distance / map.pixel) * map.width;
            for (int i = shift; i < mirror.length; i++) {
                mirror[i] += amplitude * map.mirror[i - shift];
            }
        }
        return mirror;
    }

    private void blur(float[] plane) {
        Device.Probe probe = device.probe();
        int width = map.width + 2 * beyond;
        Gaussian.blurColumns(plane, width, Gaussian.kernel(probe.axial() / map.pixel));
        Map<Long, float[]> kernels = new HashMap<>();
        float[] padded = new float[2 * width];
        for (int row = 0; row < map.height; row++) {
            double sigma = lateral(probe, (double) row / map.height) / map.pixel;
            // Steps of a twentieth of a pixel: too fine to be seen, few enough to be kept.
            float[] kernel =
                    kernels.computeIfAbsent(
                            Math.round(sigma * 20), step -> Gaussian.kernel(step / 20.0));
            Gaussian.blurRow(plane, row * width, width, kernel, padded);
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
