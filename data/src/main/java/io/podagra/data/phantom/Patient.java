package io.podagra.data.phantom;

import io.podagra.data.SyntheticMark;
import java.util.List;
import java.util.Locale;

/**
 * What all images of a patient share. Lengths in mm, [G].
 *
 * @param number from 1
 * @param diseased whether any image may be abnormal
 * @param activity of the disease, in [0, 1]
 * @param site where the patient was examined
 * @param studies the visits there, in time
 * @param left whether the left joint was examined
 * @param softTissue how thick the soft tissue is, from 0, the thinnest of its view, to 1
 * @param headRadius of the metatarsal head's arc
 * @param jointGap between metatarsal head and phalanx
 * @param cartilage thickness on the metatarsal head
 * @param gel thickness of the layer between probe and skin; 0 if there is none
 */
record Patient(
        int number,
        boolean diseased,
        double activity,
        Site site,
        List<Study> studies,
        boolean left,
        double softTissue,
        double headRadius,
        double jointGap,
        double cartilage,
        double gel) {
    static Patient of(int number, boolean diseased, List<Site> sites, Draws cohort) {
        Draws draws = cohort.branch("patient", number);
        double activity = draws.kumaraswamy(1.6, 2.2);
        Site site = draws.oneOf(sites);
        return new Patient(
                number,
                diseased,
                activity,
                site,
                Study.of(site, cohort.branch("studies", number)),
                draws.chance(0.5),
                draws.unit(),
                draws.uniform(8, 11),
                draws.uniform(1.2, 2.8),
                new Range(0.3, 1.0).clamp(draws.gaussian(0.6, 0.15)),
                draws.chance(0.5) ? draws.uniform(0.3, 1.6) : 0);
    }

    /** A patient who came twice has the later half of the frames from the later visit. */
    Study study(int frame, int frames) {
        return studies.get(2 * frame > frames + 1 ? studies.size() - 1 : 0);
    }

    /** Such as {@code synthetic-0001}. */
    String id() {
        return SyntheticMark.PREFIX + String.format(Locale.ROOT, "%04d", number);
    }
}
