package io.podagra.pipeline.ingest;

import static java.util.Objects.requireNonNull;

import io.podagra.pipeline.FrameCleaner;
import io.podagra.pipeline.dicom.FrameSelection;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What is to be taken in, and how.
 *
 * @param source folder of the export; only read
 * @param cohort folder to be made, or gone on with
 * @param key file of the secret under which identifiers are hashed; made where there is none
 * @param labels table of labels; without one, files lie in folders {@code view/label/...}
 * @param columns names of the table's columns that are not called as ours
 * @param values our words for the hospital's labels and views, by the hospital's
 * @param encoding of the table, instead of the one that is detected
 * @param patientPattern whose first group is the patient in a file's name
 * @param frames of a DICOM file with several
 * @param cleaner by which images are cropped and painted over
 * @param datesKept whether the manifest gets {@code acquired_at}; dates help to find a patient
 * @param beforeAfter file outside of the cohort for a sheet of frames before and after they are
 *     painted over
 * @param originals file outside of the cohort that lists every source file by its own name
 */
public record IngestSettings(
        Path source,
        Path cohort,
        Path key,
        Optional<Path> labels,
        Map<LabelColumn, String> columns,
        Map<String, String> values,
        Optional<Charset> encoding,
        Optional<Pattern> patientPattern,
        FrameSelection frames,
        FrameCleaner cleaner,
        boolean datesKept,
        Optional<Path> beforeAfter,
        Optional<Path> originals) {
    /**
     * @throws IllegalArgumentException if the pattern has not just one group
     */
    public IngestSettings {
        source = requireNonNull(source, "source is null").toAbsolutePath().normalize();
        cohort = requireNonNull(cohort, "cohort is null").toAbsolutePath().normalize();
        key = requireNonNull(key, "key is null").toAbsolutePath().normalize();
        labels = labels.map(file -> file.toAbsolutePath().normalize());
        columns = Map.copyOf(columns);
        values = Map.copyOf(values);
        beforeAfter = beforeAfter.map(file -> file.toAbsolutePath().normalize());
        originals = originals.map(file -> file.toAbsolutePath().normalize());
        if (patientPattern.isPresent() && patientPattern.get().matcher("").groupCount() != 1) {
            throw new IllegalArgumentException(
                    "the pattern '%s' has %d groups, expected one around the patient, as in ^([^_]+)_"
                            .formatted(
                                    patientPattern.get(),
                                    patientPattern.get().matcher("").groupCount()));
        }
    }

    /** Folders {@code view/label/...}, images cropped, and nothing else asked for. */
    public static IngestSettings of(Path source, Path cohort, Path key) {
        return new IngestSettings(
                source,
                cohort,
                key,
                Optional.empty(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                FrameSelection.first(),
                new FrameCleaner(true, false),
                false,
                Optional.empty(),
                Optional.empty());
    }

    /** With a table of labels whose columns may have other names. */
    public IngestSettings withLabels(Path file, Map<LabelColumn, String> columnNames) {
        return with(
                draft -> {
                    draft.labels = Optional.of(file);
                    draft.columns = columnNames;
                });
    }

    /** With our words for the hospital's labels and views. */
    public IngestSettings withValues(Map<String, String> meanings) {
        return with(draft -> draft.values = meanings);
    }

    /** With the table's encoding, which is then not detected. */
    public IngestSettings withEncoding(Charset charset) {
        return with(draft -> draft.encoding = Optional.of(charset));
    }

    /** With a pattern that finds the patient in a file's name. */
    public IngestSettings withPatientPattern(Pattern pattern) {
        return with(draft -> draft.patientPattern = Optional.of(pattern));
    }

    /** With other frames than the first of a DICOM file. */
    public IngestSettings withFrames(FrameSelection selection) {
        return with(draft -> draft.frames = selection);
    }

    /** With images left as they are, or painted over too; else they are cropped alone. */
    public IngestSettings withCleaner(FrameCleaner other) {
        return with(draft -> draft.cleaner = other);
    }

    /** With the days on which images were made. */
    public IngestSettings withDates() {
        return with(draft -> draft.datesKept = true);
    }

    /** With a sheet of frames before and after they are painted over, which may show names. */
    public IngestSettings withBeforeAfter(Path file) {
        return with(draft -> draft.beforeAfter = Optional.of(file));
    }

    /** With a list of the source files by their own names, for the eyes of who may see them. */
    public IngestSettings withOriginals(Path file) {
        return with(draft -> draft.originals = Optional.of(file));
    }

    private IngestSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new IngestSettings(
                source,
                cohort,
                key,
                draft.labels,
                draft.columns,
                draft.values,
                draft.encoding,
                draft.patientPattern,
                draft.frames,
                draft.cleaner,
                draft.datesKept,
                draft.beforeAfter,
                draft.originals);
    }

    /** What may be asked for beside the folders, while it is being changed. */
    private static final class Draft {
        private Optional<Path> labels;
        private Map<LabelColumn, String> columns;
        private Map<String, String> values;
        private Optional<Charset> encoding;
        private Optional<Pattern> patientPattern;
        private FrameSelection frames;
        private FrameCleaner cleaner;
        private boolean datesKept;
        private Optional<Path> beforeAfter;
        private Optional<Path> originals;

        private Draft(IngestSettings settings) {
            labels = settings.labels;
            columns = settings.columns;
            values = settings.values;
            encoding = settings.encoding;
            patientPattern = settings.patientPattern;
            frames = settings.frames;
            cleaner = settings.cleaner;
            datesKept = settings.datesKept;
            beforeAfter = settings.beforeAfter;
            originals = settings.originals;
        }
    }
}
