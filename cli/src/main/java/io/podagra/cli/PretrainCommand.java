package io.podagra.cli;

import io.podagra.cli.pretrain.Pretraining;
import io.podagra.cli.settings.StudySettings;
import io.podagra.cli.study.RunFolder;
import io.podagra.cli.terminal.Progress;
import io.podagra.data.phantom.PhantomSettings;
import io.podagra.model.Backend;
import io.podagra.pipeline.Normalisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes base weights of Podagra's own. */
@Command(
        name = "pretrain",
        description = {
            "Make base weights from synthetic images.",
            "Draws a large cohort of devices that no study sees, and trains a network to tell each"
                    + " sign, its severity and the view. Takes hours; started again on the same"
                    + " folder, it goes on where it stopped."
        },
        mixinStandardHelpOptions = true)
final class PretrainCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private OutputOptions output;
    @Mixin private SettingsOptions options;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "RUN",
            description = "Folder for everything the run produces.")
    private Path out;

    @Option(names = "--patients", paramLabel = "N", description = "Number of patients.")
    private Optional<Integer> patients = Optional.empty();

    @Option(names = "--images", paramLabel = "N", description = "Number of images.")
    private Optional<Integer> images = Optional.empty();

    @Override
    public Integer call() throws IOException {
        output.configureLogging();
        Backend.require();
        Progress progress = output.progress();
        progress.say(Synthetic.DATA);
        StudySettings settings =
                options.settings(StudySettings.pretraining(), recordedSettings(), Map.of())
                        .normalisedFor(Normalisation.RANGE);
        if (!settings.training().loss().plainCrossEntropy()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "training.loss is not for pretraining, which tells many things at once; leave"
                            + " it out");
        }
        PhantomSettings base = PhantomSettings.pretraining();
        PhantomSettings phantom =
                base.withSize(patients.orElse(base.patients()), images.orElse(base.images()));
        Path weights = new Pretraining(out, settings, phantom, progress).run();
        spec.commandLine().getOut().println("Base weights: " + weights);
        return 0;
    }

    private List<Path> recordedSettings() {
        Path recorded = new RunFolder(out).settings();
        if (!Files.exists(recorded)) {
            return List.of();
        }
        if (options.given() || patients.isPresent() || images.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s holds a pretraining that goes on with the settings in %s; leave out --config, --set, --seed, --patients and --images, or give --out another folder"
                            .formatted(out, recorded.getFileName()));
        }
        return List.of(recorded);
    }
}
