package io.podagra.cli;

import io.podagra.cli.settings.SettingsFile;
import io.podagra.cli.settings.StudySettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a command's settings come from. */
final class SettingsOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE.yaml",
            description = "Settings; './podagra config' prints them all with their defaults.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting, such as training.epochs=30; may be given several times.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all that is random.")
    private Optional<Long> seed = Optional.empty();

    /**
     * The effective settings.
     *
     * @param base what holds where nothing else is said
     * @param recorded files that win over the base, such as a run's own settings
     * @param more settings of other options, winning over {@code --config} and {@code --set}
     */
    StudySettings settings(StudySettings base, List<Path> recorded, Map<String, String> more) {
        List<Path> files = new ArrayList<>(recorded);
        config.ifPresent(files::add);
        Map<String, String> all = new LinkedHashMap<>(overrides);
        seed.ifPresent(value -> all.put("seed", value.toString()));
        all.putAll(more);
        return SettingsFile.read(base, files, all);
    }

    /** Whether the user gave any. */
    boolean given() {
        return config.isPresent() || !overrides.isEmpty() || seed.isPresent();
    }
}
