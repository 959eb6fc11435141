package io.podagra.ui.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.ui.page.Json;
import io.podagra.ui.page.RunView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The training of one run, put together from its records. */
abstract class TrainingRun implements RunView {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);

    /** What is known of one arm. */
    static final class ArmRecords {
        private Optional<ArmSnapshot> snapshot = Optional.empty();
        private final NavigableMap<Integer, EpochPoint> epochs = new TreeMap<>();
        private final NavigableMap<Double, LossPoint> losses = new TreeMap<>();
        private final NavigableMap<Double, GradientPoint> gradients = new TreeMap<>();

        Optional<ArmSnapshot> snapshot() {
            return snapshot;
        }

        /** In order. */
        List<EpochPoint> epochs() {
            return List.copyOf(epochs.values());
        }

        /** In order. */
        List<LossPoint> losses() {
            return List.copyOf(losses.values());
        }

        /** In order. */
        List<GradientPoint> gradients() {
            return List.copyOf(gradients.values());
        }

        /** How many epochs have ended. */
        int epochsDone() {
            return epochs.isEmpty() ? 0 : epochs.lastKey();
        }

        /** How many epochs were trained, a fraction within an epoch. */
        double place() {
            return Math.max(epochsDone(), losses.isEmpty() ? 0 : losses.lastKey());
        }

        private void rewind(int to) {
            epochs.tailMap(to, false).clear();
            losses.tailMap((double) to, false).clear();
            gradients.tailMap((double) to, false).clear();
        }

        /** The best epoch so far. */
        Optional<EpochPoint> best() {
            return epochs.values().stream().filter(EpochPoint::best).reduce((a, b) -> b);
        }

        /**
         * A training that goes on from a checkpoint, or begins anew, comes by some points again.
         */
        private static <K, V> void put(NavigableMap<K, V> series, K at, V point) {
            series.tailMap(at, true).clear();
            series.put(at, point);
        }
    }

    private Optional<StudySnapshot> study = Optional.empty();
    private final Map<String, ArmRecords> arms = new LinkedHashMap<>();

    @Override
    public void put(String json) {
        take(json);
    }

    @Override
    public void add(String json) {
        take(json);
    }

    private void take(String json) {
        try {
            JsonNode node = Json.read(json);
            switch (TrainingJson.kind(node)) {
                case TrainingJson.STUDY -> study = Optional.of(TrainingJson.readStudy(node));
                case TrainingJson.ARM -> {
                    ArmSnapshot found = TrainingJson.readArm(node);
                    arm(found.arm()).snapshot = Optional.of(found);
                }
                case TrainingJson.EPOCH -> {
                    EpochPoint point = TrainingJson.readEpoch(node);
                    ArmRecords.put(arm(point.arm()).epochs, point.epoch(), point);
                }
                case TrainingJson.LOSS -> {
                    LossPoint point = TrainingJson.readLoss(node);
                    ArmRecords.put(arm(point.arm()).losses, point.epochs(), point);
                }
                case TrainingJson.GRADIENT -> {
                    GradientPoint point = TrainingJson.readGradient(node);
                    ArmRecords.put(arm(point.arm()).gradients, point.epochs(), point);
                }
                case TrainingJson.REWIND ->
                        arm(Json.text(node, "arm")).rewind(node.path("epochs").asInt());
                default -> throw new IllegalArgumentException("a kind of no meaning here");
            }
        } catch (IllegalArgumentException e) {
            LOG.warn("A record of the training is unreadable and left out: {}", e.getMessage());
        }
    }

    private ArmRecords arm(String name) {
        return arms.computeIfAbsent(name, ignored -> new ArmRecords());
    }

    final Optional<StudySnapshot> study() {
        return study;
    }

    /** In the order in which they are trained. */
    final Map<String, ArmRecords> arms() {
        Map<String, ArmRecords> ordered = new LinkedHashMap<>();
        study.ifPresent(
                known ->
                        known.arms().stream()
                                .filter(arms::containsKey)
                                .forEach(name -> ordered.put(name, arms.get(name))));
        arms.forEach(ordered::putIfAbsent);
        return ordered;
    }

    @Override
    public final long time() {
        return Stream.concat(
                        study.stream().map(StudySnapshot::time),
                        arms.values().stream().map(TrainingRun::latest).filter(Objects::nonNull))
                .mapToLong(Instant::toEpochMilli)
                .max()
                .orElse(0);
    }

    private static Instant latest(ArmRecords arm) {
        return Stream.concat(
                        arm.snapshot.stream().map(ArmSnapshot::time),
                        arm.epochs.values().stream().map(EpochPoint::time))
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    @Override
    public final boolean synthetic() {
        return study.map(StudySnapshot::synthetic).orElse(false);
    }

    /** What both pages get to know. */
    final ObjectNode head(String name) {
        ObjectNode node = Json.object();
        node.put("run", name);
        node.put("synthetic", synthetic());
        node.put("time", time());
        study.ifPresent(
                known -> {
                    node.put("stage", known.stage().word());
                    node.put("training", known.training());
                });
        return node;
    }
}
