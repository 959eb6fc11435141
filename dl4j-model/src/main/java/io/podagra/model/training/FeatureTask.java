package io.podagra.model.training;

import io.podagra.model.graph.Heads;
import java.util.Iterator;
import java.util.Optional;
import org.nd4j.linalg.dataset.DataSet;

/** A task while only the network's heads learn: what does not go through the trunk again. */
interface FeatureTask {
    /** Compute what is learnt and validated here. */
    Heads heads();

    /**
     * The batches of {@link TrainingTask#epoch} with pooled features {@code [batch, features]} in
     * place of images; empty if the images vary, so that they have to go through the trunk.
     *
     * @param epoch from 1
     */
    Optional<Iterator<DataSet>> epoch(int epoch);

    /** As {@link TrainingTask#validate}. */
    Validation validate();
}
