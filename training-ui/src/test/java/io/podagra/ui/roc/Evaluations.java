package io.podagra.ui.roc;

import io.podagra.data.Part;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Hand-made evaluations: power curves, whose AUC is known in closed form. */
public final class Evaluations {
    public static final Instant NOON = Instant.parse("2024-04-01T12:00:00Z");

    private Evaluations() {}

    /** TPR = FPR^((1 - auc) / auc), whose area is {@code auc}. */
    public static List<RocPoint> curve(double auc, int points) {
        return IntStream.rangeClosed(0, points - 1)
                .mapToObj(
                        i -> {
                            double x = (double) i / (points - 1);
                            return new RocPoint(
                                    x,
                                    Math.pow(x, (1 - auc) / auc),
                                    i == 0 ? Double.POSITIVE_INFINITY : 1 - x);
                        })
                .toList();
    }

    public static RocSnapshot validation(String arm, int epoch, double auc) {
        return snapshot(
                arm, arm.equals("single") ? RocSnapshot.ALL : arm, Part.VALIDATION, epoch, auc);
    }

    public static RocSnapshot test(String method, String set, double auc) {
        return snapshot(method, set, Part.TEST, 0, auc);
    }

    public static RocSnapshot synthetic(RocSnapshot real) {
        return new RocSnapshot(
                real.arm(),
                real.set(),
                real.part(),
                real.epoch(),
                real.auc(),
                real.points(),
                real.positives(),
                real.negatives(),
                true,
                real.time());
    }

    public static RocSnapshot oneClassOnly(String arm) {
        return new RocSnapshot(
                arm,
                arm,
                Part.VALIDATION,
                1,
                OptionalDouble.empty(),
                List.of(),
                0,
                12,
                false,
                NOON);
    }

    private static RocSnapshot snapshot(String arm, String set, Part part, int epoch, double auc) {
        return new RocSnapshot(
                arm,
                set,
                part,
                epoch,
                OptionalDouble.of(auc),
                curve(auc, 120),
                60,
                58,
                false,
                NOON.plusSeconds(epoch));
    }
}
