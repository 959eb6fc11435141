package io.podagra.eval;

import io.podagra.data.AtomicFiles;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Label;
import io.podagra.data.SyntheticMark;
import io.podagra.eval.statistics.LabelledScores;
import io.podagra.eval.statistics.Patients;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * The scores of a set of images: everything an evaluation needs. Immutable; every image has a score
 * of the same methods, and the images keep their order.
 */
public final class ScoreTable {
    static final String IMAGE_ID = "image_id";
    static final String PATIENT_ID = "patient_id";
    static final String VIEW = "view";
    static final String LABEL = "label";

    private final List<ScoredImage> images;
    private final List<Method> methods;

    private ScoreTable(List<ScoredImage> images) {
        this.images = List.copyOf(images);
        this.methods = List.copyOf(EnumSet.copyOf(images.get(0).scores().keySet()));
    }

    /**
     * @throws IllegalArgumentException if there is no image, two share an identifier, or one lacks
     *     a score that another has
     */
    public static ScoreTable of(List<ScoredImage> images) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException("images is empty");
        }
        Set<Method> methods = images.get(0).scores().keySet();
        Set<String> seen = new HashSet<>();
        for (ScoredImage image : images) {
            if (!seen.add(image.imageId())) {
                throw new IllegalArgumentException(
                        "image '" + image.imageId() + "' is scored twice");
            }
            if (!image.scores().keySet().equals(methods)) {
                throw new IllegalArgumentException(
                        "image '%s' has scores of %s, others of %s"
                                .formatted(image.imageId(), image.scores().keySet(), methods));
            }
        }
        return new ScoreTable(images);
    }

    /**
     * Reads {@code scores.csv}: UTF-8, RFC 4180, columns found by name: {@code image_id,
     * patient_id, view, label} (1 abnormal, 0 normal) and {@code score_single}, {@code
     * score_multiple} or both. Further columns become the images' attributes.
     *
     * @throws InvalidInputException with every problem of the file
     */
    public static ScoreTable read(Path csv) {
        return new ScoreTable(new ScoreTableReader(csv).read());
    }

    /**
     * Writes the file that {@link #read} reads, with enough digits for the same numbers.
     *
     * @throws IOException if the file cannot be written; an older one is then unchanged
     */
    public void write(Path csv) throws IOException {
        AtomicFiles.writeText(
                csv,
                writer -> {
                    CSVFormat format = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();
                    try (CSVPrinter printer = new CSVPrinter(writer, format)) {
                        printer.printRecord(header());
                        for (ScoredImage image : images) {
                            printer.printRecord(row(image));
                        }
                    }
                });
    }

    /** Every image, in the order given or read; at least one. */
    public List<ScoredImage> images() {
        return images;
    }

    /** The methods that scored the images; one or both, single first. */
    public List<Method> methods() {
        return methods;
    }

    /** The views that occur, sorted by name. */
    public List<String> views() {
        return images.stream().map(ScoredImage::view).distinct().sorted().toList();
    }

    /**
     * The images of one view.
     *
     * @throws IllegalArgumentException if the view does not occur
     */
    public ScoreTable forView(String view) {
        List<ScoredImage> chosen =
                images.stream().filter(image -> image.view().equals(view)).toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("view '%s' is none of %s".formatted(view, views()));
        }
        return new ScoreTable(chosen);
    }

    /** The scores of one method with the labels, in the order of the images. */
    public LabelledScores scores(Method method) {
        double[] scores =
                images.stream().mapToDouble(image -> image.score(method).orElseThrow()).toArray();
        boolean[] abnormal = new boolean[images.size()];
        for (int i = 0; i < abnormal.length; i++) {
            abnormal[i] = images.get(i).label() == Label.ABNORMAL;
        }
        return LabelledScores.of(scores, abnormal);
    }

    /** The same images with what a file tells of them, in place of what they had of its columns. */
    public ScoreTable with(ImageAttributes attributes) {
        return new ScoreTable(
                images.stream().map(image -> image.with(attributes.of(image.imageId()))).toList());
    }

    /** The view of each image, in the order of the images. */
    List<String> viewOfEach() {
        return images.stream().map(ScoredImage::view).toList();
    }

    /** The images that fit, if there are any. */
    Optional<ScoreTable> where(Predicate<ScoredImage> fits) {
        List<ScoredImage> chosen = images.stream().filter(fits).toList();
        return chosen.isEmpty() ? Optional.empty() : Optional.of(new ScoreTable(chosen));
    }

    /** Which image belongs to which patient, in the order of the images. */
    public Patients patients() {
        return Patients.of(images.stream().map(ScoredImage::patientId).toList());
    }

    /** Whether every image was drawn by Podagra's phantom. */
    public boolean synthetic() {
        return syntheticImages() == images.size();
    }

    /** How many images were drawn by Podagra's phantom. */
    public int syntheticImages() {
        return (int) images.stream().filter(ScoreTable::isSynthetic).count();
    }

    private static boolean isSynthetic(ScoredImage image) {
        return SyntheticMark.marks(image.imageId()) || SyntheticMark.marks(image.patientId());
    }

    private List<String> header() {
        List<String> header = new ArrayList<>(List.of(IMAGE_ID, PATIENT_ID, VIEW, LABEL));
        methods.forEach(method -> header.add(method.column()));
        return header;
    }

    private List<Object> row(ScoredImage image) {
        List<Object> row = new ArrayList<>();
        row.add(image.imageId());
        row.add(image.patientId());
        row.add(image.view());
        row.add(image.label().code());
        methods.forEach(method -> row.add(image.score(method).orElseThrow()));
        return row;
    }
}
