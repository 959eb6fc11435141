package io.podagra.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What has to do with base weights. */
@Command(
        name = "weights",
        description = "Look at files of base weights, to begin a training with, or fetch one.",
        subcommands = {WeightsInspectCommand.class, WeightsDownloadCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class WeightsCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "what to do with weights is missing");
    }
}
