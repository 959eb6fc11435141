package io.podagra.cli.drift;

import io.podagra.cli.terminal.Printable;
import java.util.Comparator;

/** A comparison as a table for a terminal. */
public final class DriftSummary {
    private static final String ROW = "%-36s %10s %10s %8s  %-16s %8s%n";

    private DriftSummary() {}

    /** The verdict, then every comparison, the largest effect first. */
    public static String of(Drift drift) {
        StringBuilder text = new StringBuilder();
        text.append(
                DriftWords.format(
                        "%,d images of %,d patients, compared with %,d of %,d patients (%s)%n",
                        drift.images(),
                        drift.patients(),
                        drift.reference().seen().images(),
                        drift.reference().seen().patients(),
                        drift.reference().seen().parts()));
        text.append(Printable.of(DriftWords.sentence(drift))).append(System.lineSeparator());
        DriftWords.remarks(drift)
                .forEach(line -> text.append(Printable.of(line)).append(System.lineSeparator()));
        text.append(
                DriftWords.format(
                        ROW,
                        "mean of patients",
                        "reference",
                        "new",
                        "shift",
                        "95 % interval",
                        "p"));
        drift.devices()
                .ifPresent(
                        devices ->
                                text.append(
                                        DriftWords.format(
                                                ROW,
                                                DriftWords.quantity(DriftWords.DEVICE),
                                                "",
                                                "",
                                                DriftWords.format(
                                                        "%.0f %%",
                                                        100 * devices.shift().distance()),
                                                "",
                                                DriftWords.p(devices.p()))));
        drift.quantities().stream()
                .sorted(Comparator.comparingDouble(one -> -Math.abs(one.shift().effect())))
                .forEach(one -> text.append(row(one)));
        text.append(
                "Shifts are in standard deviations between the reference's patients; p after"
                        + " Holm.\n");
        return text.toString();
    }

    private static String row(Drift.OfQuantity one) {
        return DriftWords.format(
                ROW,
                Printable.of(DriftWords.quantity(one.reference().quantity().name())),
                DriftWords.number(one.reference().mean()),
                DriftWords.number(freshMean(one)),
                DriftWords.signed(one.shift().effect()),
                DriftWords.interval(one.shift().interval()),
                DriftWords.p(one.p()));
    }

    static double freshMean(Drift.OfQuantity one) {
        return one.fresh().byPatient().stream().mapToDouble(value -> value).average().orElseThrow();
    }
}
