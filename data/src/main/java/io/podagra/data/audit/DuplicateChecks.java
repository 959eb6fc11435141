package io.podagra.data.audit;

import io.podagra.data.ImagePair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Copies and near-duplicates, by what they cross. A pair is reported for everything it crosses: two
 * patients, two parts and two labels are three defects with three remedies.
 */
final class DuplicateChecks {
    private final Parts parts;
    private final List<Duplicate> copies;
    private final List<Duplicate> nearDuplicates;
    private final List<Finding> findings = new ArrayList<>();

    private DuplicateChecks(AuditInput input) {
        this.parts = input.parts();
        this.copies = input.duplicates().all().stream().filter(one -> !isNear(one)).toList();
        this.nearDuplicates =
                input.duplicates().all().stream().filter(DuplicateChecks::isNear).toList();
    }

    static List<Finding> check(AuditInput input) {
        return new DuplicateChecks(input).findings();
    }

    private List<Finding> findings() {
        Predicate<ImagePair> patients = pair -> !pair.samePatient();
        Predicate<ImagePair> labels = DuplicateChecks::differentLabels;
        Predicate<ImagePair> sides = this::differentParts;
        Predicate<ImagePair> nothing = patients.or(labels).or(sides).negate();

        add(Rule.COPIES_ACROSS_PATIENTS, copies, patients, "copies of a file of another patient");
        add(Rule.COPIES_ACROSS_LABELS, copies, labels, "copies with another label");
        add(Rule.COPIES_ACROSS_PARTS, copies, sides, "copies of an image in another part");
        add(Rule.COPIES, copies, nothing, "copies of another image of the same patient");
        String near = "pairs of images of two patients that show the same speckle";
        add(Rule.NEAR_DUPLICATES_ACROSS_PATIENTS, nearDuplicates, patients, near);
        String nearParts = "pairs of near-duplicates in two parts of the split";
        add(Rule.NEAR_DUPLICATES_ACROSS_PARTS, nearDuplicates, sides, nearParts);
        String nearLabels = "pairs of near-duplicates with two labels";
        add(Rule.NEAR_DUPLICATES_ACROSS_LABELS, nearDuplicates, labels, nearLabels);
        String frames = "pairs of near-duplicate frames within one patient";
        add(Rule.NEAR_DUPLICATES_OF_PATIENT, nearDuplicates, nothing, frames);
        return findings;
    }

    private void add(
            Rule rule, List<Duplicate> duplicates, Predicate<ImagePair> crosses, String what) {
        List<Evidence> evidence =
                duplicates.stream()
                        .filter(one -> crosses.test(one.pair()))
                        .map(one -> Evidence.of(one, remark(one)))
                        .toList();
        if (!evidence.isEmpty()) {
            String words =
                    evidence.size() == 1
                            ? what.replaceFirst("copies", "copy").replaceFirst("pairs", "pair")
                            : what;
            findings.add(
                    Finding.ofEvidence(
                            rule, "%,d %s.".formatted(evidence.size(), words), evidence));
        }
    }

    private String remark(Duplicate duplicate) {
        List<String> remarks = new ArrayList<>();
        remarks.add(
                switch (duplicate.kind()) {
                    case SAME_FILE -> "same file";
                    case SAME_PIXELS -> "same grey values in another file";
                    case NEAR -> "likeness " + Words.decimals(2, duplicate.likeness());
                });
        ImagePair pair = duplicate.pair();
        if (differentLabels(pair)) {
            remarks.add(pair.first().label().word() + " and " + pair.second().label().word());
        }
        if (differentParts(pair)) {
            remarks.add(
                    parts.of(pair.first()).orElseThrow()
                            + " and "
                            + parts.of(pair.second()).orElseThrow());
        }
        return String.join("; ", remarks);
    }

    private static boolean isNear(Duplicate duplicate) {
        return duplicate.kind() == Duplicate.Kind.NEAR;
    }

    private static boolean differentLabels(ImagePair pair) {
        return pair.first().label() != pair.second().label();
    }

    private boolean differentParts(ImagePair pair) {
        Optional<String> first = parts.of(pair.first());
        Optional<String> second = parts.of(pair.second());
        return first.isPresent() && second.isPresent() && !first.equals(second);
    }
}
