package io.podagra.data.phantom;

/** Paints the bones: bright where the beam meets them at a right angle, a shadow underneath. */
final class BonePainter {
    private static final double MARROW = TissueMap.amplitude(-12);
    private static final double EDGE_OF_EROSION = 0.15;

    /** Half the thickness that the bone's line has in the image, mm. */
    private static final double LINE = 0.2;

    private final Section section;
    private final Anatomy anatomy;
    private final TissueMap map;
    private final Draws draws;

    BonePainter(Section section, TissueMap map, Draws joint) {
        this.section = section;
        this.anatomy = section.anatomy;
        this.map = map;
        this.draws = joint.branch("bones");
    }

    void paint() {
        double amplitude = TissueMap.amplitude(draws.uniform(18, 26));
        double width = draws.uniform(18, 32);
        double shadow = draws.uniform(10, 15);
        double gapShadow = draws.uniform(2, 5);
        Profile grain = Profile.noise(0.5, draws.branch("grain"));
        Profile patches = Profile.noise(2.5, draws.branch("patches"));
        for (int x = 0; x < map.width; x++) {
            double u = section.along[x];
            map.fillEcho(x, section.rowAt(section.bone[x]), map.height, MARROW);
            map.addShadow(x, section.bone[x], shadow, 3);
            markErosion(x, u);
            if (section.inJointGap(x)) {
                map.addShadow(x, anatomy.softTissue + section.lift[x] + 0.8, gapShadow, 6);
                map.addSheet(map.mirror, x, section.bone[x], 0.07, 0.02 * amplitude);
                continue;
            }
            double angle = section.boneAngle[x] / width;
            double facing = 0.16 + 0.84 * Math.exp(-angle * angle);
            double texture = Math.max(0.15, 1 + 0.25 * grain.at(u) + 0.15 * patches.at(u));
            map.addSheet(map.mirror, x, section.bone[x], 0.08, amplitude * facing * texture);
        }
        anatomy.sesamoid.ifPresent(this::paintSesamoid);
    }

    /** From where the bone's surface would be to where it is, with the line itself. */
    private void markErosion(int x, double u) {
        double depth = anatomy.erosion.at(u);
        if (depth > EDGE_OF_EROSION) {
            double bone = section.bone[x];
            map.mark(Sign.EROSION, x, bone - depth - LINE, bone + LINE);
        }
    }

    private void paintSesamoid(Anatomy.Sesamoid sesamoid) {
        double amplitude = TissueMap.amplitude(draws.uniform(19, 26));
        double shadow = draws.uniform(7, 12);
        for (int x = 0; x < map.width; x++) {
            double u = section.along[x];
            double inside = sesamoid.halfWidth() - Math.abs(u - sesamoid.middle());
            if (inside <= 0) {
                continue;
            }
            // Fades out over the last half mm: an arc ends in its own curvature.
            double fade = Math.min(1, inside / 0.5);
            double depth = sesamoid.surface(u) + section.lift[x];
            map.addSheet(map.mirror, x, depth, 0.1, amplitude * fade);
            map.addShadow(x, depth, shadow * fade, 3);
        }
    }
}
