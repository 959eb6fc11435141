package io.podagra.model.training;

import io.podagra.data.CohortImage;
import io.podagra.pipeline.Features;
import io.podagra.pipeline.ImagePlan;
import java.util.Iterator;
import java.util.List;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The batches of an epoch with features {@code [batch, features]} in place of images, in the
 * images' order and with their labels. No image is decoded.
 */
final class FeatureIterator implements Iterator<DataSet> {
    private final Features features;
    private final ImagePlan plan;
    private final Iterator<List<CohortImage>> batches;

    /**
     * @param features of all of the plan's images
     * @param epoch from 0
     */
    FeatureIterator(Features features, ImagePlan plan, int epoch) {
        this.features = features;
        this.plan = plan;
        this.batches = plan.epoch(epoch).iterator();
    }

    @Override
    public boolean hasNext() {
        return batches.hasNext();
    }

    @Override
    public DataSet next() {
        List<CohortImage> batch = batches.next();
        return new DataSet(Nd4j.createFromArray(features.of(plan, batch)), plan.labels(batch));
    }
}
