package io.podagra.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether and where a command shows its page. */
final class PageOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "First port tried for the page on 127.0.0.1 (default 9000).")
    private Optional<Integer> port = Optional.empty();

    @Option(names = "--no-ui", description = "Serve no page.")
    private boolean noUi;

    private String requirePort(int value) {
        if (value < 0 || value > 65_535) {
            throw new ParameterException(
                    command.commandLine(),
                    "--port %d: a port is from 0 (any free one) to 65535".formatted(value));
        }
        return Integer.toString(value);
    }

    /** The options as settings. */
    Map<String, String> overrides() {
        Map<String, String> overrides = new LinkedHashMap<>();
        port.ifPresent(value -> overrides.put("ui.port", requirePort(value)));
        if (noUi) {
            overrides.put("ui.enabled", "false");
        }
        return overrides;
    }
}
