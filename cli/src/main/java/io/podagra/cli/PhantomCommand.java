package io.podagra.cli;

import io.podagra.data.InvalidInputException;
import io.podagra.data.phantom.ContactSheet;
import io.podagra.data.phantom.PhantomCohort;
import io.podagra.data.phantom.PhantomSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Draws a synthetic cohort, a picture of one, or both. */
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
        DEMO,
        /** The paper's, with overlays that give the label away. */
        SHORTCUT;

        PhantomSettings settings() {
            return switch (this) {
                case PAPER -> PhantomSettings.paper();
                case DEMO -> PhantomSettings.demo();
                case SHORTCUT -> PhantomSettings.shortcut();
            };
        }
    }

    @Spec private CommandSpec spec;
    @Mixin private OutputOptions output;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder for the cohort; must not exist or be empty. Beside the images it gets"
                            + " truth.csv and masks/: what was drawn, which a study must not read.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--contact-sheet",
            paramLabel = "FILE.png",
            description =
                    "Picture of some of the cohort's images, with and without signs; without --out"
                            + " it is all that is drawn.")
    private Optional<Path> contactSheet = Optional.empty();

    @Option(
            names = "--profile",
            defaultValue = "paper",
            paramLabel = "PROFILE",
            description = {
                "paper (default: 351 patients, 4,032 images), demo or shortcut.",
                "shortcut is a trap on purpose: calipers and captions give the label away."
            })
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

    @Option(
            names = "--difficulty",
            paramLabel = "X",
            description = "Divides the severity of the signs; less than 1 is easier (up to 10).")
    private Optional<Double> difficulty = Optional.empty();

    @Option(
            names = "--label-noise",
            paramLabel = "SHARE",
            description = "Share of images with a wrong label, as readers err (0 to 0.2).")
    private Optional<Double> labelNoise = Optional.empty();

    @Override
    public Integer call() throws IOException {
        requireSomethingToDraw();
        PhantomSettings settings = settings();
        List<String> done = new ArrayList<>();
        done.add(Synthetic.DATA);
        // The cohort first: the sheet may go into its folder, which has to be empty before.
        if (out.isPresent()) {
            PhantomCohort.write(out.get(), settings, output.progress().stage("Drawing"));
            done.add(
                    String.format(
                            Locale.ROOT,
                            "%,d images of %,d patients in %s",
                            settings.images(),
                            settings.patients(),
                            out.get()));
        }
        if (contactSheet.isPresent()) {
            ContactSheet.write(contactSheet.get(), settings);
            done.add("Contact sheet: " + contactSheet.get());
        }
        done.forEach(spec.commandLine().getOut()::println);
        return 0;
    }

    private void requireSomethingToDraw() {
        if (out.isEmpty() && contactSheet.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Missing required option: give --out=<DIR> for a cohort,"
                            + " --contact-sheet=<FILE.png> for a picture, or both");
        }
        if (contactSheet.isPresent() && !contactSheet.get().toString().endsWith(".png")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--contact-sheet is "
                            + contactSheet.get()
                            + ", expected the name of a PNG file; end it in .png");
        }
    }

    private PhantomSettings settings() {
        PhantomSettings base = profile.settings();
        int patientCount = patients.orElse(base.patients());
        try {
            return base.withSize(patientCount, images.orElseGet(() -> imagesOf(patientCount, base)))
                    .withSeed(seed.orElse(base.seed()))
                    .withDifficulty(difficulty.orElse(base.difficulty()))
                    .withLabelNoise(labelNoise.orElse(base.labelNoise()));
        } catch (InvalidInputException e) { // a number out of its range is wrong usage
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** As many images a patient as the profile has. */
    private static int imagesOf(int patients, PhantomSettings base) {
        return (int) Math.round((double) base.images() / base.patients() * patients);
    }
}
