package io.podagra.data.phantom;

/**
 * A break in the bone's surface: an erosion, 1 to 4 mm wide and 0.5 to 2.5 mm deep, or the smaller
 * one that a vessel's channel leaves, 0.3 to 0.8 mm wide and 0.2 to 0.5 mm deep [G].
 *
 * @param middle position along the joint, mm
 * @param width mm
 * @param depth that the break adds to the bone's, mm
 */
record Notch(double middle, double width, double depth) {
    private static final Notch NONE = new Notch(0, 1, 0);

    static Notch erosion(Disease disease, double headRadius, Draws draws) {
        double middle = headRadius * draws.uniform(-0.3, 0.55);
        double roughness = draws.uniform(0.6, 1);
        double severity = disease.severity(Sign.EROSION);
        return disease.shows(Sign.EROSION)
                ? new Notch(middle, 1 + 3 * severity * roughness, 0.5 + 2 * severity * roughness)
                : NONE;
    }

    static Notch benign(Distractors distractors, double headRadius, Draws draws) {
        Notch channel =
                new Notch(
                        headRadius * draws.uniform(-0.9, 0.6),
                        draws.uniform(0.3, 0.8),
                        draws.uniform(0.2, 0.5));
        return distractors.corticalBreak() ? channel : NONE;
    }

    /** The depth that it adds to the bone's at a position, mm. */
    double at(double u) {
        double share = (u - middle) / (width / 2);
        double square = share * share;
        return depth * Math.exp(-square * square);
    }
}
