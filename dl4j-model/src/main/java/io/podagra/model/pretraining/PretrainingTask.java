package io.podagra.model.pretraining;

import io.podagra.model.onednn.OneDnnGraph;
import io.podagra.model.training.Scores;
import io.podagra.model.training.TrainingTask;
import io.podagra.model.training.Validation;
import io.podagra.model.training.ValidationMeasure;
import io.podagra.pipeline.ImageIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Learning signs, severities and view at once. A network is judged by how well it finds each sign:
 * by the mean of the signs' validation AUCs.
 */
public final class PretrainingTask implements TrainingTask {
    private final PhantomTarget target;
    private final int images;
    private final ImageIterator training;
    private final ImageIterator validation;
    private final ValidationMeasure auc;

    /**
     * @param images number of training images
     * @param training whose labels are the target's
     * @param validation the same without augmentation
     * @param auc of one sign's scores
     */
    public PretrainingTask(
            PhantomTarget target,
            int images,
            ImageIterator training,
            ImageIterator validation,
            ValidationMeasure auc) {
        this.target = target;
        this.images = images;
        this.training = training;
        this.validation = validation;
        this.auc = auc;
    }

    @Override
    public int images() {
        return images;
    }

    @Override
    public DataSetIterator epoch(int epoch) {
        training.startEpoch(epoch - 1);
        return training;
    }

    @Override
    public INDArray[] perOutput(INDArray labels) {
        return target.perOutput(labels);
    }

    /** The limit of each of the values that are told at once. */
    @Override
    public double lossLimit() {
        return TrainingTask.super.lossLimit() * (2 * PhantomTarget.SIGNS + 1);
    }

    @Override
    public Validation validate(ComputationGraph network) {
        List<Scores> signs = signs(network);
        double[] aucs =
                signs.stream()
                        .map(auc::of)
                        .filter(OptionalDouble::isPresent)
                        .mapToDouble(OptionalDouble::getAsDouble)
                        .toArray();
        double loss = signs.stream().mapToDouble(Scores::loss).average().orElseThrow();
        return new Validation(loss, Arrays.stream(aucs).average(), Scores.none());
    }

    @SuppressWarnings("try") // the parameters are held as long as the resource is open
    private List<Scores> signs(ComputationGraph network) {
        List<List<Double>> probabilities = lists();
        List<List<Boolean>> present = lists();
        validation.reset();
        try (OneDnnGraph.Held held = OneDnnGraph.hold(network)) {
            while (validation.hasNext()) {
                DataSet batch = validation.next();
                INDArray[] outputs = network.output(batch.getFeatures());
                INDArray labels = batch.getLabels();
                for (int row = 0; row < labels.rows(); row++) {
                    for (int sign = 0; sign < PhantomTarget.SIGNS; sign++) {
                        probabilities.get(sign).add(outputs[0].getDouble(row, sign));
                        present.get(sign).add(labels.getDouble(row, sign) > 0.5);
                    }
                }
                for (INDArray output : outputs) {
                    output.close();
                }
            }
        }
        List<Scores> signs = new ArrayList<>();
        for (int sign = 0; sign < PhantomTarget.SIGNS; sign++) {
            signs.add(new Scores(probabilities.get(sign), present.get(sign)));
        }
        return signs;
    }

    private static <T> List<List<T>> lists() {
        List<List<T>> lists = new ArrayList<>();
        for (int sign = 0; sign < PhantomTarget.SIGNS; sign++) {
            lists.add(new ArrayList<>());
        }
        return lists;
    }
}
