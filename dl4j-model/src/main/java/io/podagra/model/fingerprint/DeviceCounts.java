package io.podagra.model.fingerprint;

import io.podagra.data.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many patients were examined with which device. A patient counts for the device of most of
 * their images. Devices of few patients have no name here, for it might point at a patient.
 *
 * @param patients by device, of devices with at least {@link #FEWEST} patients
 * @param others patients of all other devices
 */
public record DeviceCounts(Map<String, Integer> patients, int others) {
    /** Patients that a device must have had to be named. */
    public static final int FEWEST = Fingerprint.FEWEST_PATIENTS;

    public DeviceCounts {
        patients = Map.copyOf(patients);
        if (others < 0 || patients.values().stream().anyMatch(number -> number < 1)) {
            throw new IllegalArgumentException(
                    "patients by device %s, others %d".formatted(patients, others));
        }
    }

    /**
     * Counts those that a fingerprint may hold.
     *
     * @param images each with its device
     */
    static DeviceCounts of(List<ObservedImage> images) {
        Map<String, Integer> named = new TreeMap<>(count(images));
        int all = named.values().stream().mapToInt(Integer::intValue).sum();
        named.values().removeIf(number -> number < FEWEST);
        return new DeviceCounts(
                named, all - named.values().stream().mapToInt(Integer::intValue).sum());
    }

    /**
     * Patients by device, whatever their number, sorted by device.
     *
     * @throws InvalidInputException if an image has no device
     */
    public static SortedMap<String, Integer> count(List<ObservedImage> images) {
        Map<String, SortedMap<String, Integer>> byPatient = new LinkedHashMap<>();
        for (ObservedImage image : images) {
            String device =
                    image.device()
                            .orElseThrow(
                                    () ->
                                            new InvalidInputException(
                                                    "an image has no device; fill the column"
                                                            + " device for every image or none"));
            byPatient
                    .computeIfAbsent(image.patient(), patient -> new TreeMap<>())
                    .merge(device, 1, Integer::sum);
        }
        SortedMap<String, Integer> patients = new TreeMap<>();
        for (SortedMap<String, Integer> devices : byPatient.values()) {
            patients.merge(most(devices), 1, Integer::sum);
        }
        return patients;
    }

    /** The one with the largest number, of several the first. */
    private static String most(SortedMap<String, Integer> devices) {
        String found = devices.firstKey();
        for (Map.Entry<String, Integer> device : devices.entrySet()) {
            if (device.getValue() > devices.get(found)) {
                found = device.getKey();
            }
        }
        return found;
    }
}
