package io.podagra.data.phantom;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whoever gave the images their labels, and sometimes erred: on abnormal images whose signs are
 * weak or of a kind on which observers disagree, and on normal images with distractors. As many one
 * way as the other, so that the number labelled abnormal is the number drawn abnormal. [G]
 */
final class Reader {
    /** How much chance there is in an opinion, against what the image shows. */
    private static final double OF_JOINT = 0.06;

    private static final double OF_FRAME = 0.04;

    private final PhantomSettings settings;
    private final Draws cohort;

    Reader(PhantomSettings settings) {
        this.settings = settings;
        this.cohort = Draws.of(settings.seed());
    }

    /** The images of one view with the reader's labels. */
    List<CohortPlan.PlannedImage> read(List<CohortPlan.PlannedImage> images) {
        int errors = (int) Math.round(settings.labelNoise() * images.size() / 2);
        Set<CohortPlan.PlannedImage> misread = new HashSet<>();
        images.stream()
                .filter(CohortPlan.PlannedImage::abnormal)
                .sorted(Comparator.comparingDouble(image -> conspicuity(image) + opinion(image)))
                .limit(errors)
                .forEach(misread::add);
        int misses = misread.size();
        images.stream()
                .filter(image -> !image.abnormal())
                .sorted(Comparator.comparingDouble(image -> -alarm(image) - opinion(image)))
                .limit(misses)
                .forEach(misread::add);
        return images.stream()
                .map(image -> misread.contains(image) ? image.misread() : image)
                .toList();
    }

    private double conspicuity(CohortPlan.PlannedImage image) {
        return PhantomImage.disease(image, settings).conspicuity();
    }

    private double alarm(CohortPlan.PlannedImage image) {
        return Distractors.of(PhantomImage.joint(image, settings)).alarm();
    }

    private double opinion(CohortPlan.PlannedImage image) {
        Draws joint = cohort.branch("reader " + image.view().word(), image.patient().number());
        double ofJoint = joint.gaussian(0, OF_JOINT);
        return ofJoint + joint.branch("frame", image.frame()).gaussian(0, OF_FRAME);
    }
}
