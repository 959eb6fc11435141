package io.podagra.data;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Divides a cohort into training, validation and test images.
 *
 * <p>The unit is the patient: all images of one are in one part, because images of one joint are
 * near copies of each other. Stratified: in every view, both classes come near the same shares.
 * Every part has both classes in every view of the cohort; nothing could be trained, chosen or
 * measured otherwise. Immutable.
 */
public final class Split {
    private final Cohort cohort;
    private final Map<String, Part> partOfImage;

    private Split(Cohort cohort, Map<String, Part> partOfImage) {
        this.cohort = cohort;
        this.partOfImage = Map.copyOf(partOfImage);
    }

    /**
     * Divides a cohort by patients. The same seed gives the same split, whatever the order of the
     * manifest's rows.
     *
     * @throws InvalidInputException if there are too few patients to give every part both classes
     *     in every view
     */
    public static Split ofPatients(Cohort cohort, SplitSettings settings) {
        requireNonNull(settings, "settings is null");
        SortedMap<String, List<CohortImage>> imagesOfPatient = new TreeMap<>();
        for (CohortImage image : cohort.images()) {
            imagesOfPatient
                    .computeIfAbsent(image.patientId(), patient -> new ArrayList<>())
                    .add(image);
        }
        SplitChecks.requireDivisible(cohort, imagesOfPatient.size());
        List<Part> parts = allocate(cohort, imagesOfPatient.values(), settings);

        Map<String, Part> partOfImage = new HashMap<>();
        int patient = 0;
        for (List<CohortImage> images : imagesOfPatient.values()) {
            Part part = parts.get(patient++);
            images.forEach(image -> partOfImage.put(image.id(), part));
        }
        Split split = new Split(cohort, partOfImage);
        SplitChecks.requireBothClasses(split, cohort);
        return split;
    }

    private static List<Part> allocate(
            Cohort cohort, Collection<List<CohortImage>> patients, SplitSettings settings) {
        List<View> views = cohort.views();
        Map<View, Integer> firstStratum = new HashMap<>();
        views.forEach(view -> firstStratum.put(view, firstStratum.size() * Label.values().length));
        List<PatientAllocation.Patient> counted = new ArrayList<>();
        for (List<CohortImage> images : patients) {
            SortedMap<Integer, Integer> counts = new TreeMap<>();
            for (CohortImage image : images) {
                int stratum = firstStratum.get(image.view()) + image.label().code();
                counts.merge(stratum, 1, Integer::sum);
            }
            counted.add(new PatientAllocation.Patient(counts));
        }
        return PatientAllocation.allocate(counted, views.size() * Label.values().length, settings);
    }

    /**
     * Reads what {@link #write} wrote, or a split made elsewhere.
     *
     * @param file CSV with the columns {@code image,patient_id,view,label,part}, in any order
     * @param cohort every image of which must have its row, and the same patient, view and label
     * @throws InvalidInputException naming every problem of the file, among them a patient in two
     *     parts, or a part that lacks a class
     */
    public static Split read(Path file, Cohort cohort) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(
                    file + ": no such file; give the split.csv of a run, or make a new split");
        }
        try {
            Split split = new Split(cohort, SplitFile.read(file, cohort));
            SplitChecks.requireBothClasses(split, cohort);
            return split;
        } catch (IOException e) {
            throw new InvalidInputException(
                    file + ": cannot be read (" + e + "); check that you may read it", e);
        }
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

    /** The images of a part, in the order of the manifest. */
    public List<CohortImage> images(Part part) {
        requireNonNull(part, "part is null");
        return cohort.images().stream().filter(image -> partOf(image) == part).toList();
    }

    /** The images of a part that show a view, in the order of the manifest. */
    public List<CohortImage> images(Part part, View view) {
        return images(part).stream().filter(image -> image.view().equals(view)).toList();
    }
}
