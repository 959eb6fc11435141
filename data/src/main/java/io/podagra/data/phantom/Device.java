package io.podagra.data.phantom;

import java.util.List;

/**
 * An invented ultrasound device: what it makes of sound, and the frame it draws. Lengths in mm,
 * margins in pixels. [G] throughout, within: pixel 0.075 to 0.11, footprint 28 to 38, axial
 * resolution 0.07 to 0.12, lateral 0.14 to 0.26, dynamic range 50 to 72 dB.
 */
record Device(String label, Probe probe, Display display, Margins margins) {
    static final Device SIM_SONO =
            new Device(
                    "SIM-SONO 7",
                    new Probe(18, 0.075, 30, 0.07, 0.14, 0.35),
                    new Display(60, 0, 0.95, 0, -1),
                    new Margins(14, 40, 26, 20, 0));

    static final Device SIM_ECHO =
            new Device(
                    "SIMECHO PRO",
                    new Probe(15, 0.085, 36, 0.08, 0.18, 0.40),
                    new Display(66, 2, 1.1, 0.7, -5),
                    new Margins(44, 30, 36, 28, 12));

    static final Device SIM_SCAN =
            new Device(
                    "SIMSCAN X2",
                    new Probe(12, 0.100, 38, 0.12, 0.26, 0.45),
                    new Display(56, 3, 1.0, 0, 3),
                    new Margins(10, 56, 20, 34, 0));

    static final Device SIM_VIEW =
            new Device(
                    "SIM-VIEW",
                    new Probe(14, 0.080, 28, 0.09, 0.20, 0.30),
                    new Display(53, -2, 0.9, 1.1, -7),
                    new Margins(28, 24, 48, 18, 0));

    static final Device SIM_LAB =
            new Device(
                    "SIM LAB 3",
                    new Probe(16, 0.076, 33, 0.08, 0.16, 0.50),
                    new Display(69, -1, 1.2, 0.7, -3),
                    new Margins(60, 34, 22, 24, 16));

    /**
     * @param frequency in MHz
     * @param pixel side of a pixel
     * @param footprint width of the image
     * @param axial standard deviation of the point-spread function in depth
     * @param lateral the same across, at the focus
     * @param focus its depth, as a share of the image's
     */
    record Probe(
            int frequency,
            double pixel,
            double footprint,
            double axial,
            double lateral,
            double focus) {}

    /**
     * @param range dynamic range in dB
     * @param gain in dB
     * @param gamma exponent of the grey curve
     * @param smoothing standard deviation of the speckle filter, in pixels; 0 for none
     * @param noise level of the electronic noise over the lower end of the range, in dB
     */
    record Display(double range, double gain, double gamma, double smoothing, double noise) {}

    /** What surrounds the image, and its grey level. */
    record Margins(int left, int right, int top, int bottom, int background) {}

    /** Those of the demo's, the paper's and every other cohort that a study is carried out on. */
    static final List<Device> KNOWN = List.of(SIM_SONO, SIM_ECHO, SIM_SCAN, SIM_VIEW, SIM_LAB);

    private static final Range PIXEL = new Range(0.075, 0.11);

    /**
     * A device that none of {@link #KNOWN} is, anywhere in the ranges above.
     *
     * @param number on its label
     */
    static Device drawn(int number, Draws draws) {
        return new Device(
                "SIM-P%02d".formatted(number),
                new Probe(
                        draws.between(12, 18),
                        draws.in(PIXEL),
                        draws.uniform(28, 38),
                        draws.uniform(0.07, 0.12),
                        draws.uniform(0.14, 0.26),
                        draws.uniform(0.3, 0.5)),
                new Display(
                        draws.uniform(50, 72),
                        draws.uniform(-3, 4),
                        draws.uniform(0.85, 1.25),
                        draws.chance(0.5) ? draws.uniform(0.5, 1.2) : 0,
                        draws.uniform(-8, 4)),
                new Margins(
                        draws.between(10, 60),
                        draws.between(24, 56),
                        draws.between(20, 48),
                        draws.between(18, 34),
                        draws.chance(0.6) ? 0 : draws.between(8, 18)));
    }
}
