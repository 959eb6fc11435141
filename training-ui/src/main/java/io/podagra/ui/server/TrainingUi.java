package io.podagra.ui.server;

import static java.util.Objects.requireNonNull;

import io.podagra.data.InvalidInputException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.BindException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.deeplearning4j.core.storage.StatsStorage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages in the browser: Deeplearning4j's live curves, and Podagra's pages of the study, its
 * training, ROC curves, trials, images and runs.
 *
 * <p>The server inside is Deeplearning4j's own, bound to one host and guarded (see {@link
 * RequestGuard}). It shows every {@link StatsStorage} attached to it, while training writes to it
 * as well as later. Closing releases the port and every thread; close the pages before the storages
 * they show.
 *
 * <p>One server at a time: Deeplearning4j keeps the latest one in a static field.
 */
public final class TrainingUi implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingUi.class);
    private static final int START_SECONDS = 60;
    private static final int CLOSE_SECONDS = 15;

    private final Vertx vertx;
    private final SecuredUiServer server;
    private final ServedHost host;
    private final Optional<Secret> token;
    private final URI address;
    private boolean closed;

    private TrainingUi(
            Vertx vertx, SecuredUiServer server, ServedHost host, Optional<Secret> token) {
        this.vertx = vertx;
        this.server = server;
        this.host = host;
        this.token = token;
        this.address = URI.create(server.getAddress() + "/");
    }

    /**
     * Starts the server and waits until it answers.
     *
     * @throws InvalidInputException if neither the port nor one of those after it can be opened
     */
    public static TrainingUi start(UiSettings settings) {
        return start(settings, ConnectionLimits.DEFAULTS);
    }

    static TrainingUi start(UiSettings settings, ConnectionLimits limits) {
        requireNonNull(settings, "settings is null");
        ServedHost host = ServedHost.of(settings.host());
        Optional<Secret> token =
                host.isThisMachineOnly() ? Optional.empty() : Optional.of(Secret.random());
        Vertx vertx = Vertx.vertx(options());
        try {
            SecuredUiServer server = new SecuredUiServer(host, settings.port(), token, limits);
            CompletableFuture<String> deployed = new CompletableFuture<>();
            vertx.deployVerticle(
                    server,
                    result -> {
                        if (result.succeeded()) {
                            deployed.complete(result.result());
                        } else {
                            deployed.completeExceptionally(result.cause());
                        }
                    });
            await(deployed, START_SECONDS, settings);
            return new TrainingUi(vertx, server, host, token);
        } catch (RuntimeException e) {
            vertx.close();
            throw e;
        }
    }

    /** The page to open first, such as {@code http://127.0.0.1:9000/}; never with the token. */
    public URI address() {
        return address;
    }

    /**
     * The address of a page for the one who started the pages: where other machines can reach them,
     * with the token that lets its holder in. Show it, do not write it anywhere.
     *
     * @param path such as {@code /} or {@code /trials}
     */
    public URI link(String path) {
        return address.resolve(
                path
                        + token.map(secret -> "?" + Admission.PARAMETER + "=" + secret.reveal())
                                .orElse(""));
    }

    /** Whether other machines can reach the pages. The connection is not encrypted. */
    public boolean isOpenToOthers() {
        return !host.isThisMachineOnly();
    }

    /** Shows what the storage holds and what will be written to it. */
    public synchronized void attach(StatsStorage storage) {
        requireNonNull(storage, "storage is null");
        if (closed) {
            throw new IllegalStateException("the pages are closed");
        }
        server.attach(storage);
    }

    /** Releases the port and the threads. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        server.release(() -> vertx.close(ignored -> stopped.complete(null)));
        try {
            stopped.get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The training pages did not close in time", e);
        }
    }

    /** Few threads: training needs the processor more than a handful of requests do. */
    private static VertxOptions options() {
        return new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                // A busy processor makes requests late; that is no fault worth a stack trace.
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.SECONDS)
                .setMaxEventLoopExecuteTime(START_SECONDS)
                // Assets come from ClasspathAssets: no file of the disk, no copies in the
                // temporary folder.
                .setFileSystemOptions(
                        new FileSystemOptions()
                                .setClassPathResolvingEnabled(false)
                                .setFileCachingEnabled(false));
    }

    private static void await(
            CompletableFuture<String> deployed, int seconds, UiSettings settings) {
        try {
            deployed.get(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the training pages started", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the training pages did not start in time", e);
        } catch (ExecutionException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof BindException) {
                    throw noFreePort(settings, cause);
                }
            }
            throw new IllegalStateException("the training pages could not start", e.getCause());
        }
    }

    private static InvalidInputException noFreePort(UiSettings settings, Throwable cause) {
        return new InvalidInputException(
                "None of the ports "
                        + settings.port()
                        + " to "
                        + GuardedHttpServer.lastPort(settings.port())
                        + " on "
                        + settings.host()
                        + " can be opened for the training pages ("
                        + cause.getMessage()
                        + "); choose another with --port.",
                cause);
    }
}
