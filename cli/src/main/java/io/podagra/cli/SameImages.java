package io.podagra.cli;

import io.podagra.data.Cohort;
import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.ScoredImage;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Refuses a cohort that is not that of the scores. */
final class SameImages {
    private SameImages() {}

    /**
     * @throws InvalidInputException if the cohort lacks a scored image or labels one otherwise
     */
    static void require(ScoreTable scores, Cohort cohort) {
        Map<String, CohortImage> images =
                cohort.images().stream()
                        .collect(Collectors.toMap(CohortImage::id, Function.identity()));
        long missing = count(scores, image -> !images.containsKey(image.imageId()));
        long relabelled =
                count(
                        scores,
                        image ->
                                images.containsKey(image.imageId())
                                        && images.get(image.imageId()).label() != image.label());
        if (missing > 0 || relabelled > 0) {
            throw new InvalidInputException(
                    "%s: of %,d scored images %,d are not in this cohort and %,d have another label there; give the cohort the scores are of, or leave out --cohort"
                            .formatted(
                                    cohort.folder(), scores.images().size(), missing, relabelled));
        }
    }

    private static long count(ScoreTable scores, Predicate<ScoredImage> condition) {
        return scores.images().stream().filter(condition).count();
    }
}
