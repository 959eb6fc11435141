package io.podagra.pipeline;

import java.util.List;
import java.util.NoSuchElementException;
import org.nd4j.linalg.dataset.AsyncDataSetIterator;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Normalised batches of a cohort's images, prepared ahead in a thread of their own from the first
 * question for one on.
 *
 * <p>A batch has features {@code [n, 3, size, size]} normalised as the settings say, and one-hot
 * labels {@code [n, 2]} (normal, abnormal). Its arrays lie in a workspace and are valid until the
 * next batch is asked for; {@code detach()} what has to stay.
 *
 * <p>What goes wrong while a batch is prepared, an {@link io.podagra.data.InvalidInputException}
 * for an image that cannot be decoded above all, is thrown by {@link #hasNext()} and {@link
 * #next()} in the caller's thread. One thread may use an iterator at a time; {@link #close()} ends
 * the threads it started.
 */
public final class ImageIterator implements DataSetIterator, AutoCloseable {
    /** Batches ready and waiting; one more is in the making. */
    private static final int PREFETCHED = 2;

    private final transient CohortIterator batches;
    private final transient ImagePlan plan;
    private transient AsyncDataSetIterator prefetch;
    private int epoch;
    private boolean untouched = true;
    private boolean closed;

    /**
     * @param plan says of the batches what they are made of
     */
    ImageIterator(CohortIterator batches, ImagePlan plan) {
        this.batches = batches;
        this.plan = plan;
    }

    /** Which images it goes through, and how they are prepared. */
    public ImagePlan plan() {
        return plan;
    }

    /**
     * Goes to the beginning of an epoch; the order and variation of a training iterator's images
     * depend on it.
     *
     * @param epoch counted from 0, where a new iterator stands
     */
    public void startEpoch(int epoch) {
        requireOpen();
        if (untouched && epoch == this.epoch) {
            return; // The batches prepared are the right ones.
        }
        this.epoch = epoch;
        untouched = true;
        batches.announceEpoch(epoch);
        if (prefetch == null) {
            batches.reset();
        } else {
            prefetch.reset();
        }
    }

    /** Starts the next epoch, unless nothing of the current one was asked for yet. */
    @Override
    public void reset() {
        startEpoch(untouched ? epoch : epoch + 1);
    }

    @Override
    public boolean hasNext() {
        requireOpen();
        if (prefetch == null) { // No image is decoded before one is asked for.
            prefetch = new AsyncDataSetIterator(batches, PREFETCHED);
        }
        if (prefetch.hasNext()) {
            return true;
        }
        untouched = false;
        batches.failure().ifPresent(ImageIterator::rethrow);
        return false;
    }

    @Override
    public DataSet next() {
        if (!hasNext()) {
            throw new NoSuchElementException("epoch " + epoch + " is over");
        }
        untouched = false;
        return prefetch.next();
    }

    /** Not supported: batches of the size given on construction are prepared ahead. */
    @Override
    public DataSet next(int num) {
        throw new UnsupportedOperationException("batches have a fixed size");
    }

    @Override
    public int inputColumns() {
        return batches.inputColumns();
    }

    @Override
    public int totalOutcomes() {
        return batches.totalOutcomes();
    }

    @Override
    public boolean resetSupported() {
        return true;
    }

    /** False: batches are prefetched here, DL4J need not do it again. */
    @Override
    public boolean asyncSupported() {
        return false;
    }

    @Override
    public int batch() {
        return batches.batch();
    }

    /** Not supported: batches come normalised, and some are ready already. */
    @Override
    public void setPreProcessor(DataSetPreProcessor preProcessor) {
        throw new UnsupportedOperationException("batches are normalised already");
    }

    @Override
    public DataSetPreProcessor getPreProcessor() {
        return batches.getPreProcessor();
    }

    @Override
    public List<String> getLabels() {
        return batches.getLabels();
    }

    /** Ends the threads and frees the prefetched batches; the iterator cannot be used any more. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            if (prefetch != null) {
                prefetch.shutdown(); // waits for the thread, so nobody asks for images any more
            }
            batches.close();
        }
    }

    private void requireOpen() {
        // Else the prefetcher would be waited for in vain.
        if (closed) {
            throw new IllegalStateException("the iterator is closed");
        }
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }
}
