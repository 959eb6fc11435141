package io.podagra.cli;

import io.podagra.data.phantom.PhantomCohort;
import io.podagra.data.phantom.PhantomSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws a synthetic cohort. */
@Command(
        name = "phantom",
        description = {
            "Draw a synthetic cohort of MTP1 ultrasound images.",
            "It is for trying the system, never for clinical claims."
        },
        mixinStandardHelpOptions = true)
final class PhantomCommand implements Callable<Integer> {
    /** Cohorts that are ready to be drawn. */
    enum Profile {
        /** The size of the paper's. */
        PAPER,
        /** The demo's. */
        DEMO
    }

    @Spec private CommandSpec spec;
    @Mixin private OutputOptions output;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder for the cohort; must not exist or be empty.")
    private Path out;

    @Option(
            names = "--profile",
            defaultValue = "paper",
            description = "${COMPLETION-CANDIDATES} (default: paper: 351 patients, 4,032 images).")
    private Profile profile;

    @Option(names = "--patients", paramLabel = "N", description = "Number of patients.")
    private Optional<Integer> patients = Optional.empty();

    @Option(
            names = "--images",
            paramLabel = "N",
            description = "Number of images (default: in proportion to the patients).")
    private Optional<Integer> images = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Same seed, same bytes.")
    private Optional<Long> seed = Optional.empty();

    @Override
    public Integer call() throws IOException {
        PhantomSettings base =
                profile == Profile.DEMO ? PhantomSettings.demo() : PhantomSettings.paper();
        int patientCount = patients.orElse(base.patients());
        PhantomSettings settings =
                new PhantomSettings(
                        patientCount,
                        images.orElseGet(() -> imagesOf(patientCount, base)),
                        seed.orElse(base.seed()),
                        base.difficulty());
        PhantomCohort.write(out, settings, output.progress().stage("Drawing"));
        spec.commandLine()
                .getOut()
                .printf(
                        "%s%n%,d images of %,d patients in %s%n",
                        Synthetic.DATA, settings.images(), settings.patients(), out);
        return 0;
    }

    /** As many images a patient as the profile has. */
    private static int imagesOf(int patients, PhantomSettings base) {
        return (int) Math.round((double) base.images() / base.patients() * patients);
    }
}
