package io.podagra.data.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Laws of the geometry, over many joints, with the worst disease and with none. */
class AnatomyTest {
    private static final int JOINTS = 40;
    private static final Disease WORST =
            new Disease(
                    Map.of(
                            Sign.EFFUSION, 1.0,
                            Sign.SYNOVIAL_HYPERTROPHY, 1.0,
                            Sign.EROSION, 1.0));

    private static Anatomy anatomy(PhantomView view, int number, Disease disease) {
        Draws cohort = Draws.of(5);
        Patient patient = Patient.of(number, true, Site.of(Equipment.KNOWN, cohort), cohort);
        return new Anatomy(view, patient, disease, cohort.branch("joint", number));
    }

    @ParameterizedTest
    @EnumSource
    void skinCapsuleAndBoneLieInThisOrderOverTheHead(PhantomView view) {
        for (int number = 1; number <= JOINTS; number++) {
            for (Disease disease : new Disease[] {Disease.NONE, WORST}) {
                Anatomy anatomy = anatomy(view, number, disease);
                for (double u = -6; u < anatomy.jointStart; u += 0.5) {
                    assertThat(anatomy.capsule.at(u)).isGreaterThan(anatomy.skin);
                    assertThat(anatomy.cartilage.at(u)).isLessThan(anatomy.bone.at(u));
                    assertThat(anatomy.capsule.at(u))
                            .isLessThanOrEqualTo(anatomy.bone.at(u) + 1e-3);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void effusionThickensTheRecessOfTheSameJoint(PhantomView view) {
        for (int number = 1; number <= JOINTS; number++) {
            Recess normal = anatomy(view, number, Disease.NONE).recess;
            Recess swollen = anatomy(view, number, new Disease(Map.of(Sign.EFFUSION, 0.5))).recess;

            assertThat(swollen.middle()).isEqualTo(normal.middle());
            assertThat(swollen.thickness() - normal.thickness()).isBetween(0.5, 4.0);
            assertThat(swollen.fluid()).isBetween(-34.0, -24.0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anErosionIsDeeperThanAHealthyJointsBreak(PhantomView view) {
        for (int number = 1; number <= JOINTS; number++) {
            Disease erosion = new Disease(Map.of(Sign.EROSION, 1.0));
            Anatomy healthy = anatomy(view, number, Disease.NONE);
            Anatomy eroded = anatomy(view, number, erosion);
            double deepest = 0;
            for (double u = -8; u < 6; u += 0.1) {
                deepest = Math.max(deepest, eroded.bone.at(u) - healthy.bone.at(u));
            }
            assertThat(deepest).isBetween(1.2, 2.6);
        }
    }
}
