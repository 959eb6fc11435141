package io.podagra.model.training;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * An arm after its training.
 *
 * @param network with the weights of the best epoch
 * @param history every epoch, in order, at least one
 * @param bestEpoch the one whose weights the network has
 * @param stopped why a {@link StoppingRule} stopped it; empty if it ended by its own settings,
 *     after all epochs or for lack of patience
 */
public record TrainedArm(
        ComputationGraph network,
        List<EpochResult> history,
        EpochResult bestEpoch,
        Optional<String> stopped) {
    public TrainedArm {
        requireNonNull(network, "network is null");
        history = List.copyOf(history);
        requireNonNull(bestEpoch, "bestEpoch is null");
        requireNonNull(stopped, "stopped is null");
    }
}
