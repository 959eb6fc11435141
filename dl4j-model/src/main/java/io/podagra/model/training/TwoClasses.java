package io.podagra.model.training;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Telling abnormal from normal, judged by the validation AUC. */
class TwoClasses implements TrainingTask {
    private final ValidationMeasure measure;
    private final List<Integer> imagesByClass;
    private final IntFunction<? extends DataSetIterator> training;
    private final DataSetIterator validation;

    TwoClasses(
            ValidationMeasure measure,
            List<Integer> imagesByClass,
            IntFunction<? extends DataSetIterator> training,
            DataSetIterator validation) {
        this.measure = measure;
        this.imagesByClass = List.copyOf(imagesByClass);
        this.training = training;
        this.validation = validation;
    }

    @Override
    public int images() {
        return imagesByClass.stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public List<Integer> imagesByClass() {
        return imagesByClass;
    }

    @Override
    public DataSetIterator epoch(int epoch) {
        return training.apply(epoch);
    }

    @Override
    public Validation validate(ComputationGraph network) {
        return judge(Scores.of(network, validation));
    }

    Validation judge(Scores scores) {
        double loss = scores.loss();
        // Scores that are no numbers cannot be ranked; the loop stops at their loss.
        OptionalDouble auc = Double.isFinite(loss) ? measure.of(scores) : OptionalDouble.empty();
        return new Validation(loss, auc, scores);
    }
}
