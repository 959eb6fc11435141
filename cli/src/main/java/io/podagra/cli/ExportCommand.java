package io.podagra.cli;

import io.podagra.cli.export.RunExport;
import io.podagra.cli.study.Arm;
import io.podagra.cli.study.RunFolder;
import io.podagra.cli.terminal.Progress;
import io.podagra.data.Cohort;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Sha256;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes a model of a run for use elsewhere. */
@Command(
        name = "export",
        description = {
            "Write a model of a run for use elsewhere.",
            "The zip opens in stock Deeplearning4j too. It tells how images are prepared, the"
                + " operating points, the calibration, figures with intervals and what it was"
                + " trained on, and holds a model card and check sums; no patient. The arm"
                + " 'multiple' gives a bundle: the networks of all views, to each of which go the"
                + " images of its view."
        },
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    private static final String MULTIPLE = "multiple";

    @Spec private CommandSpec spec;
    @Mixin private OutputOptions output;

    @Option(names = "--run", required = true, paramLabel = "RUN", description = "The run's folder.")
    private Path run;

    @Option(
            names = "--arm",
            required = true,
            paramLabel = "ARM",
            description = "single, a view of the cohort, or multiple for a bundle of all views.")
    private String arm;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "MODEL.zip",
            description = "The file to write.")
    private Path out;

    @Option(
            names = "--half",
            description =
                    "Store weights with 16 bits: half the size. What that changes is measured on"
                            + " the run's validation images; give their --cohort.")
    private boolean half;

    @Option(names = "--cohort", paramLabel = "DIR", description = "The run's cohort, for --half.")
    private Optional<Path> cohort = Optional.empty();

    @Option(
            names = "--no-folded",
            description =
                    "Leave out the second form of the network, with its batch norms folded into"
                            + " its convolutions.")
    private boolean withoutFolded;

    @Override
    public Integer call() throws IOException {
        output.configureLogging();
        if (half && cohort.isEmpty()) {
            throw wrong("--half needs the images of the run's validation; give their --cohort DIR");
        }
        if (Files.isDirectory(out)) {
            throw wrong("--out %s: is a folder; give the path of a file".formatted(out));
        }
        RunFolder folder = RunFolder.ofExistingRun(run);
        List<Arm> arms = Arm.of(folder.views());
        requireNoneOf(folder, arms);
        RunExport export =
                new RunExport(folder, cohort.filter(any -> half).map(Cohort::read), !withoutFolded);
        Progress progress = output.progress();
        if (arm.equals(MULTIPLE)) {
            List<Arm> ofViews = arms.stream().filter(each -> each.view().isPresent()).toList();
            if (ofViews.isEmpty()) {
                throw new InvalidInputException(
                        "%s: has no networks of views to bundle".formatted(run));
            }
            export.bundle(ofViews, out, progress.stage("Measuring"));
        } else {
            export.arm(Arm.named(arm, arms), out, progress.stage("Measuring"));
        }
        PrintWriter standardOutput = spec.commandLine().getOut();
        standardOutput.printf("Model:   %s (%.1f MB)%n", out, Files.size(out) / 1e6);
        standardOutput.println("SHA-256: " + Sha256.of(out));
        return 0;
    }

    /** The run would lose what only it has: weights of 32 bits, its figures' own model. */
    private void requireNoneOf(RunFolder folder, List<Arm> arms) throws IOException {
        for (Arm each : arms) {
            Path model = folder.model(each);
            if (Files.exists(out) && Files.exists(model) && Files.isSameFile(out, model)) {
                throw wrong("--out %s: is the run's own model; give another file".formatted(out));
            }
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
