package io.podagra.cli.predict;

import io.podagra.data.InvalidInputException;
import io.podagra.model.deployment.Classifier;
import io.podagra.model.deployment.PreparedImage;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The images of files, in order, each decoded by another thread some time before it is asked for.
 * At most a given number is held; a file that cannot be used comes with the reason.
 */
final class DecodingAhead implements Iterator<DecodingAhead.Decoded>, AutoCloseable {
    private final Classifier classifier;
    private final Iterator<GivenImage> files;
    private final int most;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    task -> {
                        Thread decoding = new Thread(task, "decoding");
                        decoding.setDaemon(true);
                        return decoding;
                    });

    /** Opened files whose images are not all taken; a file with many is decoded as it goes. */
    private final Queue<Future<Decoded>> decoding = new ArrayDeque<>();

    private Iterator<Waiting> current = List.<Waiting>of().iterator();
    private int filesDone;

    /**
     * @param most images that are held at a time
     */
    DecodingAhead(Classifier classifier, List<GivenImage> files, int most) {
        this.classifier = classifier;
        this.files = files.iterator();
        this.most = most;
        fill();
    }

    /**
     * An image, or why there is none.
     *
     * @param title which image of the file
     */
    record Decoded(
            GivenImage given,
            String title,
            Optional<PreparedImage> image,
            Optional<String> error) {}

    /** An image whose turn has not come. */
    @FunctionalInterface
    private interface Waiting {
        Decoded decode();
    }

    /** Files of which every image has been taken up. */
    int filesDone() {
        return filesDone;
    }

    @Override
    public boolean hasNext() {
        return !decoding.isEmpty();
    }

    @Override
    public Decoded next() {
        Future<Decoded> first = decoding.poll();
        if (first == null) {
            throw new NoSuchElementException();
        }
        try {
            return first.get();
        } catch (ExecutionException exception) {
            if (exception.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("decoding failed", exception.getCause());
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while images were decoded");
        } finally {
            fill();
        }
    }

    private void fill() {
        while (decoding.size() < most) {
            if (!current.hasNext()) {
                if (!files.hasNext()) {
                    return;
                }
                current = open(files.next()).iterator();
                filesDone++;
            }
            Waiting next = current.next();
            decoding.add(thread.submit(next::decode));
        }
    }

    private List<Waiting> open(GivenImage given) {
        try {
            return classifier.images(given.file(), given.view()).stream()
                    .<Waiting>map(pending -> () -> decode(given, pending))
                    .toList();
        } catch (InvalidInputException exception) {
            Decoded failed =
                    new Decoded(given, "", Optional.empty(), Optional.of(exception.getMessage()));
            return List.of(() -> failed);
        }
    }

    private static Decoded decode(GivenImage given, Classifier.Pending pending) {
        try {
            return new Decoded(
                    given, pending.title(), Optional.of(pending.prepare()), Optional.empty());
        } catch (InvalidInputException exception) {
            return new Decoded(
                    given, pending.title(), Optional.empty(), Optional.of(exception.getMessage()));
        }
    }

    /** Frees what was decoded and not taken. */
    @Override
    public void close() {
        thread.shutdown();
        while (hasNext()) {
            try {
                decoding.remove().get().image().ifPresent(PreparedImage::close);
            } catch (ExecutionException exception) {
                // Nothing was decoded.
            } catch (InterruptedException exception) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
