package io.podagra.data;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the images that a {@link SplitScheme.HoldOut} singles out. */
final class HeldOut {
    private static final int SHOWN = 12;

    /** A day of ISO 8601, extended or basic, with any time after it. */
    private static final Pattern DAY = Pattern.compile("(\\d{4}-\\d{2}-\\d{2}|\\d{8})(?:[T ].*)?");

    private final Cohort cohort;
    private final String column;

    private HeldOut(Cohort cohort, String column) {
        this.cohort = cohort;
        this.column = column;
    }

    /**
     * The ids of the test images.
     *
     * @param unit if it is the patient, no patient may have images on both sides
     * @throws InvalidInputException if the cohort has no such column or values, a date cannot be
     *     read, or a patient is on both sides
     */
    static Set<String> ids(Cohort cohort, SplitScheme.HoldOut scheme, SplitUnit unit) {
        HeldOut held = new HeldOut(cohort, columnOf(cohort, scheme.column()));
        Set<String> ids =
                scheme instanceof SplitScheme.HoldOutFrom since
                        ? held.since(since.from())
                        : held.withValues(((SplitScheme.HoldOutValues) scheme).values());
        if (unit == SplitUnit.PATIENT) {
            held.requireWholePatients(ids);
        }
        return ids;
    }

    private static String columnOf(Cohort cohort, String wanted) {
        Set<String> columns = new LinkedHashSet<>();
        cohort.images().forEach(image -> columns.addAll(image.attributes().keySet()));
        if (columns.contains(wanted)) {
            return wanted;
        }
        return columns.stream()
                .filter(wanted::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(
                        () ->
                                new InvalidInputException(
                                        "holdOut: the manifest in %s has no column '%s' to hold images out by; %s"
                                                .formatted(
                                                        cohort.folder(),
                                                        wanted,
                                                        columns.isEmpty()
                                                                ? "it has none but image,"
                                                                        + " patient_id, view and"
                                                                        + " label, so add one"
                                                                : "choose one of "
                                                                        + shown(columns))));
    }

    private Set<String> withValues(List<String> values) {
        SortedSet<String> known = new TreeSet<>();
        Set<String> wanted = Set.copyOf(values);
        Set<String> ids = new LinkedHashSet<>();
        for (CohortImage image : cohort.images()) {
            String value = value(image);
            known.add(value);
            if (wanted.contains(value)) {
                ids.add(image.id());
            }
        }
        List<String> problems = new ArrayList<>();
        for (String value : values) {
            if (!known.contains(value)) {
                problems.add(
                        "holdOut: no image has '%s' in the column %s; choose from %s"
                                .formatted(value, column, shown(known)));
            }
        }
        if (problems.isEmpty() && ids.size() == cohort.images().size()) {
            problems.add(
                    "holdOut: every image has %s in the column %s, so none is left to train on; leave a value out"
                            .formatted(shown(values), column));
        }
        throwIfAny(problems);
        return ids;
    }

    private Set<String> since(LocalDate from) {
        Set<String> ids = new LinkedHashSet<>();
        List<String> problems = new ArrayList<>();
        SortedSet<LocalDate> days = new TreeSet<>();
        for (CohortImage image : cohort.images()) {
            Optional<LocalDate> day = day(value(image));
            if (day.isEmpty()) {
                problems.add(
                        "holdOut: the image '%s' has '%s' in the column %s, expected a date such as 2024-03-01; correct it in the manifest"
                                .formatted(image.id(), value(image), column));
                continue;
            }
            days.add(day.get());
            if (!day.get().isBefore(from)) {
                ids.add(image.id());
            }
        }
        if (problems.isEmpty() && (ids.isEmpty() || ids.size() == cohort.images().size())) {
            problems.add(
                    "holdOut: %s image has a day from %s on in the column %s; choose a day after %s and not after %s"
                            .formatted(
                                    ids.isEmpty() ? "no" : "every",
                                    from,
                                    column,
                                    days.first(),
                                    days.last()));
        }
        throwIfAny(problems);
        return ids;
    }

    private static Optional<LocalDate> day(String value) {
        Matcher matcher = DAY.matcher(value);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String day = matcher.group(1);
        try {
            return Optional.of(
                    LocalDate.parse(
                            day,
                            day.contains("-")
                                    ? DateTimeFormatter.ISO_LOCAL_DATE
                                    : DateTimeFormatter.BASIC_ISO_DATE));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private void requireWholePatients(Set<String> ids) {
        Map<String, CohortImage> tested = new HashMap<>();
        for (CohortImage image : cohort.images()) {
            if (ids.contains(image.id())) {
                tested.putIfAbsent(image.patientId(), image);
            }
        }
        Map<String, String> problemOfPatient = new HashMap<>();
        List<String> problems = new ArrayList<>();
        for (CohortImage image : cohort.images()) {
            CohortImage test = tested.get(image.patientId());
            if (test == null || ids.contains(image.id())) {
                continue;
            }
            String problem =
                    "holdOut: the patient %s would be on two sides of the split: '%s' (%s %s) is held out, '%s' (%s) is not; leave this patient's images of one side out of the manifest, or hold out otherwise"
                            .formatted(
                                    image.patientId(),
                                    test.id(),
                                    column,
                                    value(test),
                                    image.id(),
                                    value(image));
            if (problemOfPatient.putIfAbsent(image.patientId(), problem) == null) {
                problems.add(problem);
            }
        }
        throwIfAny(problems);
    }

    private String value(CohortImage image) {
        return image.attributes().getOrDefault(column, "");
    }

    private static String shown(Iterable<String> values) {
        List<String> quoted = new ArrayList<>();
        values.forEach(value -> quoted.add("'" + value + "'"));
        return quoted.size() <= SHOWN
                ? String.join(", ", quoted)
                : String.join(", ", quoted.subList(0, SHOWN))
                        + " and %d more".formatted(quoted.size() - SHOWN);
    }

    private static void throwIfAny(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }
}
