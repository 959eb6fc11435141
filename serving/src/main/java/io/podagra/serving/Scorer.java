package io.podagra.serving;

import io.podagra.model.deployment.Classification;
import io.podagra.model.deployment.PreparedImage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores whatever waits, together: several images at once are faster than one by one. One thread,
 * as each network already takes all cores. It never waits for more to come: while it scores, others
 * gather.
 */
final class Scorer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scorer.class);

    /** Of a batch, largest first: as many shapes as a network keeps prepared, and no more. */
    static final int[] SIZES = {16, 4, 2, 1};

    private static final long CLOSE_MILLIS = 15_000;

    private final ServingMetrics metrics;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final Thread thread = new Thread(this::run, "scoring");
    private boolean closed;

    Scorer(ServingMetrics metrics) {
        this.metrics = metrics;
        thread.setDaemon(true);
    }

    /** An image whose turn has not come. */
    private record Waiting(Job.Images images, int index, PreparedImage image) {
        boolean isOfSameNetwork(Waiting other) {
            return images.model().equals(other.images.model())
                    && images.use().arm().equals(other.images.use().arm());
        }

        void drop() {
            image.close();
            images.dropped();
        }
    }

    void start() {
        thread.start();
    }

    /** Takes over the prepared images of a request. */
    synchronized void add(Job.Images images, List<PreparedImage> prepared) {
        if (closed) {
            prepared.forEach(PreparedImage::close);
            images.job().refuse(Refusal.stopping());
            return;
        }
        for (int index = 0; index < prepared.size(); index++) {
            queue.add(new Waiting(images, index, prepared.get(index)));
        }
        notifyAll();
    }

    private void run() {
        try {
            for (List<Waiting> batch = next(); !batch.isEmpty(); batch = next()) {
                score(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The longest-waiting image and others of its network; empty when closed. */
    private synchronized List<Waiting> next() throws InterruptedException {
        while (true) {
            dropAbandoned();
            if (!queue.isEmpty()) {
                return takeBatch();
            }
            if (closed) {
                return List.of();
            }
            wait();
        }
    }

    private void dropAbandoned() {
        for (Iterator<Waiting> all = queue.iterator(); all.hasNext(); ) {
            Waiting waiting = all.next();
            if (waiting.images().job().isOver()) {
                all.remove();
                waiting.drop();
            }
        }
    }

    private List<Waiting> takeBatch() {
        Waiting first = queue.element();
        List<Waiting> batch =
                queue.stream().filter(first::isOfSameNetwork).limit(SIZES[0]).toList();
        for (int size : SIZES) {
            if (size <= batch.size()) {
                List<Waiting> taken = new ArrayList<>(batch.subList(0, size));
                queue.removeAll(taken);
                return taken;
            }
        }
        throw new AssertionError("the least size is 1");
    }

    private void score(List<Waiting> batch) {
        ServedModel model = batch.get(0).images().model();
        List<Classification> found;
        try {
            found = model.classifier().classify(batch.stream().map(Waiting::image).toList());
        } catch (RuntimeException | Error e) {
            LOG.error("A batch could not be scored", e);
            batch.forEach(
                    waiting -> {
                        waiting.images()
                                .job()
                                .answer()
                                .completeExceptionally(new RefusedException(Refusal.failed()));
                        waiting.drop();
                    });
            return;
        }
        batch.forEach(waiting -> waiting.image().close());
        metrics.scored(model.name(), batch.size());
        for (int index = 0; index < batch.size(); index++) {
            batch.get(index).images().found(batch.get(index).index(), found.get(index));
        }
    }

    /** Takes no more, scores what is there, and waits some time for it. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
