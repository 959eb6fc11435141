package io.podagra.data.phantom;

import java.util.Optional;

/**
 * Paints the signs that are matter of their own: crystals on the cartilage, tophi and aggregates.
 * Erosion, effusion and synovial hypertrophy are shapes, and so part of the {@link Anatomy}.
 */
final class SignPainter {
    private static final int DIRECTIONS = 128;

    /** What a mask allows for the blur on either side, in standard deviations. */
    private static final double MARGIN = 1.5;

    private final Section section;
    private final Anatomy anatomy;
    private final TissueMap map;
    private final Disease disease;
    private final Draws joint;
    private final Draws frame;

    SignPainter(Section section, TissueMap map, Disease disease, Draws joint, Draws frame) {
        this.section = section;
        this.anatomy = section.anatomy;
        this.map = map;
        this.disease = disease;
        this.joint = joint;
        this.frame = frame;
    }

    void paint() {
        if (disease.shows(Sign.TOPHUS)) {
            paintTophi(disease.severity(Sign.TOPHUS), joint.branch("tophus"));
        }
        if (disease.shows(Sign.DOUBLE_CONTOUR)) {
            paintDoubleContour(
                    disease.severity(Sign.DOUBLE_CONTOUR), joint.branch("double contour"));
        }
        if (disease.shows(Sign.AGGREGATES)) {
            int count = (int) Math.round(4 + 24 * disease.severity(Sign.AGGREGATES));
            Foci aggregates =
                    new Foci(
                            Optional.of(Sign.AGGREGATES),
                            count,
                            new Range(0.12, 0.4),
                            new Range(14, 24));
            aggregates.paint(section, map, joint.branch("aggregates"));
        }
    }

    /** 0.12 to 0.44 mm thick over 35 to 95 % of the cartilage, whatever the angle. */
    private void paintDoubleContour(double severity, Draws draws) {
        double reach = anatomy.cartilageReach;
        double coverage = 0.35 + 0.6 * severity;
        Profile islands = Profile.noise(0.8, draws.branch("islands"));
        double shore = islands.quantile(1 - coverage, -reach, Math.min(reach, anatomy.jointStart));
        Profile covered = Profile.of(u -> islands.at(u) > shore ? 1 : 0).smoothed(0.12);
        Profile unevenness = Profile.noise(0.4, draws.branch("unevenness"));
        Profile grain = Profile.noise(0.2, draws.branch("grain"));
        double thickness = 0.12 + 0.32 * severity;
        double amplitude = TissueMap.amplitude(draws.uniform(15, 24));
        for (int x = 0; x < map.width; x++) {
            double u = section.along[x];
            if (section.hasCartilage(x)) {
                // 1.6: a sheet of that 1/e half-width is half as strong over the whole thickness.
                double local = Math.max(0.05, thickness * (1 + 0.2 * unevenness.at(u)) / 1.6);
                double middle = section.cartilage[x] - 0.05;
                double strength = amplitude * covered.at(u) * Math.max(0.2, 1 + 0.35 * grain.at(u));
                map.addSheet(map.mirror, x, middle, local, strength);
                if (coveredNear(covered, u)) {
                    double high = local + MARGIN * section.axialBlur;
                    map.mark(Sign.DOUBLE_CONTOUR, x, middle - high, middle + high);
                }
            }
        }
    }

    private boolean coveredNear(Profile covered, double u) {
        double blur = section.lateralBlur;
        return Math.max(covered.at(u), Math.max(covered.at(u - blur), covered.at(u + blur))) > 0.3;
    }

    /** Multiple in 62 %, with a halo in 56 % (Skeletal Radiology 2011). */
    private void paintTophi(double severity, Draws draws) {
        float[] texture =
                Gaussian.noise(
                        map.width,
                        map.height,
                        0.4 / map.pixel,
                        0.25 / map.pixel,
                        frame.branch("tophus"));
        int count = draws.chance(0.62) ? draws.between(2, 3) : 1;
        for (int i = 0; i < count; i++) {
            double halfWidth = 1.2 + 4.2 * severity * draws.uniform(0.6, 1);
            double halfHeight = halfWidth * draws.uniform(0.4, 0.75);
            double u = anatomy.recess.middle() + draws.uniform(-4, 4);
            double floor = Math.min(anatomy.bone.at(u), anatomy.softTissue + 2);
            double depth = floor - halfHeight * draws.uniform(0.8, 1.6) - 0.2;
            double highest = anatomy.skin + 0.6 * halfHeight;
            paintTophus(
                    u,
                    Math.max(highest, depth) + section.lift[section.columnAt(u)],
                    halfWidth,
                    halfHeight,
                    texture,
                    draws);
        }
    }

    private void paintTophus(
            double u,
            double depth,
            double halfWidth,
            double halfHeight,
            float[] texture,
            Draws draws) {
        double[] outline = outline(draws);
        double echo = TissueMap.amplitude(draws.uniform(3, 9));
        boolean halo = draws.chance(0.56);
        double shadow = draws.chance(0.4) ? draws.uniform(1, 4) : 0;
        double edge = halo ? 0.33 : 0.08;
        int lastRow = section.rowAt(depth + 2 * halfHeight);
        for (int x = section.columnAt(u - 2 * halfWidth);
                x <= section.columnAt(u + 2 * halfWidth);
                x++) {
            double across = (section.along[x] - u) / halfWidth;
            double taken = 0;
            for (int row = section.rowAt(depth - 2 * halfHeight); row < map.height; row++) {
                int at = row * map.width + x;
                if (row < lastRow) {
                    double down = (section.depthOf(row) - depth) / halfHeight;
                    double distance = Math.hypot(across, down) - 1 - bulge(outline, across, down);
                    double inside = 1 / (1 + Math.exp(6 * distance));
                    double matter = echo * Math.exp(0.55 * texture[at]);
                    map.echo[at] = (float) (map.echo[at] * (1 - inside) + inside * matter);
                    if (halo) {
                        double rim = (distance - 0.2) / 0.13;
                        map.echo[at] *= (float) (1 - 0.85 * Math.exp(-rim * rim));
                    }
                    if (distance < edge && row < section.rowAt(section.bone[x])) {
                        // In place of the recess: no fluid shows where the tophus is.
                        map.signs[at] = (byte) Sign.TOPHUS.maskBit();
                    }
                    taken += inside * map.pixel * shadow;
                }
                map.loss[at] += (float) taken;
            }
        }
    }

    /** How far the outline departs from an ellipse, by direction. */
    private static double[] outline(Draws draws) {
        double[] outline = new double[DIRECTIONS];
        for (int harmonic = 2; harmonic <= 5; harmonic++) {
            double size = draws.gaussian(0, 0.16) / harmonic;
            double phase = draws.uniform(0, 2 * Math.PI);
            for (int i = 0; i < DIRECTIONS; i++) {
                outline[i] += size * Math.cos(harmonic * 2 * Math.PI * i / DIRECTIONS + phase);
            }
        }
        return outline;
    }

    private static double bulge(double[] outline, double across, double down) {
        double turn = Math.atan2(down, across) / (2 * Math.PI) + 0.5;
        return outline[(int) (turn * DIRECTIONS) % DIRECTIONS];
    }
}
