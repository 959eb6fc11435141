package io.podagra.cli;

import io.podagra.cli.export.Inspection;
import io.podagra.cli.terminal.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what a model is, and whether it is as it was written. */
@Command(
        name = "inspect",
        description = {
            "Tell what a model or bundle is, and whether it is as it was written.",
            "Prints its card and compares every check sum. The exit code is 1 if a byte has been"
                    + " changed or there is no model in the file. Check sums tell damage; whoever"
                    + " changes a model on purpose can write them anew, so compare the file's own"
                    + " SHA-256 with that of who made it."
        },
        mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private OutputOptions output;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Parameters(paramLabel = "MODEL.zip", description = "The model or bundle.")
    private Path model;

    @Override
    public Integer call() throws IOException {
        output.configureLogging();
        Inspection inspection = Inspection.of(model);
        PrintWriter standardOutput = spec.commandLine().getOut();
        standardOutput.print(json ? inspection.toJson() : inspection.toText());
        standardOutput.flush();
        inspection
                .findings()
                .forEach(
                        finding ->
                                spec.commandLine()
                                        .getErr()
                                        .println(
                                                "podagra: "
                                                        + Printable.of(model + ": " + finding)));
        return inspection.findings().isEmpty() ? 0 : Podagra.FAILURE;
    }
}
