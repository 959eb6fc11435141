package io.podagra.cli;

import io.podagra.cli.settings.SettingsFile;
import io.podagra.cli.settings.StudySettings;
import io.podagra.cli.study.Arm;
import io.podagra.cli.study.RunFolder;
import io.podagra.cli.study.Study;
import io.podagra.cli.terminal.Progress;
import io.podagra.data.Cohort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The cohort and settings of a run, or the run that is gone on with. */
final class RunOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin private SettingsOptions options;
    @Mixin private PageOptions pageOptions;
    @Mixin private UnitOption unit;
    @Mixin private TuningOptions tuning;

    @Option(
            names = "--cohort",
            required = true,
            paramLabel = "DIR",
            description = "Folder with manifest.csv: image,patient_id,view,label.")
    private Path cohort;

    @Option(
            names = "--split",
            paramLabel = "FILE.csv",
            description = "A split made before, in place of a new one; 'podagra split' writes one.")
    private Optional<Path> split = Optional.empty();

    @Option(
            names = "--base",
            paramLabel = "BASE",
            description =
                    "What the networks begin with: random, podagra, keras, radimagenet,"
                        + " torchvision, or a file of weights. With a model that Podagra exported"
                        + " the study also compares the old model with the new one on the test"
                        + " images.")
    private Optional<String> base = Optional.empty();

    @Option(
            names = "--resume",
            description = "Go on with the run in --out where it stopped, with its own settings.")
    private boolean resume;

    /**
     * The effective settings: those of the run that is gone on with, or new ones.
     *
     * @param run its folder
     */
    StudySettings settings(Path run) {
        return settings(run, Map.of());
    }

    /**
     * @param own settings by options that this command alone has
     */
    StudySettings settings(Path run, Map<String, String> own) {
        Map<String, String> ofTheRun = ofTheRun();
        ofTheRun.putAll(own);
        Map<String, String> overrides = new LinkedHashMap<>(pageOptions.overrides());
        overrides.putAll(ofTheRun);
        return options.settings(
                StudySettings.defaults(),
                goesOn(run) ? recordedSettings(run, ofTheRun) : List.of(),
                overrides);
    }

    /** Whether a run is to be gone on with. */
    boolean resumes() {
        return resume;
    }

    /** Begins the run, or goes on with it. */
    Study study(Path run, StudySettings settings, Progress progress) throws IOException {
        return goesOn(run)
                ? Study.resume(cohort, new RunFolder(run), settings, progress)
                : Study.begin(cohort, RunFolder.forNewRun(run), settings, progress);
    }

    /**
     * Refuses an arm that the cohort does not have, before anything is written.
     *
     * @throws io.podagra.data.InvalidInputException naming those that it has
     */
    void requireArm(String name) {
        Arm.named(name, Arm.of(Cohort.read(cohort).views()));
    }

    private boolean goesOn(Path run) {
        return resume && Files.exists(new RunFolder(run).settings());
    }

    private Map<String, String> ofTheRun() {
        Map<String, String> overrides = new LinkedHashMap<>(unit.overrides());
        split.ifPresent(file -> overrides.put("split.file", SettingsFile.quote(file.toString())));
        base.ifPresent(given -> overrides.put("base", SettingsFile.quote(given)));
        overrides.putAll(tuning.overrides());
        return overrides;
    }

    private List<Path> recordedSettings(Path run, Map<String, String> ofTheRun) {
        Path recorded = new RunFolder(run).settings();
        if (options.given() || !ofTheRun.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "--resume goes on with the settings in %s; leave out --config, --set, --seed, --unit, --base, --split%s, or start a new run"
                            .formatted(
                                    recorded,
                                    command.optionsMap().containsKey("--learning-curve")
                                            ? ", --whole-grid and --learning-curve"
                                            : " and --whole-grid"));
        }
        return List.of(recorded);
    }
}
