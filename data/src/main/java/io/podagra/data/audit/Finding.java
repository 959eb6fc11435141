package io.podagra.data.audit;

import static java.util.Objects.requireNonNull;

import io.podagra.data.CohortImage;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Something that the audit found.
 *
 * @param rule what was looked for
 * @param severity how grave it is here
 * @param sentence what was found
 * @param images how many images it concerns
 * @param patients whose they are, sorted
 * @param evidence the images, in the manifest's order; empty if the finding is about groups
 */
public record Finding(
        Rule rule,
        Severity severity,
        String sentence,
        int images,
        SortedSet<String> patients,
        List<Evidence> evidence) {
    public Finding {
        requireNonNull(rule, "rule is null");
        requireNonNull(severity, "severity is null");
        requireNonNull(sentence, "sentence is null");
        patients = Collections.unmodifiableSortedSet(new TreeSet<>(patients));
        evidence = List.copyOf(evidence);
    }

    /** About images that are shown. */
    static Finding ofEvidence(Rule rule, String sentence, List<Evidence> evidence) {
        List<CohortImage> images = evidence.stream().flatMap(Finding::images).distinct().toList();
        return new Finding(
                rule, rule.severity(), sentence, images.size(), patientsOf(images), evidence);
    }

    /** About groups of images, too large to be shown. */
    static Finding ofGroup(
            Rule rule, Severity severity, String sentence, Collection<CohortImage> images) {
        return new Finding(rule, severity, sentence, images.size(), patientsOf(images), List.of());
    }

    private static Stream<CohortImage> images(Evidence evidence) {
        return Stream.concat(
                Stream.of(evidence.image()),
                evidence.partner().map(pair -> pair.pair().second()).stream());
    }

    private static SortedSet<String> patientsOf(Collection<CohortImage> images) {
        SortedSet<String> patients = new TreeSet<>();
        images.forEach(image -> patients.add(image.patientId()));
        return patients;
    }
}
