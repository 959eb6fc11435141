package io.podagra.cli;

import io.podagra.data.SplitUnit;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a split keeps whole. */
final class UnitOption {
    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            description =
                    "What the split keeps whole: patient (default), or image, as the paper probably"
                            + " did; figures are then too good.")
    private Optional<SplitUnit> unit = Optional.empty();

    /** The option as a setting. */
    Map<String, String> overrides() {
        return unit.map(given -> Map.of("split.unit", given.word())).orElseGet(Map::of);
    }
}
