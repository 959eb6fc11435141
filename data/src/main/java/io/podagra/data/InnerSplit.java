package io.podagra.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Training images divided once more, into those that a candidate learns from and those it is judged
 * by while settings are chosen. Nothing but the given images is looked at.
 *
 * <p>All images of a patient are on one side, whatever the unit of the split that they come from: a
 * candidate judged by patients it knows would be chosen for its memory. Stratified as a {@link
 * Split}: in every view, both classes come near the same shares, and each side has both classes in
 * every view that occurs. One seed, one division, whatever the order of the images.
 *
 * @param training images to learn from, in the order given
 * @param validation images to judge by, in the order given
 */
public record InnerSplit(List<CohortImage> training, List<CohortImage> validation) {
    public InnerSplit {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
    }

    /**
     * Holds out a share.
     *
     * @param images at least one
     * @param share of the patients, and of the images of each view and class, that is aimed at for
     *     validation, in (0, 1)
     * @throws InvalidInputException if the share is out of its range, or a side would lack a class
     *     in a view
     */
    public static InnerSplit holdOut(List<CohortImage> images, double share, long seed) {
        return holdOut(images, share, seed, List.of());
    }

    /**
     * The same, with near-duplicates on one side.
     *
     * @param nearDuplicates pairs whose patients are kept together; those with an image that is not
     *     given do not count
     */
    public static InnerSplit holdOut(
            List<CohortImage> images, double share, long seed, List<ImagePair> nearDuplicates) {
        SplitSettings.requireFraction("share", share);
        InnerDivision division = new InnerDivision(images, nearDuplicates);
        division.divide(
                new double[] {share, 1 - share},
                seed,
                "on both sides of a division into training and validation",
                "hold out another share");
        return division.validatedBy(0);
    }

    /**
     * Divides into folds, each of which is the validation part once.
     *
     * @param images at least one
     * @param folds at least 2
     * @return as many divisions; each image is in the validation part of exactly one
     * @throws InvalidInputException if there are fewer patients than folds or fewer than two folds,
     *     or a fold would lack a class in a view
     */
    public static List<InnerSplit> folds(List<CohortImage> images, int folds, long seed) {
        return folds(images, folds, seed, List.of());
    }

    /**
     * The same, with near-duplicates in one fold.
     *
     * @param nearDuplicates pairs whose patients are kept together; those with an image that is not
     *     given do not count
     */
    public static List<InnerSplit> folds(
            List<CohortImage> images, int folds, long seed, List<ImagePair> nearDuplicates) {
        if (folds < 2) {
            throw new InvalidInputException("folds is " + folds + ", expected at least 2");
        }
        InnerDivision division = new InnerDivision(images, nearDuplicates);
        division.requireUnits(folds);
        double[] shares = new double[folds];
        Arrays.fill(shares, 1.0 / folds);
        division.divide(shares, seed, "in each of " + folds + " folds", "choose fewer folds");
        return IntStream.range(0, folds).mapToObj(division::validatedBy).toList();
    }
}
