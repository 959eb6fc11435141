package io.podagra.cli.drift;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.data.AtomicFiles;
import io.podagra.eval.statistics.Interval;
import java.io.IOException;
import java.nio.file.Path;

/** Writes what a comparison leaves behind: {@code drift.json} and {@code drift.html}. */
public final class DriftReport {
    /** The figures, for programs. */
    public static final String JSON_FILE = "drift.json";

    /** The page, which needs nothing but itself. */
    public static final String PAGE_FILE = "drift.html";

    private static final String SCHEMA = "podagra.drift/1";
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private DriftReport() {}

    /**
     * Writes both files; each appears whole or not at all.
     *
     * @param folder created if it is not there
     * @param synthetic whether model or images are the phantom's
     */
    public static void write(Path folder, Drift drift, String model, boolean synthetic)
            throws IOException {
        AtomicFiles.writeString(folder.resolve(PAGE_FILE), DriftPage.of(drift, model, synthetic));
        AtomicFiles.writeString(
                folder.resolve(JSON_FILE), JSON.writeValueAsString(json(drift, synthetic)) + "\n");
    }

    private static ObjectNode json(Drift drift, boolean synthetic) {
        ObjectNode root = JSON.createObjectNode();
        root.put("schema", SCHEMA).put("synthetic", synthetic);
        root.put("verdict", drift.verdict().word()).put("sentence", DriftWords.sentence(drift));
        if (drift.verdict() instanceof Verdict.Same same) {
            root.put("detectable", same.detectable());
        }
        root.putObject("new").put("images", drift.images()).put("patients", drift.patients());
        root.putObject("reference")
                .put("seenPatients", drift.reference().seen().patients())
                .put("heldOutPatients", drift.reference().heldOut().patients());
        root.put("familyWiseLevel", DriftComparison.LEVEL).put("largeShift", DriftComparison.LARGE);
        drift.reference()
                .features()
                .ifPresent(
                        features ->
                                root.putObject("unusualImages")
                                        .put("count", drift.unusual())
                                        .put("expectedShare", features.falseAlarmRate()));
        drift.devices().ifPresent(devices -> put(root.putObject("devices"), devices));
        ArrayNode quantities = root.putArray("quantities");
        drift.quantities().forEach(one -> put(quantities.addObject(), one));
        return root;
    }

    private static void put(ObjectNode node, Drift.OfDevices devices) {
        node.put("shifted", devices.isShifted())
                .put("distance", devices.shift().distance())
                .put("p", devices.shift().p())
                .put("pHolm", devices.p());
        ObjectNode unseen = node.putObject("unseen");
        devices.unseen().forEach(unseen::put);
    }

    private static void put(ObjectNode node, Drift.OfQuantity one) {
        Interval interval = one.shift().interval();
        node.put("name", one.reference().quantity().name())
                .put("shifted", one.isShifted())
                .put("effect", one.shift().effect());
        node.putArray("effect95").add(interval.low()).add(interval.high());
        node.put("p", one.shift().p())
                .put("pHolm", one.p())
                .put("referenceMean", one.reference().mean())
                .put("referenceDeviation", one.reference().deviation())
                .put("referencePatients", one.reference().patients())
                .put("newMean", DriftSummary.freshMean(one));
    }
}
