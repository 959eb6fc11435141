package io.podagra.cli.drift;

import static java.util.Objects.requireNonNull;

import io.podagra.eval.statistics.CategoryShift;
import io.podagra.eval.statistics.MeanShift;
import io.podagra.model.fingerprint.DeviceCounts;
import io.podagra.model.fingerprint.Fingerprint;
import io.podagra.model.fingerprint.Quantity;
import io.podagra.model.fingerprint.QuantitySummary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A comparison of new images with a model's fingerprint.
 *
 * @param reference the fingerprint
 * @param images number of new images
 * @param patients of the new images
 * @param unusual new images that lie farther from the validation images than the fingerprint's
 *     limit
 * @param quantities every comparison of a quantity, in the fingerprint's order
 * @param devices the comparison of devices; empty if they are not known on both sides
 * @param verdict what it comes to
 */
public record Drift(
        Fingerprint reference,
        int images,
        int patients,
        long unusual,
        List<OfQuantity> quantities,
        Optional<OfDevices> devices,
        Verdict verdict) {
    public Drift {
        requireNonNull(reference, "reference is null");
        quantities = List.copyOf(quantities);
        requireNonNull(devices, "devices is null");
        requireNonNull(verdict, "verdict is null");
    }

    /**
     * The comparison of a quantity.
     *
     * @param reference figures of the model's patients
     * @param fresh values of the new patients
     * @param shift of their mean
     * @param p after Holm's correction
     */
    public record OfQuantity(
            QuantitySummary reference, Quantity.Measured fresh, MeanShift shift, double p) {
        /** A shift that is surely smaller is none, however many patients show it (Cohen: small). */
        private static final double NEGLIGIBLE = 0.2;

        public OfQuantity {
            requireNonNull(reference, "reference is null");
            requireNonNull(fresh, "fresh is null");
            requireNonNull(shift, "shift is null");
        }

        boolean isShifted() {
            boolean negligible =
                    shift.interval().low() > -NEGLIGIBLE && shift.interval().high() < NEGLIGIBLE;
            return p < DriftComparison.LEVEL && !negligible;
        }
    }

    /**
     * The comparison of devices.
     *
     * @param reference patients by device
     * @param fresh new patients by device
     * @param shift of the shares
     * @param p after Holm's correction
     */
    public record OfDevices(
            DeviceCounts reference, Map<String, Integer> fresh, CategoryShift shift, double p) {
        public OfDevices {
            requireNonNull(reference, "reference is null");
            fresh = Map.copyOf(fresh);
            requireNonNull(shift, "shift is null");
        }

        /** New patients by device, of devices that the fingerprint does not name. */
        public Map<String, Integer> unseen() {
            Map<String, Integer> unseen = new TreeMap<>(fresh);
            unseen.keySet().removeAll(reference.patients().keySet());
            return unseen;
        }

        boolean isShifted() {
            return p < DriftComparison.LEVEL;
        }
    }
}
