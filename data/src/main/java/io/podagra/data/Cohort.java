package io.podagra.data;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A set of labelled images described by a manifest.
 *
 * <p>Immutable, and never empty when read. The images keep the order of the manifest; the views are
 * sorted by name.
 */
public final class Cohort {
    /** The file in a cohort's folder that describes its images. */
    public static final String MANIFEST = "manifest.csv";

    private final Path folder;
    private final List<CohortImage> images;
    private final List<View> views;
    private final Set<String> patients;

    Cohort(Path folder, List<CohortImage> images) {
        this.folder = requireNonNull(folder, "folder is null");
        this.images = List.copyOf(images);
        this.views = images.stream().map(CohortImage::view).distinct().sorted().toList();
        Set<String> sorted = new TreeSet<>();
        images.forEach(image -> sorted.add(image.patientId()));
        this.patients = Collections.unmodifiableSet(sorted);
    }

    /**
     * Reads a cohort: CSV by RFC 4180 in UTF-8 with a header, the columns {@code image}, {@code
     * patient_id}, {@code view} and {@code label} in any order, further columns kept as {@linkplain
     * CohortImage#attributes attributes}. The image files must exist; their bytes are not looked
     * at.
     *
     * @param location the folder that holds {@value #MANIFEST}, or the manifest itself
     * @throws InvalidInputException naming every problem of the manifest, by row and column
     */
    public static Cohort read(Path location) {
        Path manifest = Files.isDirectory(location) ? location.resolve(MANIFEST) : location;
        if (!Files.exists(location)) {
            throw new InvalidInputException(
                    location
                            + ": no such cohort; give the folder that holds "
                            + MANIFEST
                            + ", or the manifest itself");
        }
        if (!Files.isRegularFile(manifest)) {
            throw new InvalidInputException(
                    location
                            + ": holds no "
                            + MANIFEST
                            + "; write one with the columns image, patient_id, view, label");
        }
        try {
            return ManifestReader.read(manifest);
        } catch (IOException e) {
            throw new InvalidInputException(
                    manifest + ": cannot be read (" + e + "); check that you may read it", e);
        }
    }

    /** The folder that holds the manifest. */
    public Path folder() {
        return folder;
    }

    /** Every image, in the order of the manifest. */
    public List<CohortImage> images() {
        return images;
    }

    /** The views the cohort declares, sorted by name. */
    public List<View> views() {
        return views;
    }

    /** The patients' identifiers, sorted. */
    public Set<String> patients() {
        return patients;
    }

    /**
     * Whether any image says that it was made by a computer: {@code true} in the column {@code
     * synthetic}. What is learned from such a cohort says nothing about patients.
     */
    public boolean synthetic() {
        return images.stream().anyMatch(Cohort::isSynthetic);
    }

    private static boolean isSynthetic(CohortImage image) {
        for (Map.Entry<String, String> attribute : image.attributes().entrySet()) {
            if (attribute.getKey().equalsIgnoreCase(SyntheticMark.COLUMN)
                    && attribute.getValue().equalsIgnoreCase("true")) {
                return true;
            }
        }
        return false;
    }

    /**
     * Tells cohorts apart: SHA-256, in hexadecimal, over the id, patient, view, label and file size
     * of every image, sorted by id. Independent of the order of rows, of further columns and of
     * where the folder is; an image whose bytes change but not its size goes unnoticed. The one-way
     * hash covers all patients at once, so it may stand in a report.
     *
     * @throws UncheckedIOException if an image has gone since the cohort was read
     */
    public String fingerprint() {
        return Fingerprint.of(images);
    }
}
