package io.podagra.data.phantom;

import java.util.Optional;

/** Paints what lies over the bone: gel, skin, fat with its septa, tendon, recess, cartilage. */
final class SoftTissuePainter {
    private static final double CARTILAGE = TissueMap.amplitude(-32);
    private static final double GEL = TissueMap.amplitude(-40);

    /** Below the top of the metatarsal head, mm. */
    private static final double DEEPEST_SIGN = 2.5;

    /** Where the recess runs out, mm. */
    private static final double THINNEST_SIGN = 0.3;

    private final Section section;
    private final Anatomy anatomy;
    private final TissueMap map;
    private final Draws joint;
    private final Draws frame;

    /**
     * @param joint what all frames of the joint share
     * @param frame what is this frame's own
     */
    SoftTissuePainter(Section section, TissueMap map, Draws joint, Draws frame) {
        this.section = section;
        this.anatomy = section.anatomy;
        this.map = map;
        this.joint = joint.branch("soft tissue");
        this.frame = frame.branch("soft tissue");
    }

    void paint() {
        paintSkinAndFat();
        anatomy.septa.forEach(this::paintSeptum);
        paintBand();
        paintRecess();
        paintCartilage();
    }

    private void paintSkinAndFat() {
        double dermis = TissueMap.amplitude(joint.uniform(4, 8));
        double fat = TissueMap.amplitude(joint.uniform(-10, -4));
        double entry = TissueMap.amplitude(joint.uniform(6, 14));
        float[] lobules =
                Gaussian.noise(
                        map.width,
                        map.height,
                        1.4 / map.pixel,
                        0.5 / map.pixel,
                        frame.branch("lobules"));
        for (int x = 0; x < map.width; x++) {
            int surface = section.rowAt(section.lift[x]);
            int underSkin = section.rowAt(section.lift[x] + anatomy.skin);
            map.fillEcho(x, 0, surface, GEL);
            map.fillEcho(x, surface, underSkin, dermis);
            for (int row = underSkin; row < map.height; row++) {
                int at = row * map.width + x;
                map.echo[at] = (float) (fat * Math.exp(0.28 * lobules[at]));
            }
            map.addSheet(map.echo, x, section.lift[x] + 0.08, 0.12, entry);
            map.addSheet(map.echo, x, section.lift[x] + anatomy.skin, 0.1, 0.5 * dermis);
        }
    }

    private void paintSeptum(Anatomy.Septum septum) {
        double echo = TissueMap.amplitude(septum.echo());
        for (int x = 0; x < map.width; x++) {
            double u = section.along[x];
            double depth = septum.depth().at(u) + section.lift[x];
            double along = (u - septum.middle()) / septum.length();
            double strength = echo * Math.exp(-along * along);
            if (depth < section.bone[x] - 0.3 && strength > 0.05) {
                map.addSheet(map.echo, x, depth, septum.thickness(), strength);
            }
        }
    }

    /** Fibrils run along the band; they shine only where the beam meets them at a right angle. */
    private void paintBand() {
        double echo = TissueMap.amplitude(joint.uniform(2, 7));
        double spacing = joint.uniform(0.16, 0.26);
        double anisotropy = joint.uniform(2, 5);
        Profile waves = Profile.noise(1, joint.branch("fibrils"));
        for (int x = 0; x < map.width; x++) {
            double tilt = Math.max(-80, Math.min(80, section.bandAngle[x] * anisotropy));
            double shine = echo * Math.cos(Math.toRadians(tilt));
            double top = section.band[x] - anatomy.bandThickness / 2;
            int to = section.rowAt(top + anatomy.bandThickness);
            for (int row = section.rowAt(top); row < to; row++) {
                double across = section.depthOf(row) - section.band[x];
                double phase = across / spacing * 2 * Math.PI + 2 * waves.at(section.along[x]);
                double fibrils = 1 + 0.8 * Math.sin(phase);
                map.echo[row * map.width + x] = (float) (shine * fibrils + 0.12);
            }
            map.addSheet(map.echo, x, top, 0.08, 0.6 * echo);
        }
    }

    private void paintRecess() {
        Recess recess = anatomy.recess;
        double fluid = TissueMap.amplitude(recess.fluid());
        double synovium = TissueMap.amplitude(recess.synovium());
        int fluidSign = signBit(recess.fluidSign());
        int solidSign = signBit(recess.solidSign());
        double membrane = TissueMap.amplitude(joint.uniform(1, 6));
        float[] fronds =
                Gaussian.noise(
                        map.width,
                        map.height,
                        0.7 / map.pixel,
                        0.4 / map.pixel,
                        frame.branch("fronds"));
        for (int x = 0; x < map.width; x++) {
            double u = section.along[x];
            if (section.bone[x] - section.capsule[x] < 0.1) {
                continue;
            }
            int from =
                    section.rowAt(
                            Math.max(
                                    section.capsule[x],
                                    section.band[x] + anatomy.bandThickness / 2));
            int to = section.rowAt(section.bone[x] - 0.02);
            // In the gap between the bones the sign ends where the eye would end it.
            int deepest = section.rowAt(anatomy.softTissue + DEEPEST_SIGN + section.lift[x]);
            if (to - from < THINNEST_SIGN / map.pixel) {
                deepest = from;
            }
            for (int row = from; row < to; row++) {
                int at = row * map.width + x;
                boolean solid = fronds[at] > 0;
                double echo = solid ? synovium : fluid;
                map.echo[at] = (float) (echo * Math.exp(0.3 * fronds[at]));
                if (recess.reaches(u) && row < deepest) {
                    map.signs[at] = (byte) (solid ? solidSign : fluidSign);
                }
            }
            if (recess.reaches(u)) {
                map.addSheet(map.echo, x, section.capsule[x], 0.09, membrane);
            }
        }
    }

    private static int signBit(Optional<Sign> sign) {
        return sign.map(Sign::maskBit).orElse(0);
    }

    private void paintCartilage() {
        for (int x = 0; x < map.width; x++) {
            if (section.hasCartilage(x)) {
                int from = section.rowAt(section.cartilage[x]);
                int to = section.rowAt(section.bone[x]);
                map.fillEcho(x, from, to, CARTILAGE);
                for (int row = from; row < to; row++) {
                    map.signs[row * map.width + x] = 0;
                }
            }
        }
    }
}
