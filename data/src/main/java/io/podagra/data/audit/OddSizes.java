package io.podagra.data.audit;

import io.podagra.data.CohortImage;
import io.podagra.data.audit.Inspection.Inspected;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Images whose width, height or aspect is far from what their device makes in their view: by the
 * modified z-score of the logarithm, more than 3.5 median absolute deviations over 0.6745 from the
 * median (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993).
 */
final class OddSizes {
    private static final double LIMIT = 3.5;
    private static final double CONSISTENCY = 0.6745;

    /** Fewer images do not tell what is usual. */
    private static final int LEAST_GROUP = 10;

    /**
     * Standard deviation of the logarithm that is taken at least: where all other images are of one
     * size, only what differs by more than 19 % is odd.
     */
    private static final double LEAST_DEVIATION = 0.05;

    private static final List<ToDoubleFunction<Inspected>> MEASURES =
            List.of(
                    seen -> Math.log(seen.width()),
                    seen -> Math.log(seen.height()),
                    seen -> Math.log((double) seen.width() / seen.height()));

    private OddSizes() {}

    static List<Finding> check(AuditInput input) {
        Map<String, List<CohortImage>> groups = new LinkedHashMap<>();
        for (CohortImage image : input.inspections().wholeImages()) {
            String device = Columns.value(image, Columns.DEVICE).orElse("");
            groups.computeIfAbsent(image.view() + "\n" + device, group -> new ArrayList<>())
                    .add(image);
        }
        Map<CohortImage, Inspected> whole = input.inspections().whole();
        Map<CohortImage, Evidence> odd = new LinkedHashMap<>();
        for (List<CohortImage> group : groups.values()) {
            if (group.size() >= LEAST_GROUP) {
                MEASURES.forEach(measure -> addOutliers(group, whole, measure, odd));
            }
        }
        if (odd.isEmpty()) {
            return List.of();
        }
        List<Evidence> evidence =
                input.inspections().wholeImages().stream()
                        .filter(odd::containsKey)
                        .map(odd::get)
                        .toList();
        return List.of(
                Finding.ofEvidence(
                        Rule.ODD_SIZE,
                        Words.counted(evidence.size(), "image", "differs", "differ")
                                + " in size or aspect from the others of the device and view.",
                        evidence));
    }

    private static void addOutliers(
            List<CohortImage> group,
            Map<CohortImage, Inspected> whole,
            ToDoubleFunction<Inspected> measure,
            Map<CohortImage, Evidence> odd) {
        double[] values =
                group.stream()
                        .mapToDouble(image -> measure.applyAsDouble(whole.get(image)))
                        .toArray();
        double median = median(values);
        double absolute = median(Arrays.stream(values).map(x -> Math.abs(x - median)).toArray());
        double deviation = Math.max(LEAST_DEVIATION, absolute / CONSISTENCY);
        for (int index = 0; index < values.length; index++) {
            if (Math.abs(values[index] - median) > LIMIT * deviation) {
                CohortImage image = group.get(index);
                odd.putIfAbsent(image, Evidence.of(image, remark(group, whole, image)));
            }
        }
    }

    private static String remark(
            List<CohortImage> group, Map<CohortImage, Inspected> whole, CohortImage image) {
        double width = median(group.stream().mapToDouble(one -> whole.get(one).width()).toArray());
        double height =
                median(group.stream().mapToDouble(one -> whole.get(one).height()).toArray());
        return "%d × %d pixels; usual is %.0f × %.0f"
                .formatted(whole.get(image).width(), whole.get(image).height(), width, height);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
