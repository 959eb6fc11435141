package io.podagra.cli.drift;

import io.podagra.cli.drift.Drift.OfDevices;
import io.podagra.cli.drift.Drift.OfQuantity;
import io.podagra.cli.drift.Verdict.Finding;
import io.podagra.data.InvalidInputException;
import io.podagra.eval.statistics.CategoryShift;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Holm;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.MeanShift;
import io.podagra.eval.statistics.Moments;
import io.podagra.model.fingerprint.DeviceCounts;
import io.podagra.model.fingerprint.Fingerprint;
import io.podagra.model.fingerprint.ObservedImage;
import io.podagra.model.fingerprint.Quantity;
import io.podagra.model.fingerprint.QuantitySummary;
import io.podagra.model.fingerprint.ScoredImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares new images with a fingerprint, patient by patient: every quantity is a mean of each
 * patient's images, so that images of one patient, which are alike, count as one.
 *
 * <p>All tests together raise a false alarm in at most 5 % of comparisons (Holm). A test that finds
 * nothing does not show that there is nothing: images are called the same only if a shift of one
 * standard deviation between patients would have been found with 80 % power.
 */
public final class DriftComparison {
    /** Of all tests of a comparison together. */
    static final double LEVEL = 0.05;

    private static final double POWER = 0.8;

    /** The shift that must have been within reach where images are called the same. */
    static final double LARGE = 1;

    private static final long SEED = 20_240_335;
    private static final String VIEW = "view-";

    private final Fingerprint reference;
    private final List<ScoredImage> images;
    private final int patients;

    private DriftComparison(Fingerprint reference, List<ScoredImage> images) {
        this.reference = reference;
        this.images = images;
        this.patients =
                (int) images.stream().map(image -> image.image().patient()).distinct().count();
    }

    /**
     * @param images at least one
     */
    public static Drift of(Fingerprint reference, List<ScoredImage> images) {
        return new DriftComparison(reference, images).compare();
    }

    private Drift compare() {
        List<Quantity.Measured> measured = new ArrayList<>();
        List<QuantitySummary> summaries = new ArrayList<>();
        List<Figure<MeanShift>> shifts = new ArrayList<>();
        Map<String, Quantity.Measured> all = measured();
        boolean viewsKnown = images.stream().noneMatch(image -> image.image().view().isEmpty());
        for (QuantitySummary summary : reference.quantities()) {
            String name = summary.quantity().name();
            if (viewsKnown || !name.startsWith(VIEW)) {
                Quantity.Measured fresh = all.get(name);
                summaries.add(summary);
                measured.add(fresh);
                shifts.add(shift(summary, fresh));
            }
        }
        Optional<Map<String, Integer>> devices = devices();
        Figure<CategoryShift> ofDevices =
                devices.map(this::shift).orElse(Figure.undefined("no device is known"));
        List<Figure<Double>> pValues = new ArrayList<>();
        shifts.forEach(shift -> pValues.add(shift.map(MeanShift::p)));
        pValues.add(ofDevices.map(CategoryShift::p));
        List<Figure<Double>> adjusted = Holm.adjust(pValues);
        List<OfQuantity> quantities = new ArrayList<>();
        for (int place = 0; place < shifts.size(); place++) {
            if (shifts.get(place).isKnown()) {
                quantities.add(
                        new OfQuantity(
                                summaries.get(place),
                                measured.get(place),
                                shifts.get(place).orElseThrow(),
                                adjusted.get(place).orElseThrow()));
            }
        }
        Optional<OfDevices> comparedDevices =
                ofDevices
                        .value()
                        .map(
                                shift ->
                                        new OfDevices(
                                                reference.devices().orElseThrow(),
                                                devices.orElseThrow(),
                                                shift,
                                                adjusted.get(shifts.size()).orElseThrow()));
        int tests = quantities.size() + (comparedDevices.isPresent() ? 1 : 0);
        return new Drift(
                reference,
                images.size(),
                patients,
                reference.unusual(images),
                quantities,
                comparedDevices,
                verdict(quantities, comparedDevices, tests));
    }

    /** The new images' quantities by their names, which are the fingerprint's. */
    private Map<String, Quantity.Measured> measured() {
        Map<String, Quantity.Measured> byName = new LinkedHashMap<>();
        reference.measure(images).forEach(one -> byName.put(one.quantity().name(), one));
        List<String> names =
                reference.quantities().stream().map(one -> one.quantity().name()).toList();
        List<String> unknown =
                names.stream().filter(name -> !byName.containsKey(name)).distinct().toList();
        List<String> missing =
                byName.values().stream()
                        .map(Quantity.Measured::quantity)
                        .filter(reference::keeps)
                        .map(Quantity::name)
                        .filter(name -> !names.contains(name))
                        .toList();
        if (!unknown.isEmpty() || !missing.isEmpty() || !twice(names).isEmpty()) {
            throw new InvalidInputException(
                    "the model's fingerprint has other quantities than this release measures (not measured: %s; missing in it: %s; in it twice: %s); use the release that made the model"
                            .formatted(words(unknown), words(missing), words(twice(names))));
        }
        return byName;
    }

    private static List<String> twice(List<String> names) {
        return names.stream()
                .filter(name -> Collections.frequency(names, name) > 1)
                .distinct()
                .toList();
    }

    private static String words(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static Figure<MeanShift> shift(QuantitySummary summary, Quantity.Measured fresh) {
        return MeanShift.of(
                new Moments(summary.patients(), summary.mean(), summary.deviation()),
                summary.spread(),
                Moments.of(fresh.byPatient().stream().mapToDouble(value -> value).toArray()),
                Interval.CONFIDENCE);
    }

    /** New patients by device, if every image has one and the fingerprint has some too. */
    private Optional<Map<String, Integer>> devices() {
        List<ObservedImage> observed = images.stream().map(ScoredImage::image).toList();
        boolean known = observed.stream().allMatch(image -> image.device().isPresent());
        return known && reference.devices().isPresent()
                ? Optional.of(DeviceCounts.count(observed))
                : Optional.empty();
    }

    /** All devices that the fingerprint does not name are one category, as they are there. */
    private Figure<CategoryShift> shift(Map<String, Integer> fresh) {
        DeviceCounts known = reference.devices().orElseThrow();
        List<String> named = known.patients().keySet().stream().sorted().toList();
        int[] before = new int[named.size() + 1];
        int[] after = new int[named.size() + 1];
        for (int device = 0; device < named.size(); device++) {
            before[device] = known.patients().get(named.get(device));
            after[device] = fresh.getOrDefault(named.get(device), 0);
        }
        before[named.size()] = known.others();
        after[named.size()] =
                fresh.entrySet().stream()
                        .filter(entry -> !known.patients().containsKey(entry.getKey()))
                        .mapToInt(Map.Entry::getValue)
                        .sum();
        return CategoryShift.of(before, after, SEED);
    }

    private Verdict verdict(List<OfQuantity> quantities, Optional<OfDevices> devices, int tests) {
        List<Finding> findings = new ArrayList<>();
        devices.filter(OfDevices::isShifted)
                .ifPresent(
                        found ->
                                findings.add(
                                        new Finding(
                                                DriftWords.DEVICE,
                                                found.shift().distance(),
                                                Optional.empty(),
                                                found.p())));
        quantities.stream()
                .filter(OfQuantity::isShifted)
                .sorted(Comparator.comparingDouble(one -> -Math.abs(one.shift().effect())))
                .map(
                        one ->
                                new Finding(
                                        one.reference().quantity().name(),
                                        one.shift().effect(),
                                        Optional.of(one.shift().interval()),
                                        one.p()))
                .forEach(findings::add);
        return findings.isEmpty() ? withoutFinding(tests) : new Verdict.Shifted(findings);
    }

    private Verdict withoutFinding(int tests) {
        int fewest = Math.min(reference.seen().patients(), reference.heldOut().patients());
        if (fewest < Fingerprint.FEWEST_PATIENTS || reference.features().isEmpty()) {
            return new Verdict.TooFew(
                    "the model was validated on too few images (%d of %d patients) for a reference"
                            .formatted(
                                    reference.heldOut().images(), reference.heldOut().patients()));
        }
        double level = LEVEL / tests; // the first step of Holm's
        double detectable = MeanShift.detectable(fewest, patients, level, POWER);
        if (detectable <= LARGE) {
            return new Verdict.Same(detectable);
        }
        return new Verdict.TooFew(
                MeanShift.needed(fewest, LARGE, level, POWER)
                        .fold(
                                needed ->
                                        "%d patients came; a large shift would be found with %d"
                                                .formatted(patients, needed),
                                why ->
                                        "the model was validated on %d patients, too few to find even a large shift whatever comes"
                                                .formatted(fewest)));
    }
}
