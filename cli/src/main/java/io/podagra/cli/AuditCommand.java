package io.podagra.cli;

import io.podagra.cli.terminal.Progress;
import io.podagra.data.Cohort;
import io.podagra.data.InvalidInputException;
import io.podagra.data.NearDuplicateTreatment;
import io.podagra.data.Split;
import io.podagra.data.SplitScheme;
import io.podagra.data.SplitSettings;
import io.podagra.data.SplitUnit;
import io.podagra.data.audit.Audit;
import io.podagra.data.audit.AuditReport;
import io.podagra.data.audit.Duplicates;
import io.podagra.data.audit.ImageInspector;
import io.podagra.data.audit.Inspections;
import io.podagra.data.audit.Parts;
import io.podagra.pipeline.CohortInspector;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks for what makes a cohort unfit to train on. */
@Command(
        name = "audit",
        description = {
            "Look for what makes a cohort unfit to train on: damaged images, copies, patients under"
                    + " two names, overlays, labels tied to a device.",
            "Writes audit.html and audit.json. Ends with exit code 1 if there is an error among the"
                    + " findings, else 0."
        },
        mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private OutputOptions output;

    @Parameters(
            paramLabel = "COHORT",
            description = "Folder that holds manifest.csv, or the manifest itself.")
    private Path cohort;

    @Option(
            names = "--split",
            paramLabel = "FILE.csv",
            description =
                    "A split to look for leaks in (default: a column 'part' or 'split' of the"
                            + " manifest, if there is one).")
    private Optional<Path> split = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the report (default: the cohort's).")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() throws IOException {
        output.configureLogging();
        Cohort images = Cohort.read(cohort);
        Parts parts =
                split.map(file -> Parts.of(anySplit(file, images))).orElseGet(Parts::ofManifest);
        Progress progress = output.progress();
        ImageInspector inspector = new CohortInspector();
        Inspections inspections =
                Inspections.of(images.images(), inspector, progress.stage("Looking at images"));
        Duplicates duplicates =
                Duplicates.find(inspections, inspector, progress.stage("Comparing pairs"));
        Audit audit = Audit.of(images, parts, inspections, duplicates);
        Path folder = out.orElse(images.folder());
        PrintWriter standardOutput = spec.commandLine().getOut();
        // Before the report, so that nothing is lost where that cannot be written.
        standardOutput.print(AuditSummary.of(audit));
        write(folder, audit, inspector);
        standardOutput.println("Report:  " + folder.resolve(AuditReport.PAGE_FILE));
        standardOutput.println("Data:    " + folder.resolve(AuditReport.JSON_FILE));
        return audit.passed() ? 0 : Podagra.FAILURE;
    }

    /** One with leaks too: they are what the audit is to report. */
    private static Split anySplit(Path file, Cohort cohort) {
        SplitSettings settings =
                SplitSettings.defaults()
                        .withScheme(new SplitScheme.FromFile(file))
                        .withUnit(SplitUnit.IMAGE)
                        .withNearDuplicates(NearDuplicateTreatment.ALLOW);
        return Split.of(cohort, settings, List.of());
    }

    private void write(Path folder, Audit audit, ImageInspector inspector) throws IOException {
        try {
            AuditReport.write(folder, audit, inspector);
        } catch (FileSystemException e) {
            if (out.isPresent()) {
                throw e;
            }
            throw new InvalidInputException(
                    "%s: %s; give another folder by --out"
                            .formatted(
                                    e.getFile(),
                                    Optional.ofNullable(e.getReason()).orElse("cannot be written")),
                    e);
        }
    }
}
