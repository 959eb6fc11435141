package io.podagra.data.phantom;

import java.util.Optional;

/**
 * Paints what looks like a sign and is none, in normal and abnormal images alike: the bright
 * interface of healthy cartilage and specks. Benign breaks of the bone, physiological fluid, septa
 * and anisotropy, and reverberation are in {@link Notch}, {@link Recess}, {@link SoftTissuePainter}
 * and {@link ImageFormation}. [G]
 */
final class DistractorPainter {
    /** The angle at which the interface has lost 9 dB: at 9 degrees it has lost 20 or more. */
    private static final Range INTERFACE_WIDTH = new Range(3, 6);

    private final Section section;
    private final TissueMap map;
    private final Draws draws;

    DistractorPainter(Section section, TissueMap map, Draws joint) {
        this.section = section;
        this.map = map;
        this.draws = joint.branch("distractor painter");
    }

    void paint() {
        Distractors distractors = section.anatomy.distractors;
        double width = draws.in(INTERFACE_WIDTH);
        double amplitude = TissueMap.amplitude(draws.uniform(8, 19));
        if (distractors.interfaceSign()) {
            for (int x = 0; x < map.width; x++) {
                if (section.hasCartilage(x)) {
                    double angle = section.boneAngle[x] / width;
                    double strength = amplitude * Math.exp(-angle * angle);
                    map.addSheet(map.mirror, x, section.cartilage[x], 0.05, strength);
                }
            }
        }
        new Foci(Optional.empty(), distractors.specks(), new Range(0.1, 0.25), new Range(4, 14))
                .paint(section, map, draws.branch("specks"));
    }
}
