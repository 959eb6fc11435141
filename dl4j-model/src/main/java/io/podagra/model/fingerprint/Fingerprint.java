package io.podagra.model.fingerprint;

import static java.util.Objects.requireNonNull;

import io.podagra.data.InvalidInputException;
import io.podagra.model.ModelArchive;
import io.podagra.model.ModelEntries;
import io.podagra.model.ModelJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a model remembers of its images, to tell whether later ones are like them: size, brightness,
 * sharpness and devices of the images it was trained and validated on; scores and features of those
 * it was validated on alone, for a network has seen its training images, and the test images choose
 * nothing. Every figure is over at least {@link #FEWEST_PATIENTS} patients; there is no name of a
 * patient or an image in it.
 *
 * @param schema {@link #SCHEMA}
 * @param synthetic whether they were drawn by the phantom
 * @param views of the images
 * @param seen the images that size, brightness, sharpness and devices are of
 * @param heldOut the images that scores and features are of
 * @param quantities in a fixed order, those of seen images first; none of images of fewer than
 *     {@link #FEWEST_PATIENTS} patients
 * @param devices of the seen images; empty if the manifest does not name all of them
 * @param features of the held-out images; empty if they were too few
 */
public record Fingerprint(
        String schema,
        boolean synthetic,
        List<String> views,
        Source seen,
        Source heldOut,
        List<QuantitySummary> quantities,
        Optional<DeviceCounts> devices,
        Optional<FeatureReference> features) {
    /** Version of the form this release reads and writes. */
    public static final String SCHEMA = "podagra.fingerprint/1";

    /** Figures of fewer patients are nearly their own, so that none are kept. */
    public static final int FEWEST_PATIENTS = 5;

    public Fingerprint {
        requireNonNull(schema, "schema is null");
        views = List.copyOf(views);
        requireNonNull(seen, "seen is null");
        requireNonNull(heldOut, "heldOut is null");
        quantities = List.copyOf(quantities);
        requireNonNull(devices, "devices is null");
        requireNonNull(features, "features is null");
    }

    /**
     * Whose images a part is of.
     *
     * @param parts of the split, in words
     * @param images how many
     * @param patients how many
     */
    public record Source(String parts, int images, int patients) {
        public Source {
            requireNonNull(parts, "parts is null");
            if (images < 0 || patients < 0) {
                throw new IllegalArgumentException(
                        "%d images of %d patients".formatted(images, patients));
            }
        }

        private static Source of(String parts, List<ObservedImage> images) {
            return new Source(
                    parts,
                    images.size(),
                    (int) images.stream().map(ObservedImage::patient).distinct().count());
        }
    }

    /**
     * Takes a fingerprint.
     *
     * @param seen training and validation images
     * @param heldOut validation images, at least one
     * @param views that the network is for
     */
    public static Fingerprint of(
            List<ObservedImage> seen,
            List<ScoredImage> heldOut,
            List<String> views,
            boolean synthetic) {
        Optional<FeatureCalibration> calibration =
                FeatureCalibration.isPossible(heldOut)
                        ? Optional.of(FeatureCalibration.of(heldOut))
                        : Optional.empty();
        List<Quantity.Measured> measured = new ArrayList<>(Quantity.of(seen, views));
        measured.add(Quantity.ofScores(heldOut));
        calibration.ifPresent(
                found -> {
                    measured.add(Quantity.ofDistances(heldOut, found.distances()));
                    measured.addAll(
                            Quantity.ofComponents(heldOut, new ImageNovelty(found.reference())));
                });
        return new Fingerprint(
                SCHEMA,
                synthetic,
                views,
                Source.of("training and validation", seen),
                Source.of("validation", heldOut.stream().map(ScoredImage::image).toList()),
                measured.stream()
                        .filter(one -> one.byPatient().size() >= FEWEST_PATIENTS)
                        .map(QuantitySummary::of)
                        .toList(),
                seen.stream().allMatch(image -> image.device().isPresent())
                        ? Optional.of(DeviceCounts.of(seen))
                        : Optional.empty(),
                calibration.map(FeatureCalibration::reference));
    }

    /**
     * Reads the fingerprint of a model.
     *
     * @return empty if the model has none: it is of an earlier release, or not Podagra's
     * @throws InvalidInputException if it is damaged or of a later release
     */
    public static Optional<Fingerprint> read(ModelArchive archive) {
        return archive.text(ModelEntries.FINGERPRINT).map(json -> parse(archive.shownAs(), json));
    }

    private static Fingerprint parse(String shownAs, byte[] json) {
        Fingerprint fingerprint =
                ModelJson.read(shownAs, ModelEntries.FINGERPRINT, json, Fingerprint.class);
        if (!fingerprint.schema().equals(SCHEMA)) {
            throw new InvalidInputException(
                    "%s: its fingerprint has schema '%s', this release reads '%s'; use the release that made it"
                            .formatted(shownAs, fingerprint.schema(), SCHEMA));
        }
        return fingerprint;
    }

    /** What {@link #read} reads, for the entry {@link ModelEntries#FINGERPRINT} of a model. */
    public byte[] json() {
        return ModelJson.write(this);
    }

    /** Whether it keeps such a quantity: there were enough patients. */
    public boolean keeps(Quantity quantity) {
        return (quantity.heldOut() ? heldOut : seen).patients() >= FEWEST_PATIENTS;
    }

    /** Tells images that are unlike the held-out ones; empty if these were too few. */
    public Optional<ImageNovelty> novelty() {
        return features.map(ImageNovelty::new);
    }

    /**
     * The quantities of other images, in the order of {@link #quantities}; also those that the
     * fingerprint could not keep.
     *
     * @throws InvalidInputException if the images' features are of another network
     */
    public List<Quantity.Measured> measure(List<ScoredImage> images) {
        List<Quantity.Measured> measured =
                new ArrayList<>(
                        Quantity.of(images.stream().map(ScoredImage::image).toList(), views));
        measured.add(Quantity.ofScores(images));
        novelty()
                .ifPresent(
                        novelty -> {
                            List<Double> distances =
                                    images.stream()
                                            .map(i -> novelty.distance(i.features()))
                                            .toList();
                            measured.add(Quantity.ofDistances(images, distances));
                            measured.addAll(Quantity.ofComponents(images, novelty));
                        });
        return List.copyOf(measured);
    }

    /** How many of other images are unlike the held-out ones; none where nobody can tell. */
    public long unusual(List<ScoredImage> images) {
        return novelty()
                .map(
                        novelty ->
                                images.stream()
                                        .filter(image -> novelty.isUnusual(image.features()))
                                        .count())
                .orElse(0L);
    }
}
