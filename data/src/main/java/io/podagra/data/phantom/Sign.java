package io.podagra.data.phantom;

import java.util.Locale;

/**
 * The abnormal signs of gout that ultrasound shows, as OMERACT defines them (Gutierrez et al. 2015;
 * scored 0 to 3 in Christiansen et al. 2021).
 *
 * <p>Inter-observer reliability in patients (Terslev et al. 2015, doi 10.3899/jrheum.150366):
 * erosion 0.74, aggregates 0.21; tophus is called good and double contour moderate, for which 0.7
 * and 0.5 stand here; those of effusion and synovial hypertrophy, and how often a diseased joint
 * shows a sign in each view, are our estimates.
 */
public enum Sign {
    /** Crystals on the cartilage: a bright line along it whatever the angle of the beam. */
    DOUBLE_CONTOUR(1, 0.5, 0.55, 0.30, 0.25),
    /** A lump of crystals, bright and uneven, often with a dark rim. */
    TOPHUS(2, 0.7, 0.35, 0.60, 0.35),
    /** Bright dots. */
    AGGREGATES(4, 0.21, 0.35, 0.30, 0.35),
    /** A break in the bone's surface. */
    EROSION(8, 0.74, 0.20, 0.50, 0.15),
    /** Fluid in the joint's recess, nearly black. */
    EFFUSION(16, 0.5, 0.35, 0.15, 0.30),
    /** Thickened synovium in the recess, dark grey. */
    SYNOVIAL_HYPERTROPHY(32, 0.5, 0.35, 0.25, 0.25);

    private final int maskBit;
    private final double reliability;
    private final double dorsal;
    private final double medial;
    private final double plantar;

    Sign(int maskBit, double reliability, double dorsal, double medial, double plantar) {
        this.maskBit = maskBit;
        this.reliability = reliability;
        this.dorsal = dorsal;
        this.medial = medial;
        this.plantar = plantar;
    }

    /** Its column in {@code truth.csv}, such as {@code double-contour}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * What it adds to the pixels of a mask that show it: 1 for a double contour, then 2, 4, 8, 16
     * and 32 in the order of this list.
     */
    public int maskBit() {
        return maskBit;
    }

    /** Cohen's kappa between observers. */
    double reliability() {
        return reliability;
    }

    /** How often a diseased joint shows it in a view, in [0, 1]. */
    double frequency(PhantomView view) {
        return switch (view) {
            case DORSAL -> dorsal;
            case MEDIAL -> medial;
            case PLANTAR -> plantar;
        };
    }
}
