package io.podagra.pipeline;

import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import io.podagra.data.ProgressListener;
import io.podagra.data.audit.ImageInspector;
import io.podagra.data.audit.Inspection;
import io.podagra.data.audit.Inspections;
import java.util.List;

/** What can be asked of a cohort's images before work that takes hours begins. */
public final class CohortImages {
    private CohortImages() {}

    /**
     * Decodes every image whole, on all processors.
     *
     * @param inspector looks at them
     * @param progress hears of each image, from several threads
     * @return what was seen in them, for whoever looks for copies next
     * @throws InvalidInputException naming every image that cannot be decoded, in the order of the
     *     list
     */
    public static Inspections check(
            List<CohortImage> images, ImageInspector inspector, ProgressListener progress) {
        Inspections inspections = Inspections.of(images, inspector, progress);
        List<String> problems =
                inspections.broken().entrySet().stream()
                        .map(broken -> problem(broken.getKey(), broken.getValue()))
                        .toList();
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return inspections;
    }

    private static String problem(CohortImage image, Inspection.Broken broken) {
        return UndecodableImageException.sentenceOfCohort(image, broken.reason());
    }
}
