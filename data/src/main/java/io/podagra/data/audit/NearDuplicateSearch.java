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
     * @param images none of them blank, no two of which have the same pixels
     */
    List<Duplicate> among(List<CohortImage> images, ProgressListener progress) {
        List<Appearance> appearances =
                images.stream().map(image -> seen.get(image).appearance()).toList();
        List<CandidatePairs.Candidate> candidates = CandidatePairs.of(appearances);
        AtomicLong done = new AtomicLong();
        return candidates.parallelStream()
                .map(
                        candidate -> {
                            Duplicate compared =
                                    compare(
                                            images.get(candidate.first()),
                                            images.get(candidate.second()));
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
