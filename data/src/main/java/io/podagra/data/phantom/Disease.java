package io.podagra.data.phantom;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;

/**
 * The abnormal signs that an image shows.
 *
 * @param severities of each sign shown, in (0, 1]; 1 is the worst
 */
record Disease(Map<Sign, Double> severities) {
    static final Disease NONE = new Disease(Map.of());

    /** How often a view shows a sign because the patient's other views do, too [G]. */
    private static final double SHARED_BY_VIEWS = 0.6;

    /** Of a sign's severity, what the patient's whole disease decides [G]. */
    private static final double SHARED_SEVERITY = 0.6;

    private static final Range SEVERITY = new Range(0.08, 1);

    Disease {
        Map<Sign, Double> ordered = new EnumMap<>(Sign.class);
        ordered.putAll(severities);
        severities = Collections.unmodifiableMap(ordered);
    }

    /**
     * What a diseased patient's joint shows in a view: at least one sign.
     *
     * @param difficulty divides the severity, so that 0.5 doubles it
     */
    static Disease of(Patient patient, PhantomView view, double difficulty, Draws cohort) {
        Draws shared = cohort.branch("signs", patient.number());
        Draws own = cohort.branch("signs " + view.word(), patient.number());
        Map<Sign, Double> severities = new EnumMap<>(Sign.class);
        Map<Sign, Double> excess = new EnumMap<>(Sign.class);
        for (Sign sign : Sign.values()) {
            double patientDraw = shared.unit();
            double viewDraw = own.unit();
            double draw = own.chance(SHARED_BY_VIEWS) ? patientDraw : viewDraw;
            double severity = severity(patient, view, own, difficulty);
            excess.put(sign, draw / sign.frequency(view));
            if (draw < sign.frequency(view)) {
                severities.put(sign, severity);
            }
        }
        if (severities.isEmpty()) {
            Sign nearest = Collections.min(excess.keySet(), Comparator.comparing(excess::get));
            severities.put(nearest, severity(patient, view, own, difficulty));
        }
        return new Disease(severities);
    }

    private static double severity(
            Patient patient, PhantomView view, Draws draws, double difficulty) {
        double own = draws.kumaraswamy(1.6, 2.2);
        double severity = SHARED_SEVERITY * patient.activity() + (1 - SHARED_SEVERITY) * own;
        return SEVERITY.clamp(view.clarity() * severity / difficulty);
    }

    boolean shows(Sign sign) {
        return severities.containsKey(sign);
    }

    /** A sign's severity; 0 if it is not shown. */
    double severity(Sign sign) {
        return severities.getOrDefault(sign, 0.0);
    }

    /** Of the worst sign; 0 if there is none. */
    double severity() {
        return Arrays.stream(Sign.values()).mapToDouble(this::severity).max().orElse(0);
    }

    /** How easily a reader sees that it is there: severity by the sign's reliability. */
    double conspicuity() {
        return severities.entrySet().stream()
                .mapToDouble(shown -> shown.getValue() * shown.getKey().reliability())
                .max()
                .orElse(0);
    }

    /** Whether it makes the recess thicker. */
    boolean swells() {
        return shows(Sign.EFFUSION) || shows(Sign.SYNOVIAL_HYPERTROPHY);
    }
}
