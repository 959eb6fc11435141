package io.podagra.data.phantom;

/**
 * Paints what looks like a sign and is none, in normal and abnormal images alike: the bright
 * interface of healthy cartilage, which unlike a double contour is thin and shows only within about
 * 9 degrees of a right angle, and specks. Benign breaks of the bone, physiological fluid and
 * anisotropy are in {@link Notch}, {@link Recess} and {@link SoftTissuePainter}. [G]
 */
final class DistractorPainter {
    private static final double INTERFACE = 0.75;

    private final Section section;
    private final TissueMap map;
    private final Draws draws;

    DistractorPainter(Section section, TissueMap map, Draws joint) {
        this.section = section;
        this.map = map;
        this.draws = joint.branch("distractors");
    }

    void paint() {
        boolean shines = draws.chance(INTERFACE);
        double width = draws.uniform(4, 9);
        double amplitude = TissueMap.amplitude(draws.uniform(8, 19));
        int specks = draws.between(0, 3);
        if (shines) {
            for (int x = 0; x < map.width; x++) {
                if (section.hasCartilage(x)) {
                    double angle = section.boneAngle[x] / width;
                    double strength = amplitude * Math.exp(-angle * angle);
                    map.addSheet(map.mirror, x, section.cartilage[x], 0.05, strength);
                }
            }
        }
        new Foci(specks, new Range(0.1, 0.25), new Range(4, 14))
                .paint(section, map, draws.branch("specks"));
    }
}
