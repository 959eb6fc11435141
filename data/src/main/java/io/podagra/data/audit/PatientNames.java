package io.podagra.data.audit;

import io.podagra.data.CohortImage;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Patients whose identifiers differ only in how they are written. */
final class PatientNames {
    private static final int EXAMPLES = 3;

    private PatientNames() {}

    static List<Finding> check(AuditInput input) {
        List<CohortImage> images = input.cohort().images();
        TreeMap<String, SortedSet<String>> spellings =
                images.stream()
                        .map(CohortImage::patientId)
                        .collect(
                                Collectors.groupingBy(
                                        PatientNames::plain,
                                        TreeMap::new,
                                        Collectors.toCollection(TreeSet::new)));
        List<SortedSet<String>> alike =
                spellings.values().stream().filter(names -> names.size() > 1).toList();
        if (alike.isEmpty()) {
            return List.of();
        }
        List<CohortImage> concerned =
                images.stream()
                        .filter(image -> spellings.get(plain(image.patientId())).size() > 1)
                        .toList();
        List<String> examples =
                alike.stream()
                        .limit(EXAMPLES)
                        .map(names -> "'" + String.join("' and '", names) + "'")
                        .toList();
        return List.of(
                Finding.ofGroup(
                        Rule.SIMILAR_PATIENTS,
                        Rule.SIMILAR_PATIENTS.severity(),
                        "%s of patients whose identifiers differ in case, spaces or punctuation only, such as %s."
                                .formatted(
                                        Words.counted(alike.size(), "group"), Words.list(examples)),
                        concerned));
    }

    /**
     * In lower case and one width, with one hyphen for whatever stands between letters and digits.
     * Marks are of their letters: in Hindi or Thai they are the vowels.
     */
    private static String plain(String patient) {
        return Normalizer.normalize(patient, Normalizer.Form.NFKC)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "-")
                .toLowerCase(Locale.ROOT);
    }
}
