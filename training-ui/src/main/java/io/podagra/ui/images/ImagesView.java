package io.podagra.ui.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.data.Part;
import io.podagra.eval.Method;
import io.podagra.ui.page.Json;
import io.podagra.ui.page.RunView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run as the images page shows it: the samples of each arm, its errors in the latest and in the
 * best epoch, and those of each method on the test images.
 */
final class ImagesView implements RunView {
    private static final Logger LOG = LoggerFactory.getLogger(ImagesView.class);

    private ObjectNode run = Json.object();
    private final Map<String, ObjectNode> samples = new HashMap<>();
    private final Map<String, ObjectNode> latest = new HashMap<>();
    private final Map<String, ObjectNode> best = new HashMap<>();

    /** By method, in the order of {@link Method}. */
    private final Map<String, ObjectNode> test =
            new TreeMap<>(Comparator.comparingInt(ImagesView::place).thenComparing(word -> word));

    @Override
    public void put(String json) {
        try {
            if (!(Json.read(json) instanceof ObjectNode node)) {
                throw new IllegalArgumentException("no object");
            }
            String kind = Json.text(node, "kind");
            switch (kind) {
                case ImagesJson.RUN -> run = node;
                case ImagesJson.SAMPLES -> samples.put(Json.text(node, "scorer"), node);
                case ImagesJson.ERRORS -> putErrors(node);
                default -> throw new IllegalArgumentException("kind is " + kind);
            }
        } catch (IllegalArgumentException e) {
            LOG.warn("A record of images is unreadable and left out: {}", e.getMessage());
        }
    }

    /** The latest and the best come in any order, and the best may be the latest. */
    private void putErrors(ObjectNode node) {
        String scorer = Json.text(node, "scorer");
        if (Json.text(node, "part").equals(Part.TEST.word())) {
            test.put(scorer, node);
            return;
        }
        replaceByNewer(latest, scorer, node);
        if (node.path("best").asBoolean()) {
            replaceByNewer(best, scorer, node);
        }
    }

    private static void replaceByNewer(
            Map<String, ObjectNode> errors, String scorer, ObjectNode node) {
        errors.merge(scorer, node, (old, other) -> time(other) < time(old) ? old : other);
    }

    /** All are records that stand; there is no series of them. */
    @Override
    public void add(String json) {
        LOG.debug("Not shown: {} characters", json.length());
    }

    @Override
    public long time() {
        return Stream.of(Stream.of(run), ofAll(samples), ofAll(latest), ofAll(test))
                .flatMap(records -> records)
                .mapToLong(ImagesView::time)
                .max()
                .orElse(0);
    }

    @Override
    public boolean synthetic() {
        return run.path("synthetic").asBoolean();
    }

    @Override
    public ObjectNode json(String name) {
        ObjectNode node = Json.object();
        node.put("run", name);
        node.put("synthetic", synthetic());
        node.put("kept", run.path("kept").asBoolean(true));
        ArrayNode arms = node.putArray("arms");
        for (String arm : arms()) {
            ObjectNode shown = arms.addObject();
            shown.put("name", arm);
            shown.set("samples", samples.get(arm));
            shown.set("latest", latest.get(arm));
            shown.set("best", best.get(arm));
        }
        ArrayNode methods = node.putArray("test");
        test.forEach(
                (method, errors) -> methods.addObject().put("name", method).set("latest", errors));
        return node;
    }

    private List<String> arms() {
        List<String> arms = new ArrayList<>();
        for (JsonNode arm : run.path("arms")) {
            arms.add(arm.asText());
        }
        return arms;
    }

    private static Stream<ObjectNode> ofAll(Map<String, ObjectNode> records) {
        return records.values().stream();
    }

    /** A method's place among all; one that is unknown comes last. */
    private static int place(String word) {
        int place = Arrays.stream(Method.values()).map(Method::word).toList().indexOf(word);
        return place < 0 ? Method.values().length : place;
    }

    private static long time(JsonNode node) {
        return node.path("time").asLong();
    }
}
