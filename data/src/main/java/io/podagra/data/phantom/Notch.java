package io.podagra.data.phantom;

/**
 * A break in the bone's surface: an erosion, 1 to 4 mm wide and 0.5 to 2.5 mm deep, or the smaller
 * one that a vessel leaves in a quarter of healthy joints [G].
 */
final class Notch {
    private static final double BENIGN = 0.25;

    private Notch() {}

    /** The depth that the break adds to the bone's, mm. */
    static Profile of(Disease disease, double headRadius, Draws draws) {
        double middle = headRadius * draws.uniform(-0.3, 0.55);
        double roughness = draws.uniform(0.6, 1);
        double benignMiddle = headRadius * draws.uniform(-0.9, 0.6);
        double benignWidth = draws.uniform(0.3, 0.8);
        double benignDepth = draws.chance(BENIGN) ? draws.uniform(0.2, 0.5) : 0;
        if (!disease.shows(Sign.EROSION)) {
            return shape(benignMiddle, benignWidth, benignDepth);
        }
        double severity = disease.severity(Sign.EROSION);
        return shape(middle, 1 + 3 * severity * roughness, 0.5 + 2 * severity * roughness);
    }

    private static Profile shape(double middle, double width, double depth) {
        return Profile.of(u -> depth * Math.exp(-Math.pow((u - middle) / (width / 2), 4)));
    }
}
