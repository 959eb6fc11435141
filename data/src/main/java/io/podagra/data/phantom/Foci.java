package io.podagra.data.phantom;

import java.util.Optional;

/**
 * Bright dots about the joint: aggregates of crystals, or the specks of a healthy one.
 *
 * @param sign that they are, if any
 * @param count how many
 * @param size of a dot across, mm; half of it in depth
 * @param strength dB
 */
record Foci(Optional<Sign> sign, int count, Range size, Range strength) {
    /** What a mask allows for the blur on either side, in standard deviations. */
    private static final double MARGIN = 1.5;

    void paint(Section section, TissueMap map, Draws draws) {
        Anatomy anatomy = section.anatomy;
        for (int i = 0; i < count; i++) {
            double u = anatomy.recess.middle() + draws.uniform(-8, 7);
            double top = Math.max(anatomy.skin + 0.5, anatomy.capsule.at(u) - 0.8);
            double floor = Math.min(anatomy.bone.at(u), anatomy.softTissue + 3) - 0.3;
            double depth = draws.uniform(top, Math.max(anatomy.skin + 0.8, floor));
            double halfWidth = draws.in(size);
            double halfHeight = 0.5 * draws.in(size);
            double amplitude = TissueMap.amplitude(draws.in(strength));
            double placed = depth + section.lift[section.columnAt(u)];
            for (int x = section.columnAt(u - 2.5 * halfWidth);
                    x <= section.columnAt(u + 2.5 * halfWidth);
                    x++) {
                double across = (section.along[x] - u) / halfWidth;
                map.addSheet(
                        map.mirror, x, placed, halfHeight, amplitude * Math.exp(-across * across));
            }
            sign.ifPresent(as -> mark(as, section, map, u, placed, halfWidth, halfHeight));
        }
    }

    private static void mark(
            Sign sign,
            Section section,
            TissueMap map,
            double u,
            double depth,
            double halfWidth,
            double halfHeight) {
        double wide = halfWidth + MARGIN * section.lateralBlur;
        double high = halfHeight + MARGIN * section.axialBlur;
        for (int x = section.columnAt(u - wide); x <= section.columnAt(u + wide); x++) {
            double across = (section.along[x] - u) / wide;
            double reach = high * Math.sqrt(Math.max(0, 1 - across * across));
            map.mark(sign, x, depth - reach, depth + reach);
        }
    }
}
