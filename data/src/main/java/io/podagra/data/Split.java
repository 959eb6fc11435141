package io.podagra.data;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Divides a cohort into training, validation and test images.
 *
 * <p>The unit is the patient, unless the settings ask for the image: all images of one patient are
 * in one part, because images of one joint are near copies of each other. Stratified: in every
 * view, both classes come near the same shares. Every part has both classes in every view of the
 * cohort; nothing could be trained, chosen or measured otherwise. Immutable.
 */
public final class Split {
    private final Cohort cohort;
    private final Map<String, Part> partOfImage;
    private final Map<Part, List<CohortImage>> imagesOfPart = new EnumMap<>(Part.class);
    private final List<PartCounts> counts;
    private final List<String> cautions;

    private Split(Cohort cohort, Map<String, Part> partOfImage, List<String> cautions) {
        this.cohort = cohort;
        this.partOfImage = Map.copyOf(partOfImage);
        for (Part part : Part.values()) {
            imagesOfPart.put(part, new ArrayList<>());
        }
        cohort.images().forEach(image -> imagesOfPart.get(partOf(image)).add(image));
        imagesOfPart.replaceAll((part, images) -> List.copyOf(images));
        this.counts = PartCounts.of(cohort.views(), imagesOfPart);
        this.cautions = List.copyOf(cautions);
    }

    /**
     * Divides a cohort. The same settings give the same split, whatever the order of the manifest's
     * rows. The time grows little faster than the number of images: 100,000 take less than a
     * second.
     *
     * @param nearDuplicates pairs of near-duplicate images of the cohort, as an audit finds them;
     *     empty if none are known. {@link SplitSettings#nearDuplicates} says what is done about
     *     them. Where images are the unit and none are to be kept together, a pair on two sides is
     *     expected and leads to a caution, not a refusal
     * @throws InvalidInputException naming every problem: a part that cannot have both classes in
     *     every view, a patient or a near-duplicate pair on two sides, a hold-out by a column or
     *     value that is not there, or a file that does not fit the cohort
     */
    public static Split of(Cohort cohort, SplitSettings settings, List<ImagePair> nearDuplicates) {
        requireNonNull(settings, "settings is null");
        Map<String, Part> partOfImage;
        if (settings.scheme() instanceof SplitScheme.FromFile given) {
            partOfImage = SplitFile.read(given.file(), cohort, settings.unit());
        } else {
            SplitChecks.requireDivisible(cohort);
            boolean together = settings.nearDuplicates() == NearDuplicateTreatment.TOGETHER;
            partOfImage = Division.of(cohort, settings, together ? nearDuplicates : List.of());
        }
        Split split = new Split(cohort, partOfImage, List.of());
        SplitChecks checks = new SplitChecks(split, settings);
        checks.requireBothClasses();
        checks.requireUndivided(nearDuplicates);
        return new Split(
                cohort, partOfImage, SplitCautions.of(split, cohort, settings, nearDuplicates));
    }

    /**
     * Writes {@code image,patient_id,view,label,part}, in the order of the manifest.
     *
     * @throws IOException if the file cannot be written; a file of this name is then unchanged
     */
    public void write(Path file) throws IOException {
        SplitFile.write(file, cohort.images(), partOfImage);
    }

    /**
     * @throws IllegalArgumentException if the image is not of this split's cohort
     */
    public Part partOf(CohortImage image) {
        Part part = partOfImage.get(image.id());
        if (part == null) {
            throw new IllegalArgumentException("image " + image.id() + " is not of this cohort");
        }
        return part;
    }

    /**
     * SHA-256 of which image is in which part, in 64 hexadecimal digits: two splits of a cohort are
     * the same where theirs are. The order of the manifest does not matter.
     */
    public String fingerprint() {
        StringBuilder rows = new StringBuilder();
        new TreeMap<>(partOfImage)
                .forEach(
                        (image, part) ->
                                rows.append(image).append('\t').append(part.word()).append('\n'));
        return Sha256.of(rows.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The images of a part, in the order of the manifest. */
    public List<CohortImage> images(Part part) {
        requireNonNull(part, "part is null");
        return imagesOfPart.get(part);
    }

    /** The images of a part that show a view, in the order of the manifest. */
    public List<CohortImage> images(Part part, View view) {
        return images(part).stream().filter(image -> image.view().equals(view)).toList();
    }

    /** What the parts hold: of all views together, then of each view, every part. */
    public List<PartCounts> counts() {
        return counts;
    }

    /**
     * What a reader of any figure must know of this split, in sentences: patients, or
     * near-duplicate pairs, that are on two sides because the settings let them. Names none of
     * them; empty for a split that keeps them apart.
     */
    public List<String> cautions() {
        return cautions;
    }

    /**
     * The pairs whose images are in different parts.
     *
     * @throws IllegalArgumentException if an image is not of this split's cohort
     */
    public List<ImagePair> divided(List<ImagePair> pairs) {
        return pairs.stream()
                .filter(pair -> partOf(pair.first()) != partOf(pair.second()))
                .toList();
    }
}
