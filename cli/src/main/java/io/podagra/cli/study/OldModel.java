package io.podagra.cli.study;

import io.podagra.data.Cohort;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Split;
import io.podagra.model.ModelArchive;
import io.podagra.model.ModelMetadata;
import io.podagra.model.ModelZip;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A model of Podagra's that a study's networks begin with: test images that it was trained on, they
 * have seen too.
 *
 * @param file its zip
 * @param metadata what it says about itself
 */
public record OldModel(Path file, ModelMetadata metadata) {
    /**
     * Finds it.
     *
     * @param base of the study's settings: a word or a path
     * @return empty if the study begins with anything else
     */
    public static Optional<OldModel> of(String base) {
        Path file = Path.of(base);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (ModelArchive archive = ModelArchive.open(file)) {
            return archive.has(ModelZip.METADATA)
                    ? Optional.of(new OldModel(file, ModelZip.readMetadata(archive)))
                    : Optional.empty();
        } catch (InvalidInputException exception) {
            return Optional.empty(); // weights of another kind
        }
    }

    /** What takes from every figure, old or new: test images that it was trained on. */
    public Optional<String> notice(Cohort cohort, Split split) {
        boolean sameSplit =
                metadata.training().splitFingerprint().equals(Optional.of(split.fingerprint()));
        return isOf(cohort) && !sameSplit
                ? Optional.of(
                        "The networks began with a model that was trained on this cohort by another"
                            + " split: test images are among those it was trained on, so that all"
                            + " figures are too good.")
                : Optional.empty();
    }

    /** What a reader of the figures, old or new, should find out. */
    public Optional<String> caution(Cohort cohort) {
        return isOf(cohort)
                ? Optional.empty()
                : Optional.of(
                        "The networks began with a model that was trained on another cohort. It is"
                                + " not known whether patients of the test are among those it was"
                                + " trained on; if so, the figures are too good.");
    }

    private boolean isOf(Cohort cohort) {
        return metadata.training().cohortFingerprint().equals(cohort.fingerprint());
    }
}
