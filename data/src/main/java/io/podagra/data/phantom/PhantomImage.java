package io.podagra.data.phantom;

import io.podagra.data.drawing.GreyImage;

/**
 * A planned image, drawn.
 *
 * @param screen the device's screen
 * @param mask of the same size: at each pixel the sum of the {@link Sign#maskBit} of the signs that
 *     show there, 0 in the margins
 */
record PhantomImage(GreyImage screen, GreyImage mask) {
    /** What the image shows: whether it was drawn abnormal and its signs never disagree. */
    static Disease disease(CohortPlan.PlannedImage planned, PhantomSettings settings) {
        return planned.abnormal()
                ? Disease.of(
                        planned.patient(),
                        planned.view(),
                        settings.difficulty(),
                        Draws.of(settings.seed()))
                : Disease.NONE;
    }

    /** What all frames of the image's joint in its view share. */
    static Draws joint(CohortPlan.PlannedImage planned, PhantomSettings settings) {
        return Draws.of(settings.seed())
                .branch("joint " + planned.view().word(), planned.patient().number());
    }

    static PhantomImage draw(CohortPlan.PlannedImage planned, PhantomSettings settings) {
        Disease disease = disease(planned, settings);
        Draws joint = joint(planned, settings);
        Anatomy anatomy = new Anatomy(planned.view(), planned.patient(), disease, joint);
        Draws frame = joint.branch("frame", planned.frame());
        Section section = new Section(anatomy, planned.patient(), planned.study(), joint, frame);
        TissueMap map = tissue(section, disease, joint, frame);
        float[] grey = new ImageFormation(map, planned.study().device(), frame).form();
        Screen screen = new Screen(planned, section, frame);
        return new PhantomImage(
                screen.show(grey, Overlays.of(planned, settings)),
                screen.showMask(map.visibleSigns()));
    }

    static TissueMap tissue(Section section, Disease disease, Draws joint, Draws frame) {
        TissueMap map = new TissueMap(section.width, section.height, section.pixel);
        new SoftTissuePainter(section, map, joint, frame).paint();
        new SignPainter(section, map, disease, joint, frame).paint();
        new BonePainter(section, map, joint).paint();
        new DistractorPainter(section, map, joint).paint();
        return map;
    }
}
