package io.podagra.data.phantom;

import java.util.Locale;

/**
 * The abnormal signs of gout that ultrasound shows, as OMERACT defines them (Gutierrez et al. 2015;
 * scored 0 to 3 in Christiansen et al. 2021). How often a diseased joint shows one in each view is
 * [G].
 */
enum Sign {
    DOUBLE_CONTOUR(0.55, 0.30, 0.25),
    TOPHUS(0.35, 0.60, 0.35),
    AGGREGATES(0.35, 0.30, 0.35),
    EROSION(0.20, 0.50, 0.15),
    EFFUSION(0.35, 0.15, 0.30),
    SYNOVIAL_HYPERTROPHY(0.35, 0.25, 0.25);

    private final double dorsal;
    private final double medial;
    private final double plantar;

    Sign(double dorsal, double medial, double plantar) {
        this.dorsal = dorsal;
        this.medial = medial;
        this.plantar = plantar;
    }

    /** The spelling of the manifest, such as {@code double-contour}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
