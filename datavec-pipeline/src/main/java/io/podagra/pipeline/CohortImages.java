package io.podagra.pipeline;

import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import io.podagra.data.ProgressListener;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What can be asked of a cohort's images before work that takes hours begins. */
public final class CohortImages {
    private CohortImages() {}

    /**
     * Decodes every image whole, on all processors.
     *
     * @param progress hears of each image, from several threads
     * @throws InvalidInputException naming every image that cannot be decoded, in the order of the
     *     list
     */
    public static void check(List<CohortImage> images, ProgressListener progress) {
        ImageDecoder decoder = new ImageDecoder(new ImageSettings(ImageSettings.MINIMUM_SIZE));
        AtomicInteger done = new AtomicInteger();
        List<String> problems =
                images.parallelStream()
                        .map(
                                image -> {
                                    Optional<String> problem = problemOf(image, decoder);
                                    progress.progressed(done.incrementAndGet(), images.size());
                                    return problem;
                                })
                        .flatMap(Optional::stream)
                        .toList();
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    private static Optional<String> problemOf(CohortImage image, ImageDecoder decoder) {
        try {
            decoder.decode(image.file());
            return Optional.empty();
        } catch (UndecodableImageException e) {
            return Optional.of(e.ofCohort(image).getMessage());
        }
    }
}
