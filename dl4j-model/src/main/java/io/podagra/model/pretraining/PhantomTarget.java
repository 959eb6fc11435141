package io.podagra.model.pretraining;

import io.podagra.data.CohortImage;
import io.podagra.data.View;
import io.podagra.data.phantom.PhantomTruth;
import io.podagra.data.phantom.Sign;
import io.podagra.model.ResNet50Graph.Head;
import io.podagra.pipeline.Target;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * What is to be said of a synthetic image: which signs it shows, how severe each is, and the view.
 *
 * <p>A row is the presence of each {@link Sign}, 0 or 1, then the severity of each, 0 to 1, then
 * the view, one-hot.
 */
public final class PhantomTarget implements Target {
    static final int SIGNS = Sign.values().length;

    private final PhantomTruth truth;
    private final List<View> views;

    /**
     * @param views of the cohort, in order
     */
    public PhantomTarget(PhantomTruth truth, List<View> views) {
        this.truth = truth;
        this.views = List.copyOf(views);
    }

    @Override
    public int size() {
        return 2 * SIGNS + views.size();
    }

    @Override
    public float[] of(CohortImage image) {
        float[] row = new float[size()];
        Map<Sign, Double> severities = truth.of(image.file());
        int column = 0;
        for (Sign sign : Sign.values()) {
            row[column] = severities.get(sign) > 0 ? 1 : 0;
            row[SIGNS + column] = severities.get(sign).floatValue();
            column++;
        }
        row[2 * SIGNS + views.indexOf(image.view())] = 1;
        return row;
    }

    /** An output for each kind of label, in their order. */
    public List<Head> heads() {
        return List.of(
                new Head("signs", SIGNS, Activation.SIGMOID, LossFunction.XENT),
                new Head("severity", SIGNS, Activation.SIGMOID, LossFunction.XENT),
                new Head("view", views.size(), Activation.SOFTMAX, LossFunction.MCXENT));
    }

    /**
     * Divides a batch's labels by output.
     *
     * @param labels {@code [batch, size]}
     */
    INDArray[] perOutput(INDArray labels) {
        return new INDArray[] {
            columns(labels, 0, SIGNS),
            columns(labels, SIGNS, 2 * SIGNS),
            columns(labels, 2 * SIGNS, size())
        };
    }

    private static INDArray columns(INDArray labels, int from, int to) {
        return labels.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)).dup('c');
    }
}
