package io.podagra.cli;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Where a run goes if nobody says. */
final class NewRun {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private NewRun() {}

    /** A folder named after the command and the time, below {@code runs}. */
    static Path folder(String command) {
        return Path.of(
                "runs", command + "-" + TIME.format(LocalDateTime.now(ZoneId.systemDefault())));
    }
}
