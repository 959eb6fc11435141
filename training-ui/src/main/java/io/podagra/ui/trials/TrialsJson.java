package io.podagra.ui.trials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.ui.page.Json;
import io.podagra.ui.trials.SearchMethod.Score;
import io.podagra.ui.trials.SearchMethod.Search;
import io.podagra.ui.trials.SearchMethod.Stopping;
import io.podagra.ui.trials.SearchSnapshot.Axis;
import io.podagra.ui.trials.SearchSnapshot.Scale;
import io.podagra.ui.trials.SearchSnapshot.Stage;
import io.podagra.ui.trials.TrialSnapshot.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The JSON of the trials page, in the storage and on the wire. */
final class TrialsJson {
    /** Characters of a reason: a sentence fits, a stack trace would make the page slow. */
    static final int MAX_REASON = 1_000;

    private static final String TRIAL = "trial";

    private TrialsJson() {}

    static ObjectNode write(SearchSnapshot search) {
        ObjectNode node = Json.object();
        node.put("arm", search.arm());
        node.set("method", write(search.method()));
        node.put("stage", word(search.stage()));
        ArrayNode axes = node.putArray("axes");
        search.axes().forEach(axis -> axes.add(write(axis)));
        node.put("planned", search.planned());
        node.put("epochs", search.epochs());
        if (search.chosen().isPresent()) {
            node.put("chosen", search.chosen().get());
        } else {
            node.putNull("chosen");
        }
        ObjectNode importance = node.putObject("importance");
        search.importanceInOrder()
                .forEach((name, share) -> importance.put(name, Json.rounded(share)));
        node.put("synthetic", search.synthetic());
        node.put("time", search.time().toEpochMilli());
        return node;
    }

    private static ObjectNode write(SearchMethod method) {
        ObjectNode node = Json.object();
        node.put("search", word(method.search()));
        node.put("stopping", word(method.stopping()));
        node.put("firstRung", method.firstRung());
        node.put("folds", method.folds());
        node.put("holdOut", method.holdOut());
        node.put("score", word(method.score()));
        return node;
    }

    private static ObjectNode write(Axis axis) {
        ObjectNode node = Json.object();
        node.put("name", axis.name());
        node.put("scale", word(axis.scale()));
        node.put("low", axis.low());
        node.put("high", axis.high());
        ArrayNode categories = node.putArray("categories");
        axis.categories().forEach(categories::add);
        return node;
    }

    static ObjectNode write(TrialSnapshot trial) {
        ObjectNode node = Json.object();
        node.put("arm", trial.arm());
        node.put(TRIAL, trial.trial());
        node.put("repeat", trial.repeat());
        node.put("state", word(trial.state()));
        ObjectNode values = node.putObject("values");
        trial.values().forEach(values::put);
        if (trial.score().isPresent()) {
            node.put("score", Json.rounded(trial.score().getAsDouble()));
        } else {
            node.putNull("score");
        }
        ArrayNode curve = node.putArray("curve");
        trial.curve().forEach(score -> curve.add(Json.rounded(score)));
        node.put("seconds", Json.rounded(trial.seconds()));
        node.put("reason", shortened(trial.reason()));
        node.put("time", trial.time().toEpochMilli());
        return node;
    }

    /** Whether a record is a trial; else it is a search. */
    static boolean isTrial(JsonNode node) {
        return node.has(TRIAL);
    }

    /**
     * @throws IllegalArgumentException if it is not what {@link #write(SearchSnapshot)} gives
     */
    static SearchSnapshot readSearch(JsonNode node) {
        List<Axis> axes = new ArrayList<>();
        node.path("axes").forEach(axis -> axes.add(readAxis(axis)));
        Map<String, Double> importance = new LinkedHashMap<>();
        node.path("importance")
                .properties()
                .forEach(entry -> importance.put(entry.getKey(), entry.getValue().asDouble()));
        JsonNode chosen = node.path("chosen");
        return new SearchSnapshot(
                Json.text(node, "arm"),
                readMethod(node.path("method")),
                Stage.valueOf(constant(node, "stage")),
                axes,
                node.path("planned").asInt(),
                node.path("epochs").asInt(),
                chosen.isInt() ? Optional.of(chosen.intValue()) : Optional.empty(),
                importance,
                node.path("synthetic").asBoolean(),
                Instant.ofEpochMilli(node.path("time").asLong()));
    }

    private static SearchMethod readMethod(JsonNode node) {
        return new SearchMethod(
                Search.valueOf(constant(node, "search")),
                Stopping.valueOf(constant(node, "stopping")),
                node.path("firstRung").asInt(),
                node.path("folds").asInt(),
                node.path("holdOut").asDouble(),
                Score.valueOf(constant(node, "score")));
    }

    private static Axis readAxis(JsonNode node) {
        List<String> categories = new ArrayList<>();
        node.path("categories").forEach(category -> categories.add(category.asText()));
        return new Axis(
                Json.text(node, "name"),
                Scale.valueOf(constant(node, "scale")),
                node.path("low").asDouble(),
                node.path("high").asDouble(),
                categories);
    }

    /**
     * @throws IllegalArgumentException if it is not what {@link #write(TrialSnapshot)} gives
     */
    static TrialSnapshot readTrial(JsonNode node) {
        Map<String, String> values = new LinkedHashMap<>();
        node.path("values")
                .properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
        List<Double> curve = new ArrayList<>();
        node.path("curve").forEach(score -> curve.add(score.asDouble()));
        JsonNode score = node.path("score");
        return new TrialSnapshot(
                Json.text(node, "arm"),
                node.path(TRIAL).asInt(),
                node.path("repeat").asInt(),
                State.valueOf(constant(node, "state")),
                values,
                score.isNumber() ? OptionalDouble.of(score.asDouble()) : OptionalDouble.empty(),
                curve,
                node.path("seconds").asDouble(),
                Json.text(node, "reason"),
                Instant.ofEpochMilli(node.path("time").asLong()));
    }

    private static String shortened(String reason) {
        return reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON - 1) + "…";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String constant(JsonNode node, String key) {
        return Json.text(node, key).toUpperCase(Locale.ROOT);
    }
}
