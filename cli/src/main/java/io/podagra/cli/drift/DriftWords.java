package io.podagra.cli.drift;

import io.podagra.eval.statistics.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a comparison says, in words for a user. */
public final class DriftWords {
    static final String DEVICE = "device";

    private static final Map<String, String> QUANTITIES =
            Map.of(
                    "width", "image width, pixels",
                    "height", "image height, pixels",
                    "grey-mean", "mean grey value, 0 to 255",
                    "grey-contrast", "contrast, grey levels",
                    "grey-bright", "brightest 5 %, grey value from",
                    "black-share", "share of nearly black pixels",
                    "sharpness", "sharpness",
                    "noise", "noise and speckle, grey levels",
                    "score", "score of the network",
                    "feature-distance", "distance of features, logarithm");

    private DriftWords() {}

    /** What a quantity is, with its unit. */
    static String quantity(String name) {
        if (name.equals(DEVICE)) {
            return "devices";
        }
        if (name.startsWith("view-")) {
            return "share of images of view " + name.substring("view-".length());
        }
        return QUANTITIES.getOrDefault(
                name, name.replaceFirst("^feature-(\\d+)$", "features, component $1"));
    }

    /** The verdict in a sentence. */
    public static String sentence(Drift drift) {
        Verdict verdict = drift.verdict();
        if (verdict instanceof Verdict.Same same) {
            return format(
                    "Same: no shift was found, and one of %.2f standard deviations would have been,"
                            + " with 80 %% power.",
                    same.detectable());
        }
        if (verdict instanceof Verdict.TooFew few) {
            return "Too few to tell: no shift was found, but %s.".formatted(few.missing());
        }
        return "Shifted: "
                + ((Verdict.Shifted) verdict)
                        .findings().stream()
                                .limit(3)
                                .map(DriftWords::phrase)
                                .collect(Collectors.joining("; "))
                + ".";
    }

    private static String phrase(Verdict.Finding finding) {
        if (finding.interval().isEmpty()) {
            return format("devices differ for %.0f %% of the patients", 100 * finding.effect());
        }
        return format(
                "%s is %s by %.1f standard deviations",
                quantity(finding.name()),
                finding.effect() > 0 ? "higher" : "lower",
                Math.abs(finding.effect()));
    }

    /** What a reader must know besides, a sentence each. */
    public static List<String> remarks(Drift drift) {
        return List.of(unseen(drift), unusual(drift)).stream().flatMap(Optional::stream).toList();
    }

    private static Optional<String> unseen(Drift drift) {
        return drift.devices()
                .filter(devices -> !devices.unseen().isEmpty())
                .map(
                        devices ->
                                "%s: %s"
                                        .formatted(
                                                devices.reference().others() == 0
                                                        ? "Devices never seen in training"
                                                        : "Devices not among those that training"
                                                                + " had five patients of",
                                                patients(devices.unseen())));
    }

    private static Optional<String> unusual(Drift drift) {
        return drift.reference()
                .features()
                .map(
                        features ->
                                format(
                                        "%,d of %,d images are unusual for the network; of images"
                                            + " like those it was validated on, about %.0f %% are.",
                                        drift.unusual(),
                                        drift.images(),
                                        100 * features.falseAlarmRate()));
    }

    /** Such as {@code A (3 patients), B (1 patient)}. */
    static String patients(Map<String, Integer> byDevice) {
        return byDevice.entrySet().stream()
                .map(
                        entry ->
                                "%s (%d %s)"
                                        .formatted(
                                                entry.getKey(),
                                                entry.getValue(),
                                                entry.getValue() == 1 ? "patient" : "patients"))
                .collect(Collectors.joining(", "));
    }

    static String number(double value) {
        double size = Math.abs(value);
        return unsignedZero(format(size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value));
    }

    /** A shift with its sign, but for one that rounds to zero. */
    static String signed(double value) {
        return unsignedZero(format("%+.2f", value));
    }

    private static String unsignedZero(String number) {
        return number.replaceFirst("^[-+](0(\\.0+)?)$", "$1");
    }

    static String p(double p) {
        return p < 0.001 ? "< 0.001" : format("%.3f", p);
    }

    static String interval(Interval interval) {
        return format("%.2f to %.2f", interval.low(), interval.high());
    }

    static String format(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }
}
