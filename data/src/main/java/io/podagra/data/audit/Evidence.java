package io.podagra.data.audit;

import static java.util.Objects.requireNonNull;

import io.podagra.data.CohortImage;
import java.util.List;
import java.util.Optional;

/**
 * One image, or pair of images, that a finding is about.
 *
 * @param image the image, or the first of the pair
 * @param partner the pair, if it is one
 * @param boxes where in the image, if only a part of it is meant
 * @param remark a few words about it, empty if there is nothing to say
 */
public record Evidence(
        CohortImage image, Optional<Duplicate> partner, List<Box> boxes, String remark) {
    public Evidence {
        requireNonNull(image, "image is null");
        requireNonNull(partner, "partner is null");
        boxes = List.copyOf(boxes);
        requireNonNull(remark, "remark is null");
    }

    static Evidence of(CohortImage image, String remark) {
        return new Evidence(image, Optional.empty(), List.of(), remark);
    }

    static Evidence of(Duplicate pair, String remark) {
        return new Evidence(pair.pair().first(), Optional.of(pair), List.of(), remark);
    }
}
