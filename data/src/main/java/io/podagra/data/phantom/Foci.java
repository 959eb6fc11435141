package io.podagra.data.phantom;

/**
 * Bright dots about the joint: aggregates of crystals, or the specks of a healthy one.
 *
 * @param count how many
 * @param size of a dot across, mm; half of it in depth
 * @param strength dB
 */
record Foci(int count, Range size, Range strength) {
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
        }
    }
}
