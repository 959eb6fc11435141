package io.podagra.cli;

import io.podagra.cli.settings.SettingsFile;
import io.podagra.cli.settings.StudySettings;
import io.podagra.cli.study.RunFolder;
import io.podagra.cli.study.Study;
import io.podagra.cli.terminal.Progress;
import io.podagra.model.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Carries out the study on a cohort. */
@Command(
        name = "study",
        description = {
            "Carry out the whole study on a cohort.",
            "Splits it, by patients unless told otherwise, trains the single model and the multiple"
                    + " model, chooses the operating points on validation images, evaluates on test"
                    + " images, and writes models, metrics and a report."
        },
        mixinStandardHelpOptions = true)
final class StudyCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private OutputOptions output;
    @Mixin private SettingsOptions options;
    @Mixin private PageOptions pageOptions;
    @Mixin private UnitOption unit;

    @Option(
            names = "--cohort",
            required = true,
            paramLabel = "DIR",
            description = "Folder with manifest.csv: image,patient_id,view,label.")
    private Path cohort;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "RUN",
            description = "Folder for everything the run produces; must not exist or be empty.")
    private Path out;

    @Option(
            names = "--split",
            paramLabel = "FILE.csv",
            description = "A split made before, in place of a new one; 'podagra split' writes one.")
    private Optional<Path> split = Optional.empty();

    @Option(
            names = "--resume",
            description = "Go on with the run in --out where it stopped, with its own settings.")
    private boolean resume;

    @Override
    public Integer call() throws IOException {
        output.configureLogging();
        Backend.require();
        Progress progress = output.progress();
        boolean goOn = resume && Files.exists(new RunFolder(out).settings());
        StudySettings settings =
                options.settings(
                        StudySettings.defaults(),
                        goOn ? recordedSettings() : List.of(),
                        overrides());
        try (Study study =
                goOn
                        ? Study.resume(cohort, new RunFolder(out), settings, progress)
                        : Study.begin(cohort, RunFolder.forNewRun(out), settings, progress)) {
            StudyRunner.run(study, out, settings, progress, spec.commandLine().getOut());
        }
        return 0;
    }

    private Map<String, String> overrides() {
        Map<String, String> overrides = new LinkedHashMap<>(pageOptions.overrides());
        overrides.putAll(splitOverrides());
        return overrides;
    }

    private Map<String, String> splitOverrides() {
        Map<String, String> overrides = new LinkedHashMap<>(unit.overrides());
        split.ifPresent(file -> overrides.put("split.file", SettingsFile.quote(file.toString())));
        return overrides;
    }

    private List<Path> recordedSettings() {
        Path recorded = new RunFolder(out).settings();
        if (options.given() || !splitOverrides().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--resume goes on with the settings in %s; leave out --config, --set, --seed, --unit and --split, or start a new run"
                            .formatted(recorded));
        }
        return List.of(recorded);
    }
}
