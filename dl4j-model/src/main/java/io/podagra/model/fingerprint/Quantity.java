package io.podagra.model.fingerprint;

import static java.util.Objects.requireNonNull;

import io.podagra.pipeline.ImageTraits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A number of every image that is compared.
 *
 * @param name such as {@code grey-mean}
 * @param resolution above 0: a difference that nobody would care for, in the number's unit: a
 *     spread below it counts as this large, so that what is the same in every image can be compared
 *     too
 * @param heldOut whether its reference has to be of images that the network was not trained on
 */
public record Quantity(String name, double resolution, boolean heldOut) {
    /** Probability of abnormal. */
    public static final Quantity SCORE = new Quantity("score", 0.01, true);

    /** Natural logarithm of {@link ImageNovelty#distance}, which is skewed without it. */
    public static final Quantity NOVELTY = new Quantity("feature-distance", 0.02, true);

    private static final String VIEW = "view-";
    private static final String COMPONENT = "feature-";

    /** Of components beyond these, each explains little, and every test costs the others power. */
    private static final int COMPONENTS = 6;

    private static final List<Trait> TRAITS =
            List.of(
                    new Trait("width", 1, ImageTraits::width),
                    new Trait("height", 1, ImageTraits::height),
                    new Trait("grey-mean", 0.5, ImageTraits::mean),
                    new Trait("grey-contrast", 0.5, ImageTraits::contrast),
                    new Trait("grey-bright", 1, ImageTraits::bright),
                    new Trait("black-share", 0.005, ImageTraits::black),
                    new Trait("sharpness", 0.01, ImageTraits::sharpness),
                    new Trait("noise", 0.1, ImageTraits::noise));

    public Quantity {
        requireNonNull(name, "name is null");
        if (!(resolution > 0 && resolution < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "resolution of %s is %s".formatted(name, resolution));
        }
    }

    private record Trait(String name, double resolution, ToDoubleFunction<ImageTraits> value) {}

    /**
     * A quantity and its value of each image.
     *
     * @param quantity what was measured
     * @param byPatient the mean of each patient
     */
    public record Measured(Quantity quantity, List<Double> byPatient) {
        public Measured {
            requireNonNull(quantity, "quantity is null");
            byPatient = List.copyOf(byPatient);
        }
    }

    /** What can be told without a network. The share of a view counts where there are several. */
    public static List<Measured> of(List<ObservedImage> images, List<String> views) {
        List<String> patients = images.stream().map(ObservedImage::patient).toList();
        List<Measured> measured = new ArrayList<>();
        for (Trait trait : TRAITS) {
            measured.add(
                    measured(
                            new Quantity(trait.name(), trait.resolution(), false),
                            patients,
                            images.stream()
                                    .mapToDouble(
                                            image -> trait.value().applyAsDouble(image.traits()))
                                    .toArray()));
        }
        // The last follows from the others.
        for (String view : views.subList(0, Math.max(0, views.size() - 1))) {
            measured.add(
                    measured(
                            new Quantity(VIEW + view, 0.01, false),
                            patients,
                            images.stream()
                                    .mapToDouble(image -> image.view().equals(view) ? 1 : 0)
                                    .toArray()));
        }
        return List.copyOf(measured);
    }

    /** What a network makes of images. */
    static Measured ofScores(List<ScoredImage> images) {
        return measured(
                SCORE, patients(images), images.stream().mapToDouble(ScoredImage::score).toArray());
    }

    /**
     * @param distances of each image
     */
    static Measured ofDistances(List<ScoredImage> images, List<Double> distances) {
        return measured(
                NOVELTY,
                patients(images),
                distances.stream()
                        .mapToDouble(distance -> Math.log(Math.max(distance, 1e-9)))
                        .toArray());
    }

    /** The leading components, in standard deviations of the reference's images. */
    static List<Measured> ofComponents(List<ScoredImage> images, ImageNovelty novelty) {
        double[][] components =
                images.stream()
                        .map(image -> novelty.components(image.features()))
                        .toArray(double[][]::new);
        return IntStream.range(0, Math.min(COMPONENTS, novelty.rank()))
                .mapToObj(
                        component ->
                                measured(
                                        new Quantity(COMPONENT + (component + 1), 0.02, true),
                                        patients(images),
                                        IntStream.range(0, components.length)
                                                .mapToDouble(i -> components[i][component])
                                                .toArray()))
                .toList();
    }

    private static List<String> patients(List<ScoredImage> images) {
        return images.stream().map(image -> image.image().patient()).toList();
    }

    private static Measured measured(Quantity quantity, List<String> patients, double[] values) {
        return new Measured(quantity, PatientMeans.of(patients, values));
    }
}
