package io.podagra.data.phantom;

import io.podagra.data.InvalidInputException;
import java.util.Objects;

/**
 * What synthetic cohort to make.
 *
 * @param patients from 4 to 9,999
 * @param images in all, over three views of each patient: at least one of each, at most 99
 * @param seed of everything random in it; one seed, one cohort
 * @param difficulty divides the severity of the signs: 1 is the reference, less is easier; more
 *     than 0, at most 10
 * @param labelNoise share of the images that the reader of the manifest's labels took for the other
 *     class, in [0, 0.2]: as many normal images as abnormal ones, so that the number labelled
 *     abnormal stays what it is
 * @param overlays how many images have calipers and captions
 * @param equipment the devices
 */
public record PhantomSettings(
        int patients,
        int images,
        long seed,
        double difficulty,
        double labelNoise,
        OverlayShares overlays,
        Equipment equipment) {
    private static final int MINIMUM_PATIENTS = 4;
    private static final int MAXIMUM_PATIENTS = 9_999;
    private static final int VIEWS = PhantomView.values().length;
    private static final int MAXIMUM_FRAMES = 99;

    /**
     * The paper profile's and the demo's, found by training on the former (benchmarks/difficulty).
     */
    private static final double PAPER_DIFFICULTY = 1;

    /** Sonographers differ on weak signs: Terslev et al. 2015, see {@link Reader}. [G] */
    private static final double PAPER_LABEL_NOISE = 0.05;

    /** Whatever the label [G]. */
    private static final OverlayShares INDEPENDENT = new OverlayShares(0.25, 0.25);

    private static final OverlayShares TIED_TO_LABEL = new OverlayShares(0.9, 0.1);

    /**
     * @throws InvalidInputException if a value is out of its range
     */
    public PhantomSettings {
        Objects.requireNonNull(overlays, "overlays is null");
        Objects.requireNonNull(equipment, "equipment is null");
        if (patients < MINIMUM_PATIENTS || patients > MAXIMUM_PATIENTS) {
            throw outOfRange("patients", patients, MINIMUM_PATIENTS, MAXIMUM_PATIENTS);
        }
        int fewest = patients * VIEWS;
        // Half of the most frames each, because patients differ in how many they get.
        int most = fewest * MAXIMUM_FRAMES / 2;
        if (images < fewest || images > most) {
            throw outOfRange("images of " + patients + " patients", images, fewest, most);
        }
        if (!(difficulty > 0 && difficulty <= 10)) {
            throw new InvalidInputException(
                    "difficulty is " + difficulty + ", expected more than 0 and at most 10");
        }
        if (!(labelNoise >= 0 && labelNoise <= 0.2)) {
            throw new InvalidInputException(
                    "label noise is " + labelNoise + ", expected from 0 to 0.2");
        }
    }

    /**
     * Small, for a demonstration in minutes: 60 patients and 360 images, as difficult as {@link
     * #paper} and with the same share of wrong labels. With signs two and a half times as severe
     * and no wrong labels, the shipped weights led to a validation AUC of 1, which leaves nothing
     * to compare.
     */
    public static PhantomSettings demo() {
        return new PhantomSettings(
                60, 360, 1, PAPER_DIFFICULTY, PAPER_LABEL_NOISE, INDEPENDENT, Equipment.KNOWN);
    }

    /**
     * As many patients, images and, of those, ones labelled abnormal as the paper has: 351, 4,032,
     * 2,040.
     */
    public static PhantomSettings paper() {
        return new PhantomSettings(
                351, 4_032, 1, PAPER_DIFFICULTY, PAPER_LABEL_NOISE, INDEPENDENT, Equipment.KNOWN);
    }

    /**
     * A trap, on purpose: {@link #paper}, but 90 % of the images labelled abnormal have calipers,
     * and as many a caption, against 10 % of the others. A network that sees them need not look at
     * the joint; it is there to show that masking them takes the shortcut away.
     */
    public static PhantomSettings shortcut() {
        PhantomSettings paper = paper();
        return new PhantomSettings(
                paper.patients,
                paper.images,
                paper.seed,
                paper.difficulty,
                paper.labelNoise,
                TIED_TO_LABEL,
                Equipment.KNOWN);
    }

    /**
     * For base weights: many patients, of devices that no study sees, with signs 1.4 times as
     * severe as the reference and no wrong labels, for what is learnt is the drawing, not its
     * reader.
     */
    public static PhantomSettings pretraining() {
        return new PhantomSettings(1_200, 6_000, 20_240_335, 0.7, 0, INDEPENDENT, Equipment.DRAWN);
    }

    /** The same with other numbers of patients and images. */
    public PhantomSettings withSize(int otherPatients, int otherImages) {
        return new PhantomSettings(
                otherPatients, otherImages, seed, difficulty, labelNoise, overlays, equipment);
    }

    /** The same with another seed. */
    public PhantomSettings withSeed(long other) {
        return new PhantomSettings(
                patients, images, other, difficulty, labelNoise, overlays, equipment);
    }

    /** The same with another difficulty. */
    public PhantomSettings withDifficulty(double other) {
        return new PhantomSettings(patients, images, seed, other, labelNoise, overlays, equipment);
    }

    /** The same with another share of wrong labels. */
    public PhantomSettings withLabelNoise(double other) {
        return new PhantomSettings(patients, images, seed, difficulty, other, overlays, equipment);
    }

    private static InvalidInputException outOfRange(String name, int value, int low, int high) {
        return new InvalidInputException(
                "The number of "
                        + name
                        + " is "
                        + value
                        + ", expected from "
                        + low
                        + " to "
                        + high);
    }
}
