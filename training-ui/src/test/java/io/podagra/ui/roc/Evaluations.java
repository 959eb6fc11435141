package io.podagra.ui.roc;

import io.podagra.data.Part;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.OperatingPoint;
import io.podagra.eval.statistics.ZTest;
import io.podagra.ui.roc.AucInterval.Units;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        return validation(arm, arm.equals("single") ? RocSeries.ALL : arm, epoch, auc);
    }

    /** Of an arm on a view's images. */
    public static RocSnapshot validation(String arm, String set, int epoch, double auc) {
        return RocSnapshot.ofArm(
                new RocSeries(arm, set, Part.VALIDATION),
                epoch,
                result(auc, Units.IMAGES),
                false,
                NOON.plusSeconds(epoch));
    }

    /** The views' networks put together. */
    public static RocSnapshot multiple(int epoch, Map<String, Integer> epochs, double auc) {
        return new RocSnapshot(
                new RocSeries(RocSeries.MULTIPLE, RocSeries.ALL, Part.VALIDATION),
                epoch,
                epochs,
                result(auc, Units.IMAGES),
                false,
                NOON.plusSeconds(epoch));
    }

    public static RocSnapshot test(String method, String set, double auc) {
        return RocSnapshot.ofMethod(
                new RocSeries(method, set, Part.TEST), result(auc, Units.PATIENTS), false, NOON);
    }

    public static RocSnapshot synthetic(RocSnapshot real) {
        return new RocSnapshot(
                real.series(), real.epoch(), real.epochs(), real.result(), true, real.time());
    }

    public static RocSnapshot oneClassOnly(String arm) {
        RocResult none =
                new RocResult(
                        OptionalDouble.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        0,
                        12);
        return RocSnapshot.ofArm(new RocSeries(arm, arm, Part.VALIDATION), 1, none, false, NOON);
    }

    /** With a test by patients that is less sure than that by images. */
    public static RocComparison comparison(String set, double difference) {
        double z = difference / 0.006;
        return new RocComparison(
                set,
                404,
                35,
                Figure.of(difference),
                test(difference, 0.012, new ZTest(z / 2, 0.62), set),
                test(difference, 0.006, new ZTest(z, 0.31), set),
                true);
    }

    private static RocComparison.Test test(
            double difference, double error, ZTest test, String set) {
        return new RocComparison.Test(
                Figure.of(new Interval(difference - 2 * error, difference + 2 * error)),
                Figure.of(test),
                set.equals(RocSeries.ALL)
                        ? Figure.undefined("adjusted over the views only")
                        : Figure.of(Math.min(1, 3 * test.p())));
    }

    /** With the operating point that Youden's index chooses among the curve's points. */
    private static RocResult result(double auc, Units units) {
        List<RocPoint> points = curve(auc, 120);
        RocPoint best =
                points.stream()
                        .max(
                                Comparator.comparingDouble(
                                        point ->
                                                point.truePositiveRate()
                                                        - point.falsePositiveRate()))
                        .orElseThrow();
        return new RocResult(
                OptionalDouble.of(auc),
                Optional.of(
                        new AucInterval(new Interval(auc - 0.04, Math.min(1, auc + 0.04)), units)),
                Optional.of(
                        new OperatingPoint(
                                best.threshold(),
                                best.truePositiveRate(),
                                1 - best.falsePositiveRate())),
                points,
                60,
                58);
    }
}
