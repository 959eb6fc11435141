package io.podagra.eval.statistics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Which image belongs to which patient; patients are numbered from 0. Immutable. */
public final class Patients {
    private final int[] patientOfImage;
    private final int count;

    private Patients(int[] patientOfImage, int count) {
        this.patientOfImage = patientOfImage;
        this.count = count;
    }

    /**
     * @param patientIds the patient of each image, in the order of the images
     */
    public static Patients of(List<String> patientIds) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] patientOfImage = new int[patientIds.size()];
        int image = 0;
        for (String patientId : patientIds) {
            patientOfImage[image++] = numbers.computeIfAbsent(patientId, id -> numbers.size());
        }
        return new Patients(patientOfImage, numbers.size());
    }

    /** How many patients there are. */
    public int count() {
        return count;
    }

    /** How many images they have together. */
    public int images() {
        return patientOfImage.length;
    }

    /** The number of the patient whose image this is. */
    public int patientOf(int image) {
        return patientOfImage[image];
    }

    /** The numbers of each patient's images, in ascending order. */
    int[][] imagesByPatient() {
        int[] counts = new int[count];
        for (int patient : patientOfImage) {
            counts[patient]++;
        }
        int[][] images = new int[count][];
        Arrays.setAll(images, patient -> new int[counts[patient]]);
        int[] next = new int[count];
        for (int image = 0; image < patientOfImage.length; image++) {
            int patient = patientOfImage[image];
            images[patient][next[patient]++] = image;
        }
        return images;
    }

    /** The patients of some of the images, with their numbers here. */
    Patients subset(int[] images) {
        return new Patients(IntStream.of(images).map(this::patientOf).toArray(), count);
    }

    /**
     * @throws IllegalArgumentException if these are patients of another number of images
     */
    void requireImages(int images) {
        if (images != images()) {
            throw new IllegalArgumentException(
                    "%d scores but patients of %d images".formatted(images, images()));
        }
    }
}
