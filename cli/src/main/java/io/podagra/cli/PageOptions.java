package io.podagra.cli;

import io.podagra.cli.settings.SettingsFile;
import io.podagra.data.InvalidInputException;
import io.podagra.ui.server.UiSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether and where a command shows its page. */
final class PageOptions {
    static final String HOST_DESCRIPTION =
            "Address or name of this machine to serve the page on (default 127.0.0.1, for this"
                    + " machine alone; 0.0.0.0 for every address). Where other machines can reach"
                    + " it, the address that is printed has a token, without which nothing is"
                    + " shown. The connection is not encrypted.";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--host", paramLabel = "HOST", description = HOST_DESCRIPTION)
    private Optional<String> host = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "First port tried for the page (default 9000).")
    private Optional<Integer> port = Optional.empty();

    @Option(names = "--no-ui", description = "Serve no page.")
    private boolean noUi;

    private String requireHost(String value) {
        try {
            return new UiSettings(value, 0).host();
        } catch (InvalidInputException exception) {
            throw new ParameterException(
                    command.commandLine(),
                    "--host %s: %s".formatted(value, exception.getMessage()),
                    exception);
        }
    }

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
        host.ifPresent(value -> overrides.put("ui.host", SettingsFile.quote(requireHost(value))));
        port.ifPresent(value -> overrides.put("ui.port", requirePort(value)));
        if (noUi) {
            overrides.put("ui.enabled", "false");
        }
        return overrides;
    }
}
