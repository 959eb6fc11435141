package io.podagra.data.phantom;

/**
 * An invented ultrasound device: what it makes of sound, and the frame it draws. Lengths in mm,
 * margins in pixels. [G] throughout, within: pixel 0.075 to 0.11, footprint 28 to 38, axial
 * resolution 0.07 to 0.12, lateral 0.14 to 0.26, dynamic range 50 to 72 dB.
 */
// The records are of numbers, hence immutable; Error Prone wants its own annotation to believe it.
@SuppressWarnings("ImmutableEnumChecker")
enum Device {
    SIM_SONO(
            "SIM-SONO 7",
            new Probe(18, 0.075, 30, 0.07, 0.14, 0.35),
            new Display(60, 0, 0.95, 0, -1),
            new Margins(14, 40, 26, 20, 0)),
    SIM_ECHO(
            "SIMECHO PRO",
            new Probe(15, 0.085, 36, 0.08, 0.18, 0.40),
            new Display(66, 2, 1.1, 0.7, -5),
            new Margins(44, 30, 36, 28, 12)),
    SIM_SCAN(
            "SIMSCAN X2",
            new Probe(12, 0.100, 38, 0.12, 0.26, 0.45),
            new Display(56, 3, 1.0, 0, 3),
            new Margins(10, 56, 20, 34, 0)),
    SIM_VIEW(
            "SIM-VIEW",
            new Probe(14, 0.080, 28, 0.09, 0.20, 0.30),
            new Display(53, -2, 0.9, 1.1, -7),
            new Margins(28, 24, 48, 18, 0)),
    SIM_LAB(
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

    private final String label;
    private final Probe probe;
    private final Display display;
    private final Margins margins;

    Device(String label, Probe probe, Display display, Margins margins) {
        this.label = label;
        this.probe = probe;
        this.display = display;
        this.margins = margins;
    }

    /** The name on its screen and in the manifest. */
    String label() {
        return label;
    }

    Probe probe() {
        return probe;
    }

    Display display() {
        return display;
    }

    Margins margins() {
        return margins;
    }
}
