package io.podagra.pipeline;

import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Label;
import io.podagra.data.Workers;
import java.io.DataInputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.stream.IntStream;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataIndex;
import org.datavec.api.records.reader.BaseRecordReader;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.datavec.api.writable.batch.NDArrayRecordBatch;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A DataVec reader over images of a cohort.
 *
 * <p>A record is {@code [image, label]}: an {@link NDArrayWritable} {@code [1, 3, size, size]} of
 * values 0 to 255 and an {@link IntWritable} of {@link Label#code()}. A batch ({@link #next(int)})
 * is {@code [n, 3, size, size]} and labels {@code [n, target]}, one-hot {@code [n, 2]} unless told
 * otherwise.
 *
 * <p>The order and the variation of an image depend only on the seed, the epoch and the image's
 * place in the list. {@link #reset()} goes back to the beginning of the same epoch, for {@code
 * RecordReaderDataSetIterator} peeks at a record and resets; {@link #startEpoch(int)} goes to
 * another. Images that are {@linkplain CachedImages cached} need not be decoded, which changes
 * nothing but the time, and nor does the number of threads that prepare them.
 *
 * <p>Every reading method throws {@link InvalidInputException} for an image that cannot be decoded.
 * Not thread-safe; {@link #close()} ends the threads it started.
 */
public final class CohortRecordReader extends BaseRecordReader {
    private static final long ORDER = 0;
    private static final long VARIATION = 1;

    private final transient List<CohortImage> images;
    private final transient ImageLoader loader;
    private final transient Augmentation augmentation;
    private final transient CachedImages cached;
    private final transient Workers workers;
    private final transient Order sequence;

    private int epoch;
    private int[] order;
    private int position;

    private CohortRecordReader(
            List<CohortImage> images,
            ImageLoader loader,
            CachedImages cached,
            Order order,
            Workers workers) {
        this.images = List.copyOf(images);
        this.loader = loader;
        this.augmentation = new Augmentation(order.augmentation());
        this.cached = cached;
        this.workers = workers;
        this.sequence = order;
        startEpoch(0);
    }

    /** How the images of an epoch follow each other and vary, and what is to be said of each. */
    record Order(boolean shuffled, AugmentationSettings augmentation, long seed, Target target) {
        /** As listed and as they are. */
        static Order asListed() {
            return new Order(false, AugmentationSettings.none(), 0, Target.LABEL);
        }

        static Order shuffled(AugmentationSettings augmentation, long seed) {
            return new Order(true, augmentation, seed, Target.LABEL);
        }

        /**
         * The images of an epoch, one after another.
         *
         * @return their places in the list
         */
        int[] indices(int images, int epoch) {
            List<Integer> indices = new ArrayList<>(IntStream.range(0, images).boxed().toList());
            if (shuffled) {
                Collections.shuffle(indices, new Random(Seeds.derive(seed, ORDER, epoch)));
            }
            return indices.stream().mapToInt(Integer::intValue).toArray();
        }

        /** What the variation of an image in an epoch is drawn from. */
        Random variation(int index, int epoch) {
            return new Random(Seeds.derive(seed, VARIATION, epoch, index));
        }

        /** The same with other labels. */
        Order withTarget(Target other) {
            return new Order(shuffled, augmentation, seed, other);
        }
    }

    /**
     * Reads images as they are, in the order of the list, the same in every epoch.
     *
     * @param cached images that need not be decoded
     * @throws IllegalArgumentException if there are no images, or the cached ones have another size
     */
    public static CohortRecordReader inOrder(
            List<CohortImage> images, ImageSettings settings, CachedImages cached) {
        ImageLoader loader = new ImageLoader(settings);
        return of(images, settings, loader, cached, Order.asListed(), Workers.onAllProcessors());
    }

    /**
     * Reads images in another order and another variation in every epoch.
     *
     * @param seed of order and variation
     * @param cached images that need not be decoded
     * @throws IllegalArgumentException if there are no images, or the cached ones have another size
     */
    public static CohortRecordReader shuffled(
            List<CohortImage> images,
            ImageSettings settings,
            AugmentationSettings augmentation,
            long seed,
            CachedImages cached) {
        ImageLoader loader = new ImageLoader(settings);
        Order order = Order.shuffled(augmentation, seed);
        return of(images, settings, loader, cached, order, Workers.onAllProcessors());
    }

    /** Reads images whose values are normalised already, in the threads that prepare them. */
    static CohortRecordReader normalised(
            List<CohortImage> images,
            ImageSettings settings,
            CachedImages cached,
            Order order,
            Workers workers) {
        ImageLoader loader = ImageLoader.normalising(settings);
        return of(images, settings, loader, cached, order, workers);
    }

    private static CohortRecordReader of(
            List<CohortImage> images,
            ImageSettings settings,
            ImageLoader loader,
            CachedImages cached,
            Order order,
            Workers workers) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException("images is empty");
        }
        cached.requireFitFor(settings);
        return new CohortRecordReader(images, loader, cached, order, workers);
    }

    /**
     * Goes to the beginning of an epoch.
     *
     * @param epoch counted from 0
     */
    public void startEpoch(int epoch) {
        this.order = sequence.indices(images.size(), epoch);
        this.epoch = epoch;
        this.position = 0;
    }

    /** Goes back to the beginning of the current epoch. */
    @Override
    public void reset() {
        position = 0;
    }

    @Override
    public boolean resetSupported() {
        return true;
    }

    @Override
    public boolean hasNext() {
        return position < order.length;
    }

    @Override
    public List<Writable> next() {
        return nextRecord().getRecord();
    }

    @Override
    public Record nextRecord() {
        Record result = recordOf(nextIndices(1)[0]);
        invokeListeners(result);
        return result;
    }

    @Override
    public boolean batchesSupported() {
        return true;
    }

    /**
     * The next images as one batch; fewer than asked for at the end of the epoch.
     *
     * @return an {@link NDArrayRecordBatch} of images and one-hot labels
     */
    @Override
    public List<List<Writable>> next(int num) {
        int[] indices = nextIndices(num);
        float[][] rows = new float[indices.length][];
        for (int row = 0; row < indices.length; row++) {
            rows[row] = sequence.target().of(images.get(indices[row]));
        }
        INDArray labels = Nd4j.createFromArray(rows);
        NDArrayRecordBatch batch = new NDArrayRecordBatch(tensorOf(indices), labels);
        invokeListeners(batch);
        return batch;
    }

    /** The words of the label codes: normal, abnormal. */
    @Override
    public List<String> getLabels() {
        return Arrays.stream(Label.values()).map(Label::word).toList();
    }

    /** The record again, as it is in the current epoch. */
    @Override
    public Record loadFromMetaData(RecordMetaData recordMetaData) {
        if (!(recordMetaData instanceof RecordMetaDataIndex metaData)) {
            throw new IllegalArgumentException(
                    "record metadata is %s, expected that of this reader"
                            .formatted(recordMetaData));
        }
        return recordOf(Math.toIntExact(metaData.getIndex()));
    }

    @Override
    public List<Record> loadFromMetaData(List<RecordMetaData> recordMetaDatas) {
        return recordMetaDatas.stream().map(this::loadFromMetaData).toList();
    }

    /** Not supported: a stream does not say which image of the cohort it holds. */
    @Override
    public List<Writable> record(URI uri, DataInputStream dataInputStream) {
        throw new UnsupportedOperationException("records come from the cohort alone");
    }

    /** Does nothing: the images are given on construction. */
    @Override
    public void initialize(InputSplit split) {}

    /** Does nothing: the images are given on construction. */
    @Override
    public void initialize(Configuration conf, InputSplit split) {}

    /** Does nothing: the settings are given on construction. */
    @Override
    public void setConf(Configuration conf) {}

    @Override
    public Configuration getConf() {
        return new Configuration();
    }

    /** Ends the threads that prepare images; cached images stay open. */
    @Override
    public void close() {
        workers.close();
    }

    private int[] nextIndices(int wanted) {
        if (!hasNext()) {
            throw new NoSuchElementException("epoch " + epoch + " is over");
        }
        int from = position;
        position = Math.min(from + wanted, order.length);
        return Arrays.copyOfRange(order, from, position);
    }

    private Record recordOf(int index) {
        CohortImage image = images.get(index);
        List<Writable> writables =
                List.of(
                        new NDArrayWritable(tensorOf(index)),
                        new IntWritable(image.label().code()));
        return new org.datavec.api.records.impl.Record(
                writables,
                new RecordMetaDataIndex(index, image.file().toUri(), CohortRecordReader.class));
    }

    private INDArray tensorOf(int... indices) {
        INDArray tensor = loader.newBatch(indices.length);
        loader.fill(tensor, workers, row -> varied(indices[row]));
        return tensor;
    }

    /** Depends on nothing that changes within an epoch: any thread may ask, in any order. */
    private ImageLoader.Varied varied(int index) {
        CohortImage image = images.get(index);
        WorkingImage working = cached.get(image).orElseGet(() -> decode(image));
        return new ImageLoader.Varied(working, augmentation.draw(sequence.variation(index, epoch)));
    }

    private WorkingImage decode(CohortImage image) {
        try {
            return loader.decode(image.file());
        } catch (UndecodableImageException e) {
            throw e.ofCohort(image);
        }
    }
}
