package io.podagra.data.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.data.phantom.CohortPlan.PlannedImage;
import org.junit.jupiter.api.Test;

class DistractorPainterTest {
    private static final PhantomSettings SETTINGS = PhantomSettings.paper().withSize(40, 120);

    /** What tells it from a double contour, which shows whatever the angle. */
    @Test
    void theInterfaceSignShowsOnlyWithinAboutNineDegreesOfARightAngle() {
        int joints = 0;
        for (PlannedImage image : CohortPlan.of(SETTINGS)) {
            Draws joint = PhantomImage.joint(image, SETTINGS);
            Distractors distractors = Distractors.of(joint);
            if (!distractors.interfaceSign() || distractors.specks() > 0) {
                continue;
            }
            joints++;
            Anatomy anatomy = new Anatomy(image.view(), image.patient(), Disease.NONE, joint);
            Section section =
                    new Section(
                            anatomy,
                            image.patient(),
                            image.study(),
                            joint,
                            joint.branch("frame", image.frame()));
            TissueMap map = new TissueMap(section.width, section.height, section.pixel);
            new DistractorPainter(section, map, joint).paint();

            float within = 0;
            float beyond = 0;
            for (int i = 0; i < map.mirror.length; i++) {
                if (Math.abs(section.boneAngle[i % map.width]) < 9) {
                    within = Math.max(within, map.mirror[i]);
                } else {
                    beyond = Math.max(beyond, map.mirror[i]);
                }
            }
            assertThat(beyond).isLessThan(0.12f * within);
        }
        assertThat(joints).isGreaterThan(10);
    }
}
