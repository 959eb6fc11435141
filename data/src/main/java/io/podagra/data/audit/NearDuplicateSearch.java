package io.podagra.data.audit;

import io.podagra.data.CohortImage;
import io.podagra.data.ImagePair;
import io.podagra.data.ProgressListener;
import io.podagra.data.audit.Inspection.Inspected;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Looks closely at the pairs that are alike in the coarse. */
final class NearDuplicateSearch {
    private final Map<CohortImage, Inspected> seen;
    private final ImageInspector inspector;

    NearDuplicateSearch(Inspections inspections, ImageInspector inspector) {
        this.seen = inspections.whole();
        this.inspector = inspector;
    }

    /**
     * @param images no two of which have the same pixels
     */
    List<Duplicate> among(List<CohortImage> images, ProgressListener progress) {
        // A blank image is a finding of its own, and like every other blank one.
        List<CohortImage> comparable =
                images.stream().filter(image -> !BlankImages.isBlank(seen.get(image))).toList();
        List<Appearance> appearances =
                comparable.stream().map(image -> seen.get(image).appearance()).toList();
        List<CandidatePairs.Candidate> candidates = CandidatePairs.of(appearances);
        AtomicLong done = new AtomicLong();
        return candidates.parallelStream()
                .map(
                        candidate -> {
                            Duplicate compared =
                                    compare(
                                            comparable.get(candidate.first()),
                                            comparable.get(candidate.second()));
                            progress.progressed(done.incrementAndGet(), candidates.size());
                            return compared;
                        })
                .filter(compared -> compared.likeness() >= Duplicates.NEAR)
                .toList();
    }

    private Duplicate compare(CohortImage first, CohortImage second) {
        return new Duplicate(
                new ImagePair(first, second),
                Duplicate.Kind.NEAR,
                inspector.likeness(first, second),
                seen.get(first).appearance().hashDistance(seen.get(second).appearance()));
    }
}
