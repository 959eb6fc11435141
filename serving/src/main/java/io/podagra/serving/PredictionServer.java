package io.podagra.serving;

import static java.util.Objects.requireNonNull;

import io.podagra.data.InvalidInputException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Answers what models say of images that are sent by HTTP. Images are held in memory until they are
 * scored, and never written.
 *
 * <p>One event loop takes requests, a few threads decode, one scores what waits in batches. All of
 * it is limited (see {@link ServingLimits}); whoever comes when there is no room is told at once.
 */
public final class PredictionServer implements AutoCloseable {
    private static final int START_SECONDS = 60;
    private static final int CLOSE_SECONDS = 15;
    private static final int MAX_REQUEST_LINE_BYTES = 4_096;
    private static final int MAX_HEADER_BYTES = 8_192;
    private static final int SWEEP_MILLIS = 1_000;

    static {
        // No options of Vert.x 3.9 turn these off. Without HTTP/2 a connection never has many
        // requests at once; a WebSocket's request would pass by the front door until it is whole.
        System.setProperty("vertx.disableH2c", "true");
        System.setProperty("vertx.disableWebsockets", "true");
    }

    private final Vertx vertx;
    private final Room room;
    private final Scorer scorer;
    private final Decoders decoders;
    private final FrontDoor door;
    private final ServedHost host;
    private final Optional<Secret> token;
    private final Duration patience;
    private int port;
    private boolean closed;
    private boolean answeredAll;

    private PredictionServer(Map<String, ServedModel> models, ServingSettings settings) {
        ServingLimits limits = settings.limits();
        host = ServedHost.of(settings.host());
        token =
                settings.tokenFile()
                        .map(Secret::ofFile)
                        .or(
                                () ->
                                        host.isThisMachineOnly()
                                                ? Optional.empty()
                                                : Optional.of(Secret.random()));
        patience = limits.timeout();
        room = new Room(limits.queue(), limits.heldBytes());
        ServingMetrics metrics = new ServingMetrics(models.values(), room, limits);
        scorer = new Scorer(metrics);
        decoders = new Decoders(models, scorer);
        vertx = Vertx.vertx(options());
        Connections connections = new Connections(limits.connections());
        door =
                new FrontDoor(
                        vertx,
                        new RequestGuard(host, token),
                        connections,
                        metrics,
                        room,
                        limits,
                        decoders);
        scorer.start();
        try {
            port = listen(connections, settings);
        } catch (RuntimeException e) {
            decoders.close();
            scorer.close();
            vertx.close();
            throw e;
        }
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @param models at least one, each of another name; still open when the server is closed
     * @throws InvalidInputException if two models have one name, the token file cannot be used, or
     *     no port can be opened
     */
    public static PredictionServer start(List<ServedModel> models, ServingSettings settings) {
        requireNonNull(settings, "settings is null");
        if (models.isEmpty()) {
            throw new IllegalArgumentException("models is empty");
        }
        Map<String, ServedModel> byName = new LinkedHashMap<>();
        for (ServedModel model : models) {
            if (byName.put(model.name(), model) != null) {
                throw new InvalidInputException(
                        "two models are called '%s'; rename the file of one"
                                .formatted(model.name()));
            }
        }
        return new PredictionServer(byName, settings);
    }

    /** Such as {@code http://127.0.0.1:8080/}; of several addresses the one for this machine. */
    public URI address() {
        return URI.create("http://%s:%d/".formatted(host.inUrl(), port));
    }

    /** What requests have to show, if a token is asked for. Show it once, do not write it. */
    public Optional<String> token() {
        return token.map(Secret::reveal);
    }

    /** Whether other machines can reach it. The connection is not encrypted. */
    public boolean isOpenToOthers() {
        return !host.isThisMachineOnly();
    }

    /**
     * Stops: takes no more images, answers those it has taken, as long as their time limit lets it,
     * and releases the port and the threads; a batch that is being scored is waited for some
     * seconds more. A second call does nothing.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        door.stop();
        try {
            answeredAll = room.awaitEmpty(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        vertx.close(done -> stopped.complete(null));
        decoders.close();
        scorer.close();
        try {
            stopped.get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the server did not close in time", e);
        }
    }

    /** Whether it is closed and, until then, had answered all it had taken. */
    public synchronized boolean hasAnsweredAll() {
        return answeredAll;
    }

    /** On the first port of the settings that is free. */
    private int listen(Connections connections, ServingSettings settings) {
        for (int tried = settings.port(); ; tried++) {
            CompletableFuture<HttpServer> listening = new CompletableFuture<>();
            vertx.createHttpServer(httpOptions())
                    .requestHandler(door)
                    .connectionHandler(connections::opened)
                    // What a stranger breaks off before it is a connection is no news.
                    .exceptionHandler(broken -> {})
                    .listen(
                            tried,
                            host.address().getHostAddress(),
                            result -> {
                                if (result.succeeded()) {
                                    vertx.setPeriodic(
                                            SWEEP_MILLIS, tick -> connections.closeSlow());
                                    listening.complete(result.result());
                                } else {
                                    listening.completeExceptionally(result.cause());
                                }
                            });
            try {
                return listening.get(START_SECONDS, TimeUnit.SECONDS).actualPort();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the server started", e);
            } catch (TimeoutException e) {
                throw new IllegalStateException("the server did not start in time", e);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof BindException)) {
                    throw new IllegalStateException("the server could not start", e.getCause());
                }
                if (tried >= settings.lastPort()) {
                    throw noFreePort(settings, e.getCause());
                }
            }
        }
    }

    private static InvalidInputException noFreePort(ServingSettings settings, Throwable cause) {
        String ports =
                settings.lastPort() == settings.port()
                        ? "port %d".formatted(settings.port())
                        : "none of the ports %d to %d"
                                .formatted(settings.port(), settings.lastPort());
        return new InvalidInputException(
                "%s on %s can be opened (%s); choose another with --port"
                        .formatted(ports, settings.host(), cause.getMessage()),
                cause);
    }

    private static HttpServerOptions httpOptions() {
        return new HttpServerOptions()
                .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
                .setMaxHeaderSize(MAX_HEADER_BYTES);
    }

    /** Few threads: the networks need the processor. No file of the disk is read or written. */
    private static VertxOptions options() {
        return new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                // A busy processor makes requests late; that is no fault worth a stack trace.
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.SECONDS)
                .setMaxEventLoopExecuteTime(START_SECONDS)
                .setFileSystemOptions(
                        new FileSystemOptions()
                                .setClassPathResolvingEnabled(false)
                                .setFileCachingEnabled(false));
    }
}
