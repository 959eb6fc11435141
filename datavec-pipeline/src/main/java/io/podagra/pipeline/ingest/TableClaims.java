package io.podagra.pipeline.ingest;

import static java.util.stream.Collectors.groupingBy;

import io.podagra.data.Label;
import io.podagra.data.SyntheticMark;
import io.podagra.data.View;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Takes labels from a table; what its row leaves open, from the file itself, its name or its
 * folders. Thread-safe.
 */
final class TableClaims implements Claims {
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final List<LabelTable.Row> rows;
    private final RowsByFile byFile;
    private final Map<String, List<LabelTable.Row>> byUid;
    private final Map<String, List<LabelTable.Row>> byPatient;
    private final Words words;
    private final PatientPattern pattern;
    private final boolean datesKept;
    private final Set<LabelTable.Row> used = ConcurrentHashMap.newKeySet();

    TableClaims(
            LabelTable table,
            List<SourceName> files,
            Words words,
            PatientPattern pattern,
            boolean datesKept) {
        this.rows = table.rows();
        this.words = words;
        this.pattern = pattern;
        this.datesKept = datesKept;
        Predicate<LabelTable.Row> namesFile = row -> row.get(LabelColumn.IMAGE).isPresent();
        Predicate<LabelTable.Row> namesUid =
                row -> row.get(LabelColumn.SOP_INSTANCE_UID).isPresent();
        Predicate<LabelTable.Row> namesPatient =
                row ->
                        row.get(LabelColumn.PATIENT_ID).isPresent()
                                && row.get(LabelColumn.VIEW).isPresent();
        this.byFile = new RowsByFile(rows.stream().filter(namesFile).toList(), files);
        byFile.named().forEach(used::add); // whatever becomes of the files
        this.byUid =
                rows.stream()
                        .filter(namesFile.negate().and(namesUid))
                        .collect(groupingBy(row -> row.values().get(LabelColumn.SOP_INSTANCE_UID)));
        this.byPatient =
                rows.stream()
                        .filter(namesFile.or(namesUid).negate().and(namesPatient))
                        .collect(groupingBy(row -> row.values().get(LabelColumn.PATIENT_ID)));
    }

    /** The lines of rows that no file was found for, in the order of the table. */
    List<Long> unusedLines() {
        return rows.stream()
                .filter(row -> !used.contains(row))
                .map(LabelTable.Row::line)
                .sorted()
                .toList();
    }

    @Override
    public Claim of(SourceName name, Origin origin) throws RefusedFileException {
        List<LabelTable.Row> matching = rowsOf(name, origin);
        used.addAll(matching);
        if (matching.isEmpty()) {
            throw new RefusedFileException(Reason.Code.NO_LABEL, "is in no row of the labels");
        }
        LabelTable.Row row = matching.get(0);
        Claim claim = claim(row, name, origin);
        for (LabelTable.Row other : matching.subList(1, matching.size())) {
            requireEqual(claim, claim(other, name, origin));
        }
        return claim;
    }

    private List<LabelTable.Row> rowsOf(SourceName name, Origin origin)
            throws RefusedFileException {
        List<LabelTable.Row> named = byFile.of(name);
        if (named.isEmpty()) {
            named = origin.sopInstanceUid().map(byUid::get).orElse(List.of());
        }
        if (named.isEmpty()) {
            named = rowsOfPatient(name, origin);
        }
        return named;
    }

    /** Those of the one view that a folder or the description names. */
    private List<LabelTable.Row> rowsOfPatient(SourceName name, Origin origin)
            throws RefusedFileException {
        List<LabelTable.Row> ofPatient =
                byPatient.isEmpty()
                        ? List.of()
                        : byPatient.getOrDefault(pattern.patient(name, origin), List.of());
        if (ofPatient.isEmpty()) {
            return List.of();
        }
        Set<View> said = viewsSaid(name, origin);
        Set<View> meant = new LinkedHashSet<>();
        for (LabelTable.Row row : ofPatient) {
            words.viewIn(row.values().get(LabelColumn.VIEW))
                    .filter(said::contains)
                    .ifPresent(meant::add);
        }
        if (meant.size() != 1) {
            throw new RefusedFileException(
                    Reason.Code.NO_VIEW,
                    "has rows of its patient in the labels, but neither a folder nor its"
                            + " description names just one of their views");
        }
        return ofPatient.stream()
                .filter(
                        row ->
                                words.viewIn(row.values().get(LabelColumn.VIEW))
                                        .filter(meant::contains)
                                        .isPresent())
                .toList();
    }

    private Set<View> viewsSaid(SourceName name, Origin origin) {
        Set<View> said = new LinkedHashSet<>();
        name.folders().forEach(folder -> words.viewIn(folder).ifPresent(said::add));
        origin.description()
                .ifPresent(
                        text ->
                                NO_LETTERS
                                        .splitAsStream(text)
                                        .forEach(word -> words.viewIn(word).ifPresent(said::add)));
        return said;
    }

    private Claim claim(LabelTable.Row row, SourceName name, Origin origin)
            throws RefusedFileException {
        Optional<String> label = row.get(LabelColumn.LABEL);
        if (label.isEmpty()) {
            throw new RefusedFileException(
                    Reason.Code.NO_LABEL, "has an empty label in its row of the labels");
        }
        Label meant = words.label(label.get());
        Optional<String> patient = row.get(LabelColumn.PATIENT_ID);
        String patientId = patient.isPresent() ? patient.get() : pattern.patient(name, origin);
        return new Claim(
                patientId,
                view(row, name),
                meant,
                row.get(LabelColumn.STUDY_ID).or(origin::studyInstanceUid),
                row.get(LabelColumn.DEVICE).or(origin::device),
                row.get(LabelColumn.SITE),
                date(row, origin),
                isSynthetic(row, name, patientId));
    }

    private static boolean isSynthetic(LabelTable.Row row, SourceName name, String patientId) {
        boolean said =
                row.get(LabelColumn.SYNTHETIC)
                        .filter(value -> value.toLowerCase(Locale.ROOT).equals("true"))
                        .isPresent();
        return said || SyntheticMark.marks(patientId) || SyntheticMark.marks(name.relative());
    }

    /** The row's, else the outermost folder. */
    private View view(LabelTable.Row row, SourceName name) throws RefusedFileException {
        Optional<String> view = row.get(LabelColumn.VIEW);
        if (view.isPresent()) {
            return words.view(view.get());
        }
        if (name.folders().isEmpty()) {
            throw new RefusedFileException(
                    Reason.Code.NO_VIEW,
                    "has no view: neither in its row of the labels nor by its folder");
        }
        return words.view(name.folders().get(0));
    }

    private Optional<LocalDate> date(LabelTable.Row row, Origin origin)
            throws RefusedFileException {
        Optional<String> found = row.get(LabelColumn.ACQUIRED_AT);
        if (!datesKept || found.isEmpty()) {
            return origin.acquiredOn();
        }
        return Optional.of(
                Dates.parse(found.get())
                        .orElseThrow(
                                () ->
                                        new RefusedFileException(
                                                Reason.Code.UNKNOWN_DATE,
                                                "has a date in the labels that is not written like"
                                                        + " 2024-03-01, 2024/3/1 or 20240301")));
    }

    private static void requireEqual(Claim one, Claim other) throws RefusedFileException {
        if (one.label() != other.label()) {
            throw new RefusedFileException(
                    Reason.Code.TWO_LABELS,
                    "is abnormal in one row of the labels, normal in another");
        }
        if (!Pseudonyms.normalised(one.patientId())
                .equals(Pseudonyms.normalised(other.patientId()))) {
            throw new RefusedFileException(
                    Reason.Code.TWO_PATIENTS, "is of two patients in two rows of the labels");
        }
        if (!one.view().equals(other.view())) {
            throw new RefusedFileException(
                    Reason.Code.TWO_VIEWS, "is of two views in two rows of the labels");
        }
    }
}
