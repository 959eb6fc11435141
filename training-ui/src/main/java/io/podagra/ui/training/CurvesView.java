package io.podagra.ui.training;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.ui.page.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * A run as the page of its training shows it: the curves of each arm, as columns of equal length.
 * Those within epochs are thinned, so that the answer does not grow without end.
 */
final class CurvesView extends TrainingRun {
    /** Points of a curve within epochs; about as many as a chart has pixels for. */
    static final int MOST_POINTS = 300;

    private static final int DIGITS = 5;

    @Override
    public ObjectNode json(String name) {
        ObjectNode node = head(name);
        ArrayNode array = node.putArray("arms");
        arms().forEach((arm, records) -> array.add(curves(arm, records)));
        return node;
    }

    private static ObjectNode curves(String arm, ArmRecords records) {
        ObjectNode node = Json.object();
        node.put("arm", arm);
        records.snapshot().ifPresent(known -> node.put("epochs", known.epochs()));
        node.set("byEpoch", byEpoch(records.epochs()));
        node.set("losses", losses(records.losses()));
        node.set("gradients", gradients(records.gradients()));
        return node;
    }

    private static ObjectNode byEpoch(List<EpochPoint> epochs) {
        ObjectNode node = Json.object();
        column(node, "epoch", epochs, EpochPoint::epoch);
        column(node, "trainingLoss", epochs, EpochPoint::trainingLoss);
        column(node, "validationLoss", epochs, EpochPoint::validationLoss);
        column(node, "auc", epochs, point -> point.auc().orElse(Double.NaN));
        column(node, "low", epochs, point -> point.interval().map(i -> i.low()).orElse(Double.NaN));
        column(
                node,
                "high",
                epochs,
                point -> point.interval().map(i -> i.high()).orElse(Double.NaN));
        column(node, "learningRate", epochs, EpochPoint::learningRate);
        column(node, "imagesPerSecond", epochs, EpochPoint::imagesPerSecond);
        ArrayNode best = node.putArray("best");
        epochs.stream().filter(EpochPoint::best).forEach(point -> best.add(point.epoch()));
        return node;
    }

    private static ObjectNode losses(List<LossPoint> losses) {
        ObjectNode node = Json.object();
        List<LossPoint> thinned = new ArrayList<>();
        int together = (losses.size() + MOST_POINTS - 1) / MOST_POINTS;
        for (int from = 0; from < losses.size(); from += together) {
            List<LossPoint> bin = losses.subList(from, Math.min(from + together, losses.size()));
            thinned.add(
                    new LossPoint(
                            bin.get(0).arm(),
                            bin.get(bin.size() - 1).epochs(),
                            bin.stream().mapToDouble(LossPoint::loss).average().orElseThrow()));
        }
        column(node, "epochs", thinned, LossPoint::epochs);
        column(node, "loss", thinned, LossPoint::loss);
        return node;
    }

    private static ObjectNode gradients(List<GradientPoint> gradients) {
        ObjectNode node = Json.object();
        List<GradientPoint> thinned = new ArrayList<>();
        int every = (gradients.size() + MOST_POINTS - 1) / MOST_POINTS;
        for (int i = gradients.size() - 1; i >= 0; i -= every) {
            thinned.add(0, gradients.get(i)); // the latest is always among them
        }
        column(node, "epochs", thinned, GradientPoint::epochs);
        Set<String> stages = new TreeSet<>();
        thinned.forEach(point -> stages.addAll(point.ratios().keySet()));
        ObjectNode ratios = node.putObject("ratios");
        for (String stage : stages) {
            column(ratios, stage, thinned, p -> p.ratios().getOrDefault(stage, Double.NaN));
        }
        return node;
    }

    /** What is no number becomes null, which charts leave out. */
    private static <P> void column(
            ObjectNode node, String key, List<P> points, ToDoubleFunction<P> value) {
        ArrayNode array = node.putArray(key);
        for (P point : points) {
            double number = value.applyAsDouble(point);
            if (Double.isFinite(number)) {
                array.add(Json.shortened(number, DIGITS));
            } else {
                array.addNull();
            }
        }
    }
}
