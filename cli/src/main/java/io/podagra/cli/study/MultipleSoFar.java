package io.podagra.cli.study;

import io.podagra.model.training.Scores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The multiple model while its networks are trained: every validation image with the latest score
 * of its own view's network.
 */
final class MultipleSoFar {
    private record Latest(int epoch, Scores scores) {}

    private final List<Arm> networks;
    private final Map<Arm, Latest> latest = new LinkedHashMap<>();

    /**
     * @param arms of the study; the single model has no part in it
     */
    MultipleSoFar(List<Arm> arms) {
        this.networks = arms.stream().filter(arm -> arm.view().isPresent()).toList();
    }

    /**
     * @param scores of the validation images of the network's view
     */
    void put(Arm network, int epoch, Scores scores) {
        latest.put(network, new Latest(epoch, scores));
    }

    /** View after view; empty as long as a network has none. An image is of one view only. */
    Optional<Scores> scores() {
        if (!latest.keySet().containsAll(networks)) {
            return Optional.empty();
        }
        List<Double> probabilities = new ArrayList<>();
        List<Boolean> abnormal = new ArrayList<>();
        for (Arm network : networks) {
            Scores own = latest.get(network).scores();
            probabilities.addAll(own.probabilities());
            abnormal.addAll(own.abnormal());
        }
        return Optional.of(new Scores(probabilities, abnormal));
    }

    /** The epochs behind the scores, by the arms' names, in the order of the arms. */
    Map<String, Integer> epochs() {
        Map<String, Integer> epochs = new LinkedHashMap<>();
        networks.stream()
                .filter(latest::containsKey)
                .forEach(network -> epochs.put(network.name(), latest.get(network).epoch()));
        return epochs;
    }
}
