package io.podagra.cli;

import io.podagra.cli.terminal.Progress;
import picocli.CommandLine.Option;

/** How much a command says while it works. */
final class OutputOptions {
    @Option(names = "--quiet", description = "Show no progress.")
    private boolean quiet;

    @Option(
            names = "--verbose",
            description = "Show the libraries' messages, and where a failure arose.")
    private boolean verbose;

    /** Progress on standard error, as asked for. */
    Progress progress() {
        return quiet ? Progress.silent() : Progress.on(System.err);
    }

    /** Must be called before anything logs. */
    void configureLogging() {
        if (verbose) {
            System.setProperty("podagra.log.level", "INFO");
        }
    }
}
