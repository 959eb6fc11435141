package io.podagra.cli.study;

import io.podagra.data.AtomicFiles;
import io.podagra.data.InvalidInputException;
import io.podagra.data.View;
import io.podagra.eval.LearningCurve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the files of a run are; the layout is the contract of the documentation. */
public record RunFolder(Path path) {
    /** Holds the networks of the learning curve; no arm has this name. */
    static final String LEARNING_CURVE = "learning-curve";

    /**
     * A folder for a new run: one that does not exist or is empty.
     *
     * @throws InvalidInputException if there is something in it
     */
    public static RunFolder forNewRun(Path path) throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new InvalidInputException(
                    "%s: is a file; give --out a folder that does not exist yet".formatted(path));
        }
        if (Files.isDirectory(path)) {
            try (Stream<Path> content = Files.list(path)) {
                if (content.findAny().isPresent()) {
                    throw new InvalidInputException(
                            "%s: is not empty; give --out another folder%s"
                                    .formatted(
                                            path,
                                            Files.exists(new RunFolder(path).settings())
                                                    ? ", or go on with the study in it by 'study"
                                                            + " --resume'"
                                                    : ""));
                }
            }
        }
        return new RunFolder(path);
    }

    /**
     * The folder of a run.
     *
     * @throws InvalidInputException if there is no run in it
     */
    public static RunFolder ofExistingRun(Path path) {
        RunFolder run = new RunFolder(path);
        if (!Files.isRegularFile(run.settings())) {
            throw new InvalidInputException(
                    "%s: holds no run (there is no %s in it); give the --out folder of a study"
                            .formatted(path, run.settings().getFileName()));
        }
        return run;
    }

    /** Removes what an earlier start was writing when it died; it never had a final name. */
    public void removeUnfinishedFiles() throws IOException {
        List<Path> unfinished;
        try (Stream<Path> tree = Files.walk(path)) {
            unfinished =
                    tree.filter(Files::isRegularFile).filter(AtomicFiles::isTemporary).toList();
        }
        for (Path file : unfinished) {
            Files.deleteIfExists(file);
        }
    }

    /** Name of the run: that of its folder. */
    String name() {
        return path.toAbsolutePath().normalize().getFileName().toString();
    }

    /** The effective settings. */
    public Path settings() {
        return path.resolve("run.yaml");
    }

    /** What the run ran on. */
    public Path environment() {
        return path.resolve("environment.json");
    }

    /**
     * The views of its cohort, in order.
     *
     * @throws InvalidInputException if the run does not tell
     */
    public List<View> views() {
        return Environment.views(environment());
    }

    /** Which part each image is in. */
    public Path split() {
        return path.resolve("split.csv");
    }

    /** What the page shows, for replay. */
    public Path stats() {
        return path.resolve("stats.db");
    }

    /** Decoded images, while the networks are trained. */
    public Path cache() {
        return path.resolve("cache");
    }

    /** Metrics, report and figures. */
    public Path evaluation() {
        return path.resolve("eval");
    }

    /** What the report says beside the figures. */
    public Path context() {
        return evaluation().resolve("context.json");
    }

    /** What the manifest tells of the test images beside view and label, for subgroups. */
    public Path attributes() {
        return evaluation().resolve("attributes.csv");
    }

    /** Scores of the test images. */
    public Path testScores() {
        return evaluation().resolve("scores.csv");
    }

    /** Scores of the validation images, which choose the operating points. */
    public Path validationScores() {
        return evaluation().resolve("scores-validation.csv");
    }

    /** What the learning curve came to. */
    public Path learningCurveFile() {
        return evaluation().resolve("learning-curve.csv");
    }

    /**
     * The learning curve, if the run has one.
     *
     * @throws InvalidInputException if its file is damaged
     */
    public Optional<LearningCurve> learningCurve() {
        return Optional.of(learningCurveFile()).filter(Files::exists).map(LearningCurve::read);
    }

    /** The files of an arm's final training. */
    ArmFolder folder(Arm arm) {
        return new ArmFolder(path.resolve(arm.name()));
    }

    /**
     * The files of an arm's training on a part of the training patients.
     *
     * @param part such as {@code 0.25}
     */
    ArmFolder folder(String part, Arm arm) {
        return new ArmFolder(path.resolve(LEARNING_CURVE).resolve(part).resolve(arm.name()));
    }

    /** An arm's trials. */
    public Path trials(Arm arm) {
        return path.resolve(arm.name()).resolve("trials.csv");
    }

    /** Checkpoints of an arm's trials, while they are trained. */
    Path trialCheckpoints(Arm arm) {
        return path.resolve(arm.name()).resolve("trials");
    }

    /** What an arm's search came to; an arm that has it is tuned. */
    public Path tuning(Arm arm) {
        return path.resolve(arm.name()).resolve("tuning.json");
    }

    /** An arm's model; an arm that has it is done. */
    public Path model(Arm arm) {
        return folder(arm).model();
    }
}
