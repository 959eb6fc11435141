package io.podagra.cli;

import io.podagra.cli.settings.UserFolders;
import io.podagra.cli.terminal.Progress;
import io.podagra.pipeline.FrameCleaner;
import io.podagra.pipeline.ingest.Ingest;
import io.podagra.pipeline.ingest.IngestReport;
import io.podagra.pipeline.ingest.IngestSettings;
import io.podagra.pipeline.ingest.LabelColumn;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a hospital's export into a cohort. */
@Command(
        name = "ingest",
        description = {
            "Take a hospital's DICOM, PNG, JPEG, TIFF and BMP files into a cohort, patients and"
                    + " studies under keyed hashes.",
            "Ends with exit code 1 if a file was quarantined, or a row of the labels found none,"
                    + " else 0. Run again, it goes on where it was interrupted.",
            "What a device draws around the tissue, a patient's name among it, is cut off. Colour"
                    + " Doppler and two images on one screen are flagged in ingest.json."
        },
        mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private OutputOptions output;

    @Parameters(
            paramLabel = "SOURCE",
            description =
                    "Folder of the export; only read. Without --labels its files lie in"
                            + " VIEW/LABEL/..., such as dorsal/abnormal/.")
    private Path source;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "COHORT",
            description = "Folder for the cohort: new, empty, or made from the same SOURCE before.")
    private Path out;

    @Option(
            names = "--labels",
            paramLabel = "FILE.csv",
            description =
                    "Table with a column label, and image (the file), sop_instance_uid, or"
                        + " patient_id and view to say of which images a row is; optionally device,"
                        + " site, study_id, acquired_at.")
    private Optional<Path> labels = Optional.empty();

    @Option(
            names = "--column",
            paramLabel = "NAME=HEADER",
            description = "What the table calls a column, as in --column image=Datei; repeatable.")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--value",
            paramLabel = "WORD=MEANING",
            description =
                    "What a label or view of the hospital means, as in --value"
                            + " pathologisch=abnormal; repeatable.")
    private Map<String, String> values = new LinkedHashMap<>();

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description =
                    "The table's encoding, such as windows-1252 (default: UTF-8, UTF-16 or GB18030,"
                            + " whichever it is).")
    private Optional<String> encoding = Optional.empty();

    @Option(
            names = "--patient-pattern",
            paramLabel = "REGEX",
            description =
                    "Finds the patient in a file's name, as one group, where no column and no DICOM"
                            + " file says whose it is: '^([^_]+)_'.")
    private Optional<String> patientPattern = Optional.empty();

    @Option(
            names = "--frames",
            paramLabel = "first|all|N",
            defaultValue = "first",
            description = "Frames to take of a DICOM file: the first, all, or every N-th.")
    private String frames;

    @Option(
            names = "--crop",
            paramLabel = "HOW",
            defaultValue = "auto",
            description =
                    "auto (default): only the tissue, by the file's regions or else by its pixels;"
                            + " none: whole frames, with every name that stands in them.")
    private String crop;

    @Option(
            names = "--mask",
            description =
                    "Paint over text, ticks and calipers that are drawn into the tissue. Not all"
                            + " are found: look at what --before-after shows.")
    private boolean mask;

    @Option(
            names = "--before-after",
            paramLabel = "FILE.png",
            description =
                    "With --mask: also draw some frames before and after, for your eyes only, as"
                            + " names may show; outside of the cohort.")
    private Optional<Path> beforeAfter = Optional.empty();

    @Option(
            names = "--keep-dates",
            description = "Keep the day of acquisition; dates help to find a patient.")
    private boolean datesKept;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "Secret of the hashes, made if it is not there (default: podagra/ingest.key in"
                        + " your configuration folder). Keep it: without it the same patient gets"
                        + " another name. Keep it secret: with it patients can be found.")
    private Optional<Path> key = Optional.empty();

    @Option(
            names = "--originals",
            paramLabel = "FILE.csv",
            description =
                    "Also list every source file by its own name with what became of it, for your"
                            + " eyes only; outside of the cohort.")
    private Optional<Path> originals = Optional.empty();

    @Override
    public Integer call() throws IOException {
        output.configureLogging();
        IngestSettings settings = settings();
        Progress progress = output.progress();
        IngestReport report = Ingest.run(settings, progress.stage("Taking in"));
        spec.commandLine().getOut().print(IngestSummary.of(report, settings, out));
        spec.commandLine().getOut().flush();
        return report.complete() ? 0 : Podagra.FAILURE;
    }

    private IngestSettings settings() {
        if (labels.isEmpty() && !(columns.isEmpty() && encoding.isEmpty())) {
            throw wrong("--column and --encoding are of a table; give it by --labels");
        }
        IngestSettings settings =
                IngestSettings.of(source, out, key.orElseGet(UserFolders::ingestKey))
                        .withValues(values)
                        .withFrames(FramesOption.parse(frames, spec));
        if (labels.isPresent()) {
            settings = settings.withLabels(labels.get(), columnNames());
        }
        settings = settings.withCleaner(new FrameCleaner(isCropping(), mask));
        if (encoding.isPresent()) {
            settings = settings.withEncoding(charset(encoding.get()));
        }
        if (patientPattern.isPresent()) {
            settings = withPattern(settings, patientPattern.get());
        }
        if (beforeAfter.isPresent()) {
            settings = settings.withBeforeAfter(sheet(beforeAfter.get()));
        }
        if (originals.isPresent()) {
            settings = settings.withOriginals(originals.get());
        }
        return datesKept ? settings.withDates() : settings;
    }

    private Path sheet(Path file) {
        if (!mask) {
            throw wrong("--before-after shows what --mask paints over; give --mask too");
        }
        if (!file.toString().endsWith(".png")) {
            throw wrong(
                    "--before-after is %s, expected the name of a PNG file; end it in .png"
                            .formatted(file));
        }
        return file;
    }

    private IngestSettings withPattern(IngestSettings settings, String pattern) {
        try {
            return settings.withPatientPattern(Pattern.compile(pattern));
        } catch (IllegalArgumentException e) { // PatternSyntaxException is one
            String first = e.getMessage().lines().findFirst().orElse("");
            throw wrong("--patient-pattern is '" + pattern + "': " + first);
        }
    }

    private Map<LabelColumn, String> columnNames() {
        Map<LabelColumn, String> names = new EnumMap<>(LabelColumn.class);
        columns.forEach(
                (word, header) ->
                        names.put(
                                LabelColumn.of(word).orElseThrow(() -> unknownColumn(word)),
                                header.strip()));
        return names;
    }

    private ParameterException unknownColumn(String word) {
        String known =
                Arrays.stream(LabelColumn.values())
                        .map(LabelColumn::word)
                        .collect(Collectors.joining(", "));
        return wrong("--column names '%s', expected one of %s".formatted(word, known));
    }

    private Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) { // of a bad and of an unknown name
            throw wrong(
                    "--encoding is '%s', expected the name of an encoding, such as UTF-16 or GB18030"
                            .formatted(name));
        }
    }

    private boolean isCropping() {
        return switch (crop) {
            case "auto" -> true;
            case "none" -> false;
            default -> throw wrong("--crop is '%s', expected auto or none".formatted(crop));
        };
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
