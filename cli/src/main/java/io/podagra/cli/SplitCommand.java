package io.podagra.cli;

import io.podagra.cli.settings.StudySettings;
import io.podagra.cli.study.CohortSplitter;
import io.podagra.cli.terminal.Progress;
import io.podagra.data.Cohort;
import io.podagra.data.Split;
import io.podagra.data.SplitSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Divides a cohort and shows what each part holds. */
@Command(
        name = "split",
        description = {
            "Divide a cohort into training, validation and test, and show what each part holds.",
            "The settings are those of a study, in the section split: --set split.folds=5 writes"
                    + " all five folds, as split-1.csv to split-5.csv."
        },
        mixinStandardHelpOptions = true)
final class SplitCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private OutputOptions output;
    @Mixin private SettingsOptions options;
    @Mixin private UnitOption unit;

    @Parameters(
            paramLabel = "COHORT",
            description = "Folder with manifest.csv: image,patient_id,view,label.")
    private Path cohort;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE.csv",
            description = "For image,patient_id,view,label,part; 'podagra study --split' reads it.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        output.configureLogging();
        Progress progress = output.progress();
        List<SplitSettings> settings =
                options.settings(StudySettings.defaults(), List.of(), unit.overrides()).eachSplit();
        Cohort read = Cohort.read(cohort);
        List<Path> files =
                settings.size() == 1
                        ? List.of(out)
                        : IntStream.rangeClosed(1, settings.size())
                                .mapToObj(number -> numbered(out, number))
                                .toList();
        for (Path file : files) {
            requireNotTheManifest(file);
        }
        CohortSplitter splitter = CohortSplitter.of(read, settings, progress);
        // All before the first is written: a fold that cannot be is no reason for half a set.
        List<Split> splits = settings.stream().map(splitter::split).toList();
        PrintWriter standardOutput = spec.commandLine().getOut();
        if (read.synthetic()) {
            standardOutput.println(Synthetic.DATA);
        }
        for (int i = 0; i < splits.size(); i++) {
            splits.get(i).write(files.get(i));
            standardOutput.println("Divided " + settings.get(i).words());
            standardOutput.print(SplitTable.of(splits.get(i)));
            standardOutput.println("Split:   " + files.get(i));
        }
        standardOutput.flush();
        return 0;
    }

    /** A manifest that is written over is gone, with the columns that a split does not have. */
    private void requireNotTheManifest(Path file) throws IOException {
        Path manifest = Files.isDirectory(cohort) ? cohort.resolve(Cohort.MANIFEST) : cohort;
        if (Files.exists(file) && Files.isSameFile(file, manifest)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--out is %s, the cohort's manifest, which the split would replace; choose another name"
                            .formatted(file));
        }
    }

    /** Such as {@code split-2.csv} for {@code split.csv}. */
    static Path numbered(Path file, int number) {
        String name = file.getFileName().toString();
        int end = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        return file.resolveSibling(name.substring(0, end) + "-" + number + name.substring(end));
    }
}
