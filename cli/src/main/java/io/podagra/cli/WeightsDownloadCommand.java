package io.podagra.cli;

import io.podagra.model.weights.WeightDownload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Fetches the weights of Deeplearning4j's zoo. */
@Command(
        name = "download",
        description = {
            "Download the ImageNet weights of Deeplearning4j's ResNet-50 from its own address.",
            "The address has answered 403 for long (Deeplearning4j, issue 10043): README.md names"
                    + " other files. No other command connects to another machine."
        },
        mixinStandardHelpOptions = true)
final class WeightsDownloadCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private OutputOptions output;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE.zip",
            description = "The weights; replaced if it exists.")
    private Path out;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "Give up after this long (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() throws IOException {
        output.configureLogging();
        if (limit < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--limit is " + limit + ", expected at least 1 second");
        }
        WeightDownload download = WeightDownload.ofZoo(Duration.ofSeconds(limit));
        output.progress().say("Downloading " + download.source() + " ...");
        download.to(out);
        spec.commandLine().getOut().println("Weights: " + out);
        return 0;
    }
}
