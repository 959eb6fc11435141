package io.podagra.ui.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.data.Sha256;
import io.podagra.ui.page.Json;
import io.podagra.ui.storage.RunFolderSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One run as it stands beside others. */
final class RunSummary {
    /** What {@code environment.json} says beside cohort and split that may explain a difference. */
    private static final List<String> FACTS =
            List.of(
                    "podagra",
                    "gitRevision",
                    "deeplearning4j",
                    "base",
                    "baseSha256",
                    "backend",
                    "nativeClassifier",
                    "java",
                    "operatingSystem");

    private static final int MEBIBYTE = 1 << 20;

    private final RunFolderSource source;
    private final Path report;
    private final WatchedFile<ObjectNode> settings;
    private final WatchedFile<JsonNode> environment;
    private final WatchedFile<String> split;
    private final WatchedFile<ObjectNode> metrics;

    RunSummary(RunFolderSource source) {
        this.source = source;
        Path folder = source.folder();
        this.report = folder.resolve("eval").resolve("report.html");
        this.settings = new WatchedFile<>(folder, "run.yaml", MEBIBYTE, RunSettings::read);
        this.environment =
                new WatchedFile<>(
                        folder, "environment.json", MEBIBYTE, RunSummary::readEnvironment);
        this.split = new WatchedFile<>(folder, "split.csv", 64 * MEBIBYTE, Sha256::of);
        this.metrics =
                new WatchedFile<>(folder, "eval/metrics.json", 5 * MEBIBYTE, RunMetrics::read);
    }

    ObjectNode json() {
        ObjectNode node = Json.object();
        node.put("run", source.run());
        node.put("folder", source.folder().toAbsolutePath().normalize().toString());
        ObjectNode problems = Json.object();
        Optional<ObjectNode> figures = look(metrics, "eval/metrics.json", problems);
        Optional<JsonNode> facts = look(environment, "environment.json", problems);
        look(settings, "run.yaml", problems).ifPresent(found -> node.set("settings", found));
        look(split, "split.csv", problems).ifPresent(found -> node.put("split", found));
        facts.ifPresent(found -> putFacts(node, found));
        figures.ifPresent(found -> node.set("sets", found.get("sets")));
        node.put(
                "synthetic",
                facts.map(found -> found.path("synthetic").asBoolean()).orElse(false)
                        || figures.map(found -> found.path("synthetic").asBoolean()).orElse(false));
        boolean running = source.isBeingWritten();
        boolean finished = metrics.state() != WatchedFile.State.MISSING;
        node.put("stage", running ? "running" : finished ? "finished" : "stopped");
        if (!finished) {
            problems.remove("eval/metrics.json"); // not yet, or never: the stage says so
        }
        node.set("problems", problems);
        if (WatchedFile.isWithin(source.folder(), report)) {
            node.put("report", report.toAbsolutePath().normalize().toString());
        }
        return node;
    }

    private static JsonNode readEnvironment(byte[] content) throws IOException {
        JsonNode environment = Json.read(new String(content, StandardCharsets.UTF_8));
        if (!environment.isObject()) {
            throw new IOException("no environment");
        }
        return environment;
    }

    private static <T> Optional<T> look(WatchedFile<T> file, String name, ObjectNode problems) {
        Optional<T> content = file.content();
        switch (file.state()) {
            case GOOD -> {}
            case MISSING -> problems.put(name, "missing");
            case BROKEN -> problems.put(name, "broken");
        }
        return content;
    }

    private static void putFacts(ObjectNode node, JsonNode environment) {
        if (environment.path("startedAt").isTextual()) {
            node.put("started", environment.get("startedAt").textValue());
        }
        ObjectNode facts = node.putObject("facts");
        JsonNode cohort = environment.path("cohort");
        put(facts, "cohort", cohort.path("fingerprint"));
        put(facts, "images", cohort.path("images"));
        put(facts, "patients", cohort.path("patients"));
        put(facts, "division", environment.path("split").path("description"));
        FACTS.forEach(name -> put(facts, name, environment.path(name)));
    }

    private static void put(ObjectNode facts, String name, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            facts.put(name, value.asText());
        }
    }
}
