package io.podagra.ui.training;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.ui.page.Json;
import java.util.Map;
import java.util.Optional;

/** A run as the study's page shows it: what it does now, and each arm in one line. */
final class StudyView extends TrainingRun {
    @Override
    public ObjectNode json(String name) {
        ObjectNode node = head(name);
        study().ifPresent(known -> addStudy(node, known));
        TimeLeft.of(study(), arms())
                .ifPresent(
                        left ->
                                node.putObject("left")
                                        .put("until", left.until().toEpochMilli())
                                        .put("ofArm", left.ofArm()));
        ArrayNode lines = node.putArray("arms");
        arms().forEach((arm, records) -> lines.add(line(arm, records)));
        return node;
    }

    private static void addStudy(ObjectNode node, StudySnapshot known) {
        ObjectNode recorded = TrainingJson.write(known);
        if (recorded.has("extra")) {
            node.set("extra", recorded.get("extra"));
        }
        for (String key : new String[] {"started", "data", "facts"}) {
            node.set(key, recorded.get(key));
        }
    }

    private static ObjectNode line(String arm, ArmRecords records) {
        ObjectNode node = Json.object();
        node.put("arm", arm);
        records.snapshot()
                .ifPresent(
                        known ->
                                node.put("state", known.state().word())
                                        .put("trainingImages", known.trainingImages())
                                        .put("epochs", known.epochs())
                                        .set("settings", settings(known.settings())));
        node.put("epochsDone", records.epochsDone());
        node.put("place", records.place());
        node.put("seconds", records.epochs().stream().mapToDouble(EpochPoint::seconds).sum());
        last(records).ifPresent(point -> node.set("last", TrainingJson.write(point)));
        records.best().ifPresent(point -> node.set("best", TrainingJson.write(point)));
        return node;
    }

    private static Optional<EpochPoint> last(ArmRecords records) {
        return records.epochs().stream().reduce((a, b) -> b);
    }

    private static ObjectNode settings(Map<String, String> settings) {
        ObjectNode node = Json.object();
        settings.forEach(node::put);
        return node;
    }
}
