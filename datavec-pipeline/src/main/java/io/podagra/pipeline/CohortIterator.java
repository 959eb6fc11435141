package io.podagra.pipeline;

import java.util.Optional;
import org.deeplearning4j.datasets.datavec.RecordReaderDataSetIterator;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;

/**
 * Batches of a {@linkplain CohortRecordReader#normalised normalising reader}, for the prefetch
 * thread.
 *
 * <p>A failure ends the iteration and is kept for {@link ImageIterator} to throw: DL4J's {@code
 * AsyncDataSetIterator} would leave its consumer waiting for ever.
 */
final class CohortIterator extends RecordReaderDataSetIterator {
    private static final int LABEL_COLUMN = 1;

    private final transient CohortRecordReader reader;
    private final transient Normalisation normalisation;
    private final int inputs;
    private final int outcomes;
    private transient volatile Throwable failure;
    private int nextEpoch;

    private CohortIterator(
            Builder builder, CohortRecordReader reader, ImageSettings settings, Target target) {
        super(builder);
        this.reader = reader;
        this.normalisation = settings.normalisation();
        this.inputs = ImageLoader.CHANNELS * settings.size() * settings.size();
        this.outcomes = target.size();
    }

    /**
     * @param batches number of batches after which an epoch ends
     */
    static CohortIterator of(
            CohortRecordReader reader,
            ImageSettings settings,
            Target target,
            int batchSize,
            int batches) {
        // The reader makes whole rows of labels, which "regression" takes as they are.
        Builder builder =
                new Builder(reader, batchSize).regression(LABEL_COLUMN).maxNumBatches(batches);
        return new CohortIterator(builder, reader, settings, target);
    }

    /** Makes the next {@link #reset()} go to this epoch. */
    void announceEpoch(int epoch) {
        nextEpoch = epoch;
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public boolean hasNext() {
        return failure == null && super.hasNext();
    }

    /** Null after a failure, which the prefetch thread takes for no batch. */
    @Override
    public DataSet next(int num) {
        try {
            return super.next(num);
        } catch (RuntimeException | Error e) {
            failure = e;
            return null;
        }
    }

    @Override
    public void reset() {
        failure = null;
        reader.startEpoch(nextEpoch);
        super.reset();
    }

    /** What the reader has done already. */
    @Override
    public DataSetPreProcessor getPreProcessor() {
        return Normalisers.of(normalisation);
    }

    /** Ends the reader's threads. */
    void close() {
        reader.close();
    }

    @Override
    public boolean resetSupported() {
        return true;
    }

    @Override
    public int inputColumns() {
        return inputs;
    }

    @Override
    public int totalOutcomes() {
        return outcomes;
    }
}
