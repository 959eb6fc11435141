package io.podagra.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives every image its part by a scheme that does so itself, which is each but a split from a
 * file.
 */
final class Division {
    private final Cohort cohort;
    private final SplitSettings settings;
    private final List<ImagePair> links;
    private final Map<String, Part> partOfImage = new HashMap<>();

    private Division(Cohort cohort, SplitSettings settings, List<ImagePair> links) {
        this.cohort = cohort;
        this.settings = settings;
        this.links = links;
    }

    /**
     * The part of each image by its id.
     *
     * @param links pairs of images whose units are divided as one
     * @throws InvalidInputException if there are fewer units than folds, or the images that are to
     *     be held out cannot be told
     */
    static Map<String, Part> of(Cohort cohort, SplitSettings settings, List<ImagePair> links) {
        Division division = new Division(cohort, settings, links);
        SplitScheme scheme = settings.scheme();
        if (scheme instanceof SplitScheme.AtRandom random) {
            division.atRandom(random);
        } else if (scheme instanceof SplitScheme.Fold fold) {
            division.fold(fold);
        } else if (scheme instanceof SplitScheme.HoldOut holdOut) {
            division.holdOut(holdOut);
        } else {
            throw new IllegalArgumentException("a split from a file divides nothing: " + scheme);
        }
        return division.partOfImage;
    }

    private void atRandom(SplitScheme.AtRandom scheme) {
        double rest = 1 - scheme.testFraction();
        double validation = rest * settings.validationFraction();
        divide(
                units(cohort.images()),
                List.of(Part.TRAIN, Part.VALIDATION, Part.TEST),
                rest - validation,
                validation,
                scheme.testFraction());
    }

    private void fold(SplitScheme.Fold scheme) {
        List<Unit> units = units(cohort.images());
        if (units.size() < scheme.folds()) {
            throw new InvalidInputException(
                    "folds is %d, but the cohort in %s has only %d %ss to divide; choose fewer folds"
                            .formatted(
                                    scheme.folds(),
                                    cohort.folder(),
                                    units.size(),
                                    settings.unit().word()));
        }
        double[] shares = new double[scheme.folds()];
        Arrays.fill(shares, 1.0 / scheme.folds());
        // The number of the fold must not come into this, or the folds would not fit together.
        int[] foldOfUnit = UnitAllocation.allocate(units, shares, settings.seed());
        List<Unit> rest = new ArrayList<>();
        for (int unit = 0; unit < foldOfUnit.length; unit++) {
            if (foldOfUnit[unit] == scheme.number() - 1) {
                put(units.get(unit).images(), Part.TEST);
            } else {
                rest.add(units.get(unit));
            }
        }
        divideRest(rest);
    }

    private void holdOut(SplitScheme.HoldOut scheme) {
        Set<String> test = HeldOut.ids(cohort, scheme, settings.unit());
        List<CohortImage> rest = new ArrayList<>();
        for (CohortImage image : cohort.images()) {
            if (test.contains(image.id())) {
                put(List.of(image), Part.TEST);
            } else {
                rest.add(image);
            }
        }
        divideRest(units(rest));
    }

    private void divideRest(List<Unit> rest) {
        double validation = settings.validationFraction();
        divide(rest, List.of(Part.TRAIN, Part.VALIDATION), 1 - validation, validation);
    }

    private void divide(List<Unit> units, List<Part> parts, double... shares) {
        int[] groupOfUnit = UnitAllocation.allocate(units, shares, settings.seed());
        for (int unit = 0; unit < groupOfUnit.length; unit++) {
            put(units.get(unit).images(), parts.get(groupOfUnit[unit]));
        }
    }

    private List<Unit> units(List<CohortImage> images) {
        return Unit.of(images, settings.unit(), links);
    }

    private void put(List<CohortImage> images, Part part) {
        images.forEach(image -> partOfImage.put(image.id(), part));
    }
}
