package io.podagra.cli;

import io.podagra.cli.study.ReleaseVersion;
import io.podagra.cli.terminal.Printable;
import io.podagra.cli.terminal.Progress;
import io.podagra.data.InvalidInputException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code podagra} command. */
@Command(
        name = "podagra",
        description = {
            "Trains, compares, watches and ships classifiers that tell abnormal from normal"
                    + " ultrasound images of the first metatarsophalangeal joint.",
            ""
        },
        subcommands = {
            DemoCommand.class,
            SplitCommand.class,
            StudyCommand.class,
            TuneCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            ExportCommand.class,
            InspectCommand.class,
            ServeCommand.class,
            PretrainCommand.class,
            PhantomCommand.class,
            IngestCommand.class,
            PreviewCommand.class,
            AuditCommand.class,
            DriftCommand.class,
            WeightsCommand.class,
            UiCommand.class,
            ConfigCommand.class,
            DoctorCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Podagra.Version.class)
public final class Podagra implements Runnable {
    /** Exit code of a failure that is not wrong usage. */
    static final int FAILURE = 1;

    /** Exit code of wrong usage. */
    static final int USAGE = 2;

    @Spec private CommandSpec spec;

    /** Runs one command and ends the virtual machine with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        CommandLine commandLine =
                new CommandLine(new Podagra())
                        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                        .setUsageHelpAutoWidth(true)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setParameterExceptionHandler(Podagra::wrongUsage)
                        .setExecutionExceptionHandler(Podagra::failed);
        // Numbers look the same on every machine; results are read by programs.
        Locale.setDefault(Locale.ROOT);
        int exitCode = execute(commandLine, arguments);
        if (commandLine.getOut().checkError()) {
            commandLine
                    .getErr()
                    .println("podagra: standard output could not be written to its end");
            return exitCode == 0 ? FAILURE : exitCode;
        }
        return exitCode;
    }

    /** Picocli hands exceptions to our handler, but lets errors such as lack of memory through. */
    private static int execute(CommandLine commandLine, String... arguments) {
        try {
            return commandLine.execute(arguments);
        } catch (LinkageError | VirtualMachineError error) {
            report(error, commandLine.getErr(), List.of(arguments).contains("--verbose"));
            return FAILURE;
        }
    }

    /** Without a command there is nothing to do but say which there are. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static int wrongUsage(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("podagra: " + exception.getMessage().replaceFirst("^Error: ", ""));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(exception, err)) {
            err.println("Try '%s --help'.".formatted(command.getCommandSpec().qualifiedName()));
        }
        return USAGE;
    }

    private static int failed(
            Exception exception, CommandLine command, CommandLine.ParseResult arguments) {
        report(exception, command.getErr(), arguments.originalArgs().contains("--verbose"));
        return FAILURE;
    }

    private static void report(Throwable failure, PrintWriter err, boolean verbose) {
        Progress.clearLine();
        String sentences =
                failure instanceof InvalidInputException
                        ? failure.getMessage()
                        : Failures.explain(failure);
        sentences.lines().forEach(sentence -> err.println("podagra: " + Printable.of(sentence)));
        if (verbose) {
            failure.printStackTrace(err);
        }
    }

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"podagra " + ReleaseVersion.current()};
        }
    }
}
