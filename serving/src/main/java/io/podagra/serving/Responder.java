package io.podagra.serving;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes answers, and counts them. Used on the event loop alone. */
final class Responder {
    static final String JSON = "application/json";

    /** How long the rest of a refused body is thrown away, so that its sender reads the answer. */
    private static final long DISCARD_MILLIS = 2_000;

    private final Vertx vertx;
    private final Connections connections;
    private final ServingMetrics metrics;

    Responder(Vertx vertx, Connections connections, ServingMetrics metrics) {
        this.vertx = vertx;
        this.connections = connections;
        this.metrics = metrics;
    }

    /** A request and when its head came. */
    record Asked(HttpServerRequest request, Endpoint endpoint, long nanos) {}

    void answer(Asked asked, int status, String contentType, byte[] body) {
        answer(asked, status, contentType, body, () -> {});
    }

    /**
     * @param written is run when the answer is on its way, or nobody is there to take it
     */
    void answer(Asked asked, int status, String contentType, byte[] body, Runnable written) {
        HttpServerRequest request = asked.request();
        HttpServerResponse response =
                request.response()
                        .setStatusCode(status)
                        .putHeader("Content-Type", contentType)
                        .putHeader("Cache-Control", "no-store")
                        .putHeader("X-Content-Type-Options", "nosniff");
        metrics.answered(asked.endpoint(), status, System.nanoTime() - asked.nanos());
        Runnable after =
                () -> {
                    connections.answered(request.connection());
                    written.run();
                };
        if (response.closed()) {
            after.run();
        } else if (request.rawMethod().equals("HEAD")) {
            response.putHeader("Content-Length", Integer.toString(body.length)).end();
            after.run();
        } else {
            response.end(Buffer.buffer(body), done -> after.run());
        }
    }

    void refuse(Asked asked, Refusal refusal) {
        refuse(asked, refusal, () -> {});
    }

    /**
     * Answers with a refusal, once what was sent is taken, and closes the connection: what follows
     * a request that is refused is never taken for one.
     */
    void refuse(Asked asked, Refusal refusal, Runnable written) {
        metrics.refused(refusal);
        HttpServerRequest request = asked.request();
        boolean nothingFollows =
                request.isEnded() || request.getHeader("Expect") != null || hasNoBody(request);
        if (nothingFollows) {
            endWith(asked, refusal, written);
            return;
        }
        AtomicBoolean ended = new AtomicBoolean();
        Runnable once =
                () -> {
                    if (!ended.getAndSet(true)) {
                        endWith(asked, refusal, written);
                    }
                };
        long timer = vertx.setTimer(DISCARD_MILLIS, tick -> once.run());
        request.handler(thrownAway -> {});
        request.exceptionHandler(broken -> once.run());
        request.endHandler(
                all -> {
                    vertx.cancelTimer(timer);
                    once.run();
                });
    }

    private static boolean hasNoBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return request.getHeader("Transfer-Encoding") == null
                && (length == null || length.equals("0"));
    }

    private void endWith(Asked asked, Refusal refusal, Runnable written) {
        HttpServerRequest request = asked.request();
        HttpServerResponse response = request.response();
        if (!response.closed()) {
            response.putHeader("Connection", "close");
            switch (refusal.status()) {
                case 401 -> response.putHeader("WWW-Authenticate", "Bearer");
                case 405 -> response.putHeader("Allow", asked.endpoint().method());
                case 429, 503 -> response.putHeader("Retry-After", "1");
                default -> {}
            }
        }
        answer(
                asked,
                refusal.status(),
                JSON,
                PredictionJson.of(refusal),
                () -> {
                    written.run();
                    request.connection().close();
                });
    }
}
