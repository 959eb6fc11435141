package io.podagra.cli;

import java.util.Map;
import picocli.CommandLine.Option;

/** What a search must not begin without being asked for. */
final class TuningOptions {
    @Option(
            names = "--whole-grid",
            description =
                    "Try a grid as a whole, however many points it has; without, one with more"
                            + " points than tuning.trials is refused, with its size and time.")
    private boolean wholeGrid;

    /** The options as settings. */
    Map<String, String> overrides() {
        return wholeGrid ? Map.of("tuning.wholeGrid", "true") : Map.of();
    }
}
