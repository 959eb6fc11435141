package io.podagra.data.audit;

import io.podagra.data.CohortImage;
import io.podagra.data.Label;
import io.podagra.data.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How the labels lie over views, patients and parts. */
final class LabelChecks {
    private LabelChecks() {}

    static List<Finding> check(AuditInput input) {
        List<Finding> findings = new ArrayList<>(patientsAcrossParts(input));
        findings.addAll(oneClassViews(input));
        findings.addAll(bothLabels(input));
        return findings;
    }

    private static <T extends Comparable<T>> Map<T, List<CohortImage>> by(
            Function<CohortImage, T> key, List<CohortImage> images) {
        return images.stream()
                .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
    }

    private static boolean hasBothLabels(List<CohortImage> images) {
        return images.stream().map(CohortImage::label).distinct().count() > 1;
    }

    private static List<Finding> patientsAcrossParts(AuditInput input) {
        List<CohortImage> concerned = new ArrayList<>();
        int patients = 0;
        for (List<CohortImage> images :
                by(CohortImage::patientId, input.cohort().images()).values()) {
            long parts =
                    images.stream()
                            .flatMap(image -> input.parts().of(image).stream())
                            .distinct()
                            .count();
            if (parts > 1) {
                concerned.addAll(images);
                patients++;
            }
        }
        if (patients == 0) {
            return List.of();
        }
        return List.of(
                Finding.ofGroup(
                        Rule.PATIENTS_ACROSS_PARTS,
                        Rule.PATIENTS_ACROSS_PARTS.severity(),
                        Words.counted(patients, "patient", "has", "have")
                                + " images in more than one part of the split.",
                        concerned));
    }

    private static List<Finding> oneClassViews(AuditInput input) {
        List<CohortImage> concerned = new ArrayList<>();
        List<String> views = new ArrayList<>();
        for (Map.Entry<View, List<CohortImage>> view :
                by(CohortImage::view, input.cohort().images()).entrySet()) {
            if (!hasBothLabels(view.getValue())) {
                Label label = view.getValue().get(0).label();
                views.add("'%s' has %s images only".formatted(view.getKey(), label.word()));
                concerned.addAll(view.getValue());
            }
        }
        if (views.isEmpty()) {
            return List.of();
        }
        return List.of(
                Finding.ofGroup(
                        Rule.ONE_CLASS_VIEW,
                        Rule.ONE_CLASS_VIEW.severity(),
                        "View " + Words.list(views) + ".",
                        concerned));
    }

    private static List<Finding> bothLabels(AuditInput input) {
        List<CohortImage> concerned = new ArrayList<>();
        int patients = 0;
        int inOneView = 0;
        Map<String, List<CohortImage>> byPatient =
                by(CohortImage::patientId, input.cohort().images());
        for (List<CohortImage> images : byPatient.values()) {
            if (hasBothLabels(images)) {
                concerned.addAll(images);
                patients++;
                boolean within =
                        by(CohortImage::view, images).values().stream()
                                .anyMatch(LabelChecks::hasBothLabels);
                inOneView += within ? 1 : 0;
            }
        }
        if (patients == 0) {
            return List.of();
        }
        return List.of(
                Finding.ofGroup(
                        Rule.BOTH_LABELS,
                        Rule.BOTH_LABELS.severity(),
                        "%s of %,d %s abnormal and normal images, %,d of them within one view."
                                .formatted(
                                        Words.counted(patients, "patient"),
                                        byPatient.size(),
                                        patients == 1 ? "has" : "have",
                                        inOneView),
                        concerned));
    }
}
