package io.podagra.data.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.data.phantom.CohortPlan.PlannedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A mask covers the sign it names: the echoes of one joint, drawn with one sign and without, differ
 * there and little elsewhere. Echoes, not grey levels: a device sets its white by the brightest
 * echoes, so that a bright sign darkens the rest of the picture.
 */
class SignMaskTest {
    private static final PhantomSettings SETTINGS = PhantomSettings.paper().withSize(6, 18);
    private static final List<PlannedImage> PLAN = CohortPlan.of(SETTINGS);

    /** How much of the change lies in the mask, and how much denser it is there. */
    private record Change(double share, double density) {}

    @ParameterizedTest
    @EnumSource
    void coversMostOfWhatTheSignChanges(Sign sign) {
        List<Double> shares = new ArrayList<>();
        List<Double> densities = new ArrayList<>();
        for (PlannedImage image : PLAN) {
            for (double severity : new double[] {0.2, 0.8}) {
                change(image, sign, severity)
                        .ifPresent(
                                change -> {
                                    shares.add(change.share());
                                    densities.add(change.density());
                                });
            }
        }

        // A sign may lie wholly in the sesamoid's shadow; a tophus casts one of its own.
        assertThat(shares).hasSizeGreaterThan((int) (0.85 * 2 * PLAN.size()));
        assertThat(median(shares)).isGreaterThan(0.65);
        assertThat(Collections.min(densities)).isGreaterThan(2);
        assertThat(median(densities)).isGreaterThan(20);
    }

    private static Optional<Change> change(PlannedImage image, Sign sign, double severity) {
        Draws joint = PhantomImage.joint(image, SETTINGS);
        Disease disease = new Disease(Map.of(sign, severity));
        Anatomy with = new Anatomy(image.view(), image.patient(), disease, joint);
        TissueMap tissue = tissue(image, with, disease, joint);
        float[] drawn = echoes(image, tissue, joint);
        Anatomy without = without(image, disease, joint);
        float[] healthy = echoes(image, tissue(image, without, Disease.NONE, joint), joint);
        byte[] mask = tissue.visibleSigns();
        double inside = 0;
        double outside = 0;
        int pixels = 0;
        for (int i = 0; i < drawn.length; i++) {
            double difference = Math.abs(drawn[i] - healthy[i]);
            if (mask[i] == sign.maskBit()) {
                inside += difference;
                pixels++;
            } else {
                assertThat(mask[i]).isZero();
                outside += difference;
            }
        }
        if (pixels == 0) {
            return Optional.empty();
        }
        double density = inside / pixels / (outside / (drawn.length - pixels));
        return Optional.of(new Change(inside / (inside + outside), density));
    }

    /** A swollen recess moves the bone; here it is as thick, but filled as a healthy one. */
    private static Anatomy without(PlannedImage image, Disease disease, Draws joint) {
        Anatomy healthy = new Anatomy(image.view(), image.patient(), Disease.NONE, joint);
        if (!disease.swells()) {
            return healthy;
        }
        return new Anatomy(
                image.view(),
                image.patient(),
                disease,
                joint,
                swollen ->
                        new Recess(
                                swollen.middle(),
                                swollen.length(),
                                swollen.thickness(),
                                swollen.growth(),
                                healthy.recess.fluid(),
                                healthy.recess.synovium(),
                                Optional.empty(),
                                Optional.empty()));
    }

    private static TissueMap tissue(
            PlannedImage image, Anatomy anatomy, Disease disease, Draws joint) {
        Draws frame = joint.branch("frame", image.frame());
        Section section = new Section(anatomy, image.patient(), image.study(), joint, frame);
        return PhantomImage.tissue(section, disease, joint, frame);
    }

    private static float[] echoes(PlannedImage image, TissueMap tissue, Draws joint) {
        Draws frame = joint.branch("frame", image.frame());
        return new ImageFormation(tissue, image.study().device(), frame).field().envelope();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
