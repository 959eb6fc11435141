package io.podagra.cli.drift;

import io.podagra.data.HtmlTemplate;
import io.podagra.eval.report.DistributionChart;
import io.podagra.model.fingerprint.Histogram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The page of a comparison: the verdict, pictures of the largest shifts, and every figure. */
final class DriftPage {
    private static final int PICTURES = 6;

    private final Drift drift;
    private final String model;
    private final boolean synthetic;

    private DriftPage(Drift drift, String model, boolean synthetic) {
        this.drift = drift;
        this.model = model;
        this.synthetic = synthetic;
    }

    static String of(Drift drift, String model, boolean synthetic) throws IOException {
        return HtmlTemplate.fill(
                DriftPage.class, "drift.ftlh", new DriftPage(drift, model, synthetic).values());
    }

    private Map<String, Object> values() {
        List<Drift.OfQuantity> largest =
                drift.quantities().stream()
                        .sorted(Comparator.comparingDouble(one -> -Math.abs(one.shift().effect())))
                        .toList();
        Map<String, Object> values = new TreeMap<>();
        values.put("model", model);
        values.put("synthetic", synthetic);
        values.put("verdict", drift.verdict().word());
        values.put("sentence", DriftWords.sentence(drift));
        values.put("remarks", DriftWords.remarks(drift));
        values.put("reference", sources());
        values.put("charts", largest.stream().limit(PICTURES).map(this::chart).toList());
        values.put("rows", largest.stream().map(DriftPage::row).toList());
        values.put("devices", devices());
        values.put(
                "deviceWords",
                drift.devices()
                        .map(
                                devices ->
                                        DriftWords.format(
                                                "%.0f %% of the patients would have to change"
                                                        + " their device to give the shares of the"
                                                        + " reference (p %s).",
                                                100 * devices.shift().distance(),
                                                DriftWords.p(devices.p())))
                        .orElse(""));
        return values;
    }

    private String sources() {
        return DriftWords.format(
                "%,d new images of %,d patients, compared with %,d images of %,d patients (%s;"
                    + " size, brightness, sharpness, devices) and %,d images of %,d patients (%s;"
                    + " score and features).",
                drift.images(),
                drift.patients(),
                drift.reference().seen().images(),
                drift.reference().seen().patients(),
                drift.reference().seen().parts(),
                drift.reference().heldOut().images(),
                drift.reference().heldOut().patients(),
                drift.reference().heldOut().parts());
    }

    private String chart(Drift.OfQuantity one) {
        Histogram before = one.reference().histogram();
        Histogram after = before.extendedTo(one.fresh().byPatient());
        int shift = (int) Math.round((before.low() - after.low()) / before.width());
        List<Double> padded =
                Stream.concat(Collections.nCopies(shift, 0.0).stream(), before.shares().stream())
                        .toList();
        String name = one.reference().quantity().name();
        return new DistributionChart(
                        "drift-" + name,
                        DriftWords.quantity(name) + ": " + DriftWords.signed(one.shift().effect()),
                        DriftWords.quantity(name),
                        after.low(),
                        after.width(),
                        new DistributionChart.Series(
                                "reference, %d patients".formatted(one.reference().patients()),
                                padded),
                        new DistributionChart.Series(
                                "new, %d patients".formatted(drift.patients()), after.shares()))
                .draw(synthetic);
    }

    private static Map<String, Object> row(Drift.OfQuantity one) {
        return Map.of(
                "name", DriftWords.quantity(one.reference().quantity().name()),
                "reference", DriftWords.number(one.reference().mean()),
                "fresh", DriftWords.number(DriftSummary.freshMean(one)),
                "effect", DriftWords.signed(one.shift().effect()),
                "interval", DriftWords.interval(one.shift().interval()),
                "p", DriftWords.p(one.p()),
                "shifted", one.isShifted());
    }

    private List<Map<String, String>> devices() {
        List<Map<String, String>> rows = new ArrayList<>();
        drift.devices()
                .ifPresent(
                        devices -> {
                            Map<String, Integer> before = devices.reference().patients();
                            TreeSet<String> names = new TreeSet<>(before.keySet());
                            names.addAll(devices.fresh().keySet());
                            for (String name : names) {
                                rows.add(
                                        Map.of(
                                                "name",
                                                name,
                                                "reference",
                                                before.containsKey(name)
                                                        ? before.get(name).toString()
                                                        : "not named",
                                                "fresh",
                                                String.valueOf(
                                                        devices.fresh().getOrDefault(name, 0))));
                            }
                            if (devices.reference().others() > 0) {
                                rows.add(
                                        Map.of(
                                                "name",
                                                "devices of fewer than five patients",
                                                "reference",
                                                String.valueOf(devices.reference().others()),
                                                "fresh",
                                                ""));
                            }
                        });
        return rows;
    }
}
