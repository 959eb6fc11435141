package io.podagra.ui.images;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.ui.page.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The JSON of the images page, in the storage and on the wire. Pictures are named, not held. */
final class ImagesJson {
    static final String RUN = "run";
    static final String SAMPLES = "samples";
    static final String ERRORS = "errors";

    private ImagesJson() {}

    static ObjectNode run(List<String> arms, boolean kept, boolean synthetic, Instant time) {
        ObjectNode node = Json.object();
        node.put("kind", RUN);
        node.put("kept", kept);
        node.put("synthetic", synthetic);
        node.put("time", time.toEpochMilli());
        ArrayNode names = node.putArray("arms");
        arms.forEach(names::add);
        return node;
    }

    static ObjectNode write(SampleSnapshot snapshot) {
        ObjectNode node = Json.object();
        node.put("kind", SAMPLES);
        node.put("scorer", snapshot.arm());
        node.put("time", snapshot.time().toEpochMilli());
        ArrayNode samples = node.putArray("samples");
        for (SampleSnapshot.Sample sample : snapshot.samples()) {
            ObjectNode shown = image(sample.image());
            ArrayNode variants = shown.putArray("variants");
            sample.variants().forEach(variant -> variants.add(variant(variant)));
            samples.add(shown);
        }
        return node;
    }

    private static ObjectNode variant(SampleSnapshot.Variant variant) {
        ObjectNode node = Json.object();
        node.put("epoch", variant.epoch());
        putPicture(node, variant.picture());
        ArrayNode changes = node.putArray("changes");
        variant.changes()
                .forEach(
                        change ->
                                changes.addObject()
                                        .put("what", change.what())
                                        .put("amount", change.amount()));
        return node;
    }

    static ObjectNode write(ErrorSnapshot snapshot) {
        ObjectNode node = Json.object();
        node.put("kind", ERRORS);
        node.put("scorer", snapshot.scorer());
        node.put("part", snapshot.part().word());
        node.put("epoch", snapshot.epoch());
        node.put("best", snapshot.best());
        node.put("time", snapshot.time().toEpochMilli());
        ArrayNode missed = node.putArray("missed");
        snapshot.missed().forEach(scored -> missed.add(scored(scored)));
        ArrayNode falseAlarms = node.putArray("falseAlarms");
        snapshot.falseAlarms().forEach(scored -> falseAlarms.add(scored(scored)));
        return node;
    }

    private static ObjectNode scored(ErrorSnapshot.Scored scored) {
        ObjectNode node = image(scored.image());
        scored.explained().ifPresent(name -> node.put("explained", name));
        ArrayNode scores = node.putArray("scores");
        scored.scores()
                .forEach(
                        (scorer, score) ->
                                scores.addObject()
                                        .put("scorer", scorer)
                                        .put("score", Json.rounded(score)));
        return node;
    }

    private static ObjectNode image(ShownImage image) {
        ObjectNode node = Json.object();
        node.put("image", image.id());
        node.put("view", image.view());
        node.put("label", image.label().word());
        putPicture(node, image.picture());
        return node;
    }

    private static void putPicture(ObjectNode node, Optional<String> picture) {
        picture.ifPresentOrElse(name -> node.put("picture", name), () -> node.putNull("picture"));
    }
}
