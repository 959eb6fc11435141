package io.podagra.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether and where a command shows its page. */
final class PageOptions {
    @Option(
            names = "--port",
            paramLabel = "N",
            description = "First port tried for the page on 127.0.0.1 (default 9000).")
    private Optional<Integer> port = Optional.empty();

    @Option(names = "--no-ui", description = "Serve no page.")
    private boolean noUi;

    /** The options as settings. */
    Map<String, String> overrides() {
        Map<String, String> overrides = new LinkedHashMap<>();
        port.ifPresent(value -> overrides.put("ui.port", value.toString()));
        if (noUi) {
            overrides.put("ui.enabled", "false");
        }
        return overrides;
    }
}
