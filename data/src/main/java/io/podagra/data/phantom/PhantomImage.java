package io.podagra.data.phantom;

/** Draws a planned image. */
final class PhantomImage {
    private PhantomImage() {}

    /** What the image shows: its label and its signs never disagree. */
    static Disease disease(CohortPlan.PlannedImage planned, PhantomSettings settings) {
        return planned.abnormal()
                ? Disease.of(
                        planned.patient(),
                        planned.view(),
                        settings.difficulty(),
                        Draws.of(settings.seed()))
                : Disease.NONE;
    }

    static GreyImage draw(CohortPlan.PlannedImage planned, PhantomSettings settings) {
        Patient patient = planned.patient();
        Disease disease = disease(planned, settings);
        Draws joint =
                Draws.of(settings.seed())
                        .branch("joint " + planned.view().word(), patient.number());
        Draws frame = joint.branch("frame", planned.frame());
        Anatomy anatomy = new Anatomy(planned.view(), patient, disease, joint);
        Section section = new Section(anatomy, patient, joint, frame.branch("section"));

        TissueMap map = new TissueMap(section.width, section.height, section.pixel);
        new SoftTissuePainter(section, map, joint, frame).paint();
        new SignPainter(section, map, disease, joint, frame).paint();
        new BonePainter(section, map, joint).paint();
        new DistractorPainter(section, map, joint).paint();

        float[] grey = new ImageFormation(map, patient.device(), frame).form();
        return new Screen(patient, section, frame).show(grey);
    }
}
