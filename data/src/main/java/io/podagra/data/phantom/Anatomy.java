package io.podagra.data.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One joint seen from one side: its surfaces as depths in mm below the skin's surface, along the
 * joint's own axis. The same for all frames of a view. Lengths [G] but where a source is named.
 */
final class Anatomy {
    private static final double SHAFT_SLOPE = 0.02;
    private static final double PHALANX_SLOPE = 0.03;
    private static final double PHALANX_LIP = 1.5;

    /** A thin bright sheet in the fat. */
    record Septum(Profile depth, double middle, double length, double thickness, double echo) {}

    /** The plantar sesamoid bone: an arc over the metatarsal head. */
    record Sesamoid(double middle, double halfWidth, double depth) {
        double surface(double u) {
            double share = (u - middle) / halfWidth;
            return depth + 1.2 * share * share;
        }
    }

    final PhantomView view;
    final double skin;
    final double softTissue;
    final double headRadius;
    final double jointStart;
    final double jointEnd;
    final double bandThickness;
    final double cartilageReach;
    final Distractors distractors;
    final Recess recess;
    final Notch erosion;
    final Profile bone;
    final Profile cartilage;
    final Profile capsule;
    final Profile band;
    final List<Septum> septa;
    final Optional<Sesamoid> sesamoid;

    Anatomy(PhantomView view, Patient patient, Disease disease, Draws joint) {
        this(view, patient, disease, joint, UnaryOperator.identity());
    }

    /**
     * @param refilled what to make of the recess: its content, at most
     */
    Anatomy(
            PhantomView view,
            Patient patient,
            Disease disease,
            Draws joint,
            UnaryOperator<Recess> refilled) {
        Draws draws = joint.branch("anatomy");
        this.view = view;
        this.headRadius = patient.headRadius();
        this.skin = draws.uniform(0.9, 1.8);
        this.bandThickness = draws.in(view.band().thickness());
        this.cartilageReach = headRadius * draws.uniform(0.6, 0.8);
        this.jointStart = headRadius * draws.uniform(0.55, 0.75);
        this.jointEnd = jointStart + patient.jointGap();
        this.distractors = Distractors.of(joint);
        this.recess =
                refilled.apply(
                        Recess.of(view, jointStart, disease, distractors, joint.branch("recess")));

        // A swollen recess lifts the skin, which in the image is bone lying deeper.
        double normal = view.softTissue().at(patient.softTissue());
        double room = normal - skin - bandThickness - 0.5;
        double swelling = Math.max(0.5 * recess.growth(), recess.thickness() - room);
        this.softTissue = normal + Math.max(0, swelling);

        Profile healthy = healthyBone(joint.branch("bone"));
        this.erosion = Notch.erosion(disease, headRadius, joint.branch("erosion"));
        Notch channel = Notch.benign(distractors, headRadius, joint.branch("channel"));
        this.bone = Profile.of(u -> healthy.at(u) + Math.max(erosion.at(u), channel.at(u)));
        this.cartilage = Profile.of(u -> bone.at(u) - patient.cartilage());
        double floor = softTissue + 3;
        this.capsule =
                Profile.of(
                        u -> Math.min(healthy.at(u), floor) - recess.thickness() * recess.shape(u));
        this.band = band(healthy, draws.in(view.band().height()));
        this.septa = septa(joint.branch("septa"));
        this.sesamoid =
                view == PhantomView.PLANTAR
                        ? Optional.of(
                                new Sesamoid(
                                        draws.uniform(-6, 0),
                                        draws.uniform(3, 4.5),
                                        softTissue - draws.uniform(1.5, 3)))
                        : Optional.empty();
    }

    private Profile healthyBone(Draws draws) {
        double shaftDepth = softTissue + draws.uniform(1.2, 3);
        double phalanxDepth = softTissue + draws.uniform(0.4, 1.6);
        double gapDepth = softTissue + draws.uniform(6, 8);
        double eminence = view == PhantomView.MEDIAL ? draws.uniform(0, 0.8) : 0;
        Profile metatarsal =
                Profile.of(
                                u -> {
                                    double head = softTissue + headRadius - arc(u);
                                    double shaft = shaftDepth - SHAFT_SLOPE * u;
                                    double surface = u < 0 ? Math.min(head, shaft) : head;
                                    double bump = (u - headRadius / 4) / 2;
                                    return surface - eminence * Math.exp(-bump * bump);
                                })
                        .smoothed(0.4);
        Profile fine = Profile.noise(0.5, draws);
        Profile coarse = Profile.noise(3, draws);
        return Profile.of(
                u -> {
                    double roughness = 0.05 * fine.at(u) + 0.18 * coarse.at(u);
                    if (u < jointStart) {
                        return metatarsal.at(u) + roughness;
                    }
                    if (u < jointEnd) {
                        return gapDepth + roughness;
                    }
                    double lip = Math.max(0, jointEnd + PHALANX_LIP - u) / PHALANX_LIP;
                    return phalanxDepth + lip * lip + PHALANX_SLOPE * (u - jointEnd) + roughness;
                });
    }

    private double arc(double u) {
        return Math.sqrt(Math.max(headRadius * headRadius - u * u, 0.01));
    }

    /** Follows the bone at a distance, and gives way to the recess. */
    private Profile band(Profile healthy, double height) {
        Profile course =
                Profile.of(u -> Math.min(healthy.at(u), softTissue + 2) - height).smoothed(2.5);
        double highest = skin + bandThickness / 2 + 0.1;
        return Profile.of(
                        u -> {
                            double lowest = capsule.at(u) - bandThickness / 2 - 0.2;
                            return Math.max(highest, Math.min(course.at(u), lowest));
                        })
                .smoothed(0.8);
    }

    private List<Septum> septa(Draws draws) {
        List<Septum> all = new ArrayList<>();
        int count = (int) Math.round(draws.in(view.septa()));
        for (int i = 0; i < count; i++) {
            double depth = draws.uniform(skin, Math.max(skin + 0.3, softTissue - 0.5));
            double pivot = draws.uniform(-16, 20);
            double slope = draws.gaussian(0, 0.06);
            Profile waves = Profile.noise(2, draws);
            all.add(
                    new Septum(
                            Profile.of(u -> depth + slope * (u - pivot) + 0.25 * waves.at(u)),
                            draws.uniform(-16, 20),
                            draws.uniform(2, 9),
                            draws.uniform(0.06, 0.15),
                            draws.uniform(2, 9)));
        }
        return List.copyOf(all);
    }
}
