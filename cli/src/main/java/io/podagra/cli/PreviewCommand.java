package io.podagra.cli;

import io.podagra.cli.settings.StudySettings;
import io.podagra.cli.terminal.Progress;
import io.podagra.data.AtomicFiles;
import io.podagra.data.Cohort;
import io.podagra.model.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a network would see of a cohort. */
@Command(
        name = "preview",
        description = {
            "Show what a study would make of a cohort's images: a PNG with an abnormal and a normal"
                    + " image of each view as they are, as the network sees them, and as they are"
                    + " varied in training.",
            "Look at it before you train, and after every change of image or augmentation settings."
        },
        mixinStandardHelpOptions = true)
final class PreviewCommand implements Callable<Integer> {
    private static final int MOST_VARIANTS = 12;

    @Spec private CommandSpec spec;
    @Mixin private OutputOptions output;
    @Mixin private SettingsOptions options;

    @Parameters(
            paramLabel = "COHORT",
            description = "Folder that holds manifest.csv, or the manifest itself.")
    private Path cohort;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE.png",
            description = "The sheet; replaced if it exists.")
    private Path out;

    @Option(
            names = "--variants",
            paramLabel = "N",
            defaultValue = "4",
            description = "Variations of each image, 0 to 12 (default: ${DEFAULT-VALUE}).")
    private int variants;

    @Override
    public Integer call() throws IOException {
        output.configureLogging();
        Backend.require();
        requireUsable();
        StudySettings settings = options.settings(StudySettings.defaults(), List.of(), Map.of());
        Cohort images = Cohort.read(cohort);
        Progress progress = output.progress();
        byte[] png = PreviewSheet.draw(images, settings, variants, progress.stage("Drawing"));
        AtomicFiles.write(out, temporary -> Files.write(temporary, png));
        spec.commandLine().getOut().println("Preview: " + out);
        return 0;
    }

    private void requireUsable() {
        if (!out.toString().endsWith(".png")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--out is " + out + ", expected the name of a PNG file; end it in .png");
        }
        if (variants < 0 || variants > MOST_VARIANTS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--variants is %d, expected 0 to %d".formatted(variants, MOST_VARIANTS));
        }
    }
}
