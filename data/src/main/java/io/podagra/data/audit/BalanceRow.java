package io.podagra.data.audit;

import io.podagra.data.Cohort;
import io.podagra.data.CohortImage;
import io.podagra.data.Label;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How many images of a view, by a device, at a site there are.
 *
 * @param view the view
 * @param device the device, where the manifest names it
 * @param site the site, where the manifest names it
 * @param images at least one
 * @param patients who have such an image
 * @param abnormal images among them
 */
public record BalanceRow(
        String view,
        Optional<String> device,
        Optional<String> site,
        int images,
        int patients,
        int abnormal) {
    private record Key(String view, Optional<String> device, Optional<String> site) {}

    /** Share of abnormal images, from 0 to 1. */
    public double prevalence() {
        return (double) abnormal / images;
    }

    /** Every combination that occurs, sorted. */
    static List<BalanceRow> of(Cohort cohort) {
        Map<Key, List<CohortImage>> groups = new LinkedHashMap<>();
        for (CohortImage image : cohort.images()) {
            Key key =
                    new Key(
                            image.view().name(),
                            Columns.value(image, Columns.DEVICE),
                            Columns.value(image, Columns.SITE));
            groups.computeIfAbsent(key, group -> new ArrayList<>()).add(image);
        }
        List<BalanceRow> rows = new ArrayList<>();
        groups.forEach((key, images) -> rows.add(row(key, images)));
        rows.sort(
                Comparator.comparing(BalanceRow::view)
                        .thenComparing(row -> row.device().orElse(""))
                        .thenComparing(row -> row.site().orElse("")));
        return rows;
    }

    private static BalanceRow row(Key key, List<CohortImage> images) {
        Set<String> patients = new HashSet<>();
        images.forEach(image -> patients.add(image.patientId()));
        long abnormal = images.stream().filter(image -> image.label() == Label.ABNORMAL).count();
        return new BalanceRow(
                key.view(),
                key.device(),
                key.site(),
                images.size(),
                patients.size(),
                (int) abnormal);
    }
}
