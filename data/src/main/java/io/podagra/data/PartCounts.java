package io.podagra.data;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a part of a split holds.
 *
 * @param view whose images are counted; empty for all views together
 * @param part of the split
 * @param images how many
 * @param patients how many have any of them
 * @param abnormal how many of the images are abnormal
 */
public record PartCounts(Optional<View> view, Part part, int images, int patients, int abnormal) {
    public PartCounts {
        requireNonNull(view, "view is null");
        requireNonNull(part, "part is null");
    }

    /** The share of abnormal images, in [0, 1]; NaN if there are no images. */
    public double prevalence() {
        return (double) abnormal / images;
    }

    boolean lacksAClass() {
        return abnormal == 0 || abnormal == images;
    }

    /** All views together, then each view; of each, every part. */
    static List<PartCounts> of(List<View> views, Map<Part, List<CohortImage>> imagesOfPart) {
        List<PartCounts> counts = new ArrayList<>();
        Map<Part, Map<View, List<CohortImage>>> byView = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            counts.add(count(Optional.empty(), part, imagesOfPart.get(part)));
            byView.put(
                    part,
                    imagesOfPart.get(part).stream()
                            .collect(Collectors.groupingBy(CohortImage::view)));
        }
        for (View view : views) {
            for (Part part : Part.values()) {
                List<CohortImage> images = byView.get(part).getOrDefault(view, List.of());
                counts.add(count(Optional.of(view), part, images));
            }
        }
        return List.copyOf(counts);
    }

    private static PartCounts count(Optional<View> view, Part part, List<CohortImage> images) {
        Set<String> patients = new HashSet<>();
        int abnormal = 0;
        for (CohortImage image : images) {
            patients.add(image.patientId());
            abnormal += image.label() == Label.ABNORMAL ? 1 : 0;
        }
        return new PartCounts(view, part, images.size(), patients.size(), abnormal);
    }
}
