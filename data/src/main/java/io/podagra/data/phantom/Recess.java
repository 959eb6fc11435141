package io.podagra.data.phantom;

import java.util.Optional;

/**
 * The joint's recess under its capsule.
 *
 * @param middle position along the joint, mm
 * @param length mm
 * @param thickness mm, with what effusion and synovial hypertrophy add to it
 * @param growth how much of the thickness those add, mm
 * @param fluid echo of what fills it against that of dermis, dB
 * @param synovium echo of thickened synovium in it, dB; the fluid's if there is none
 * @param fluidSign what its darker part is a sign of
 * @param solidSign what its brighter part is a sign of
 */
record Recess(
        double middle,
        double length,
        double thickness,
        double growth,
        double fluid,
        double synovium,
        Optional<Sign> fluidSign,
        Optional<Sign> solidSign) {
    static Recess of(
            PhantomView view,
            double jointStart,
            Disease disease,
            Distractors distractors,
            Draws draws) {
        PhantomView.RecessSize size = view.recess();
        double middle = jointStart + draws.uniform(-3, 0);
        double thickness =
                size.limits().clamp(draws.gaussian(size.thickness(), size.standardDeviation()));
        double relativeLength = new Range(9, 26).clamp(draws.gaussian(17.8, 3)) / 17.8;
        double normal = distractors.fluid() ? draws.uniform(-30, -20) : draws.uniform(-16, -9);
        double effusion = draws.uniform(-34, -24);
        double hypertrophy = draws.uniform(-14, -8);

        double growth = 0;
        double fluid = normal;
        double synovium = normal;
        Optional<Sign> fluidSign = Optional.empty();
        Optional<Sign> solidSign = Optional.empty();
        if (disease.shows(Sign.SYNOVIAL_HYPERTROPHY)) {
            growth = growth(disease.severity(Sign.SYNOVIAL_HYPERTROPHY));
            fluid = hypertrophy;
            synovium = hypertrophy;
            fluidSign = solidSign = Optional.of(Sign.SYNOVIAL_HYPERTROPHY);
        }
        if (disease.shows(Sign.EFFUSION)) {
            growth = Math.max(growth, growth(disease.severity(Sign.EFFUSION)));
            fluid = effusion;
            fluidSign = Optional.of(Sign.EFFUSION);
            if (solidSign.isEmpty()) {
                synovium = effusion;
                solidSign = fluidSign;
            }
        }
        return new Recess(
                middle,
                size.length() * relativeLength,
                thickness + growth,
                growth,
                fluid,
                synovium,
                fluidSign,
                solidSign);
    }

    /** 0.5 to 4 mm. */
    private static double growth(double severity) {
        return 0.5 + 3.5 * severity;
    }

    /** The share of its thickness that it has at a position. */
    double shape(double u) {
        double share = Math.abs(u - middle) / (length / 2);
        return Math.exp(-share * share * share);
    }

    boolean reaches(double u) {
        return Math.abs(u - middle) < 0.6 * length;
    }
}
