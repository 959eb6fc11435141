package io.podagra.serving;

import io.podagra.data.InvalidInputException;
import io.podagra.model.deployment.Classifier;
import io.podagra.model.deployment.PreparedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes prepared images of bodies, in a few threads: how many wait for one the room limits. */
final class Decoders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Decoders.class);

    /** What messages call what was sent; its own name could be a patient's. */
    private static final String NAME = "body";

    /** Of one file: frames, each of one region of tissue, or two beside each other. */
    private static final int MOST_IMAGES = 16;

    /** Two at least, so that one large image does not hold up all others. */
    private static final int LEAST_THREADS = 2;

    private static final int MOST_THREADS = 8;

    private final Map<String, ServedModel> models;
    private final Scorer scorer;
    private final ExecutorService threads;

    Decoders(Map<String, ServedModel> models, Scorer scorer) {
        this.models = models;
        this.scorer = scorer;
        int count = Runtime.getRuntime().availableProcessors() / 2;
        this.threads =
                Executors.newFixedThreadPool(
                        Math.min(Math.max(count, LEAST_THREADS), MOST_THREADS),
                        task -> {
                            Thread thread = new Thread(task, "decoding");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    void submit(Job job) {
        try {
            threads.execute(() -> decode(job));
        } catch (RejectedExecutionException e) {
            job.refuse(Refusal.stopping());
        }
    }

    private void decode(Job job) {
        if (job.isOver()) {
            job.end();
            return;
        }
        try {
            PredictionRequest request = PredictionRequest.of(job.take());
            ServedModel model = model(request.model());
            List<PreparedImage> prepared = prepare(model.classifier(), request);
            job.dropBytes();
            scorer.add(job.new Images(model, model.use(request.view()), prepared.size()), prepared);
        } catch (RefusedException e) {
            job.refuse(e.refusal());
        } catch (InvalidInputException e) {
            job.refuse(Refusal.of(e));
        } catch (RuntimeException | Error e) {
            LOG.error("An image could not be prepared", e);
            job.refuse(Refusal.failed());
        }
    }

    private ServedModel model(Optional<String> name) throws RefusedException {
        if (name.isEmpty() && models.size() == 1) {
            return models.values().iterator().next();
        }
        Optional<ServedModel> model = name.map(models::get);
        if (model.isEmpty()) {
            String names = String.join(", ", models.keySet());
            throw new RefusedException(
                    name.isEmpty()
                            ? Refusal.malformed(
                                    "there is a choice of models, and none is named",
                                    "give the parameter 'model': " + names)
                            : new Refusal(
                                    422,
                                    "unusable",
                                    "there is no such model",
                                    "name one of " + names));
        }
        return model.get();
    }

    private static List<PreparedImage> prepare(Classifier classifier, PredictionRequest request) {
        List<PreparedImage> prepared = new ArrayList<>();
        List<Classifier.Pending> images =
                classifier.images(NAME, request.content(), request.view());
        if (images.size() > MOST_IMAGES) {
            throw new InvalidInputException(
                    "image '%s' has %,d frames or regions of tissue, more than %d; send fewer at a time, or let the server take fewer frames"
                            .formatted(NAME, images.size(), MOST_IMAGES));
        }
        try {
            for (Classifier.Pending pending : images) {
                prepared.add(pending.prepare());
            }
            return prepared;
        } catch (RuntimeException | Error e) {
            prepared.forEach(PreparedImage::close);
            throw e;
        }
    }

    /** Takes no more; what was taken is worked off. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
