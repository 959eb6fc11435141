package io.podagra.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints every setting with its default and meaning. */
@Command(
        name = "config",
        description = {
            "Print every setting with its default and meaning.",
            "As YAML for --config."
        },
        mixinStandardHelpOptions = true)
final class ConfigCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().getOut().print(defaultSettings());
        spec.commandLine().getOut().flush();
    }

    /** The defaults in words; a test holds them equal to the ones in the code. */
    static String defaultSettings() {
        try (InputStream in = ConfigCommand.class.getResourceAsStream("settings.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
