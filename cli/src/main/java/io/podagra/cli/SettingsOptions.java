package io.podagra.cli;

import io.podagra.cli.settings.SettingsFile;
import io.podagra.cli.settings.StudySettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "First port tried for the page on 127.0.0.1 (default 9000).")
    private Optional<Integer> port = Optional.empty();

    @Option(names = "--no-ui", description = "Serve no page.")
    private boolean noUi;

    /** The settings: the base, then {@code --config}, then the options. */
    StudySettings settings(StudySettings base) {
        Map<String, String> all = new LinkedHashMap<>(overrides);
        seed.ifPresent(value -> all.put("seed", value.toString()));
        port.ifPresent(value -> all.put("ui.port", value.toString()));
        if (noUi) {
            all.put("ui.enabled", "false");
        }
        return SettingsFile.read(base, config.stream().toList(), all);
    }

    /** Whether any setting beyond the page is changed. */
    boolean changesTheStudy() {
        return config.isPresent() || !overrides.isEmpty() || seed.isPresent();
    }
}
