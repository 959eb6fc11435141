package io.podagra.serving;

import io.podagra.serving.Responder.Asked;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every request comes to. Used on the event loop alone. */
final class FrontDoor implements Handler<HttpServerRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);

    private final Vertx vertx;
    private final RequestGuard guard;
    private final Connections connections;
    private final Responder responder;
    private final ServingMetrics metrics;
    private final Room room;
    private final ServingLimits limits;
    private final Decoders decoders;
    private final byte[] description = Description.json();
    private volatile boolean stopping;

    FrontDoor(
            Vertx vertx,
            RequestGuard guard,
            Connections connections,
            ServingMetrics metrics,
            Room room,
            ServingLimits limits,
            Decoders decoders) {
        this.vertx = vertx;
        this.guard = guard;
        this.connections = connections;
        this.responder = new Responder(vertx, connections, metrics);
        this.metrics = metrics;
        this.room = room;
        this.limits = limits;
        this.decoders = decoders;
    }

    /** From now on it is not ready, and no image is taken. */
    void stop() {
        stopping = true;
    }

    @Override
    public void handle(HttpServerRequest request) {
        boolean leavesAnswers = request.response().writeQueueFull();
        if (!connections.asked(request.connection(), leavesAnswers)) {
            return;
        }
        Asked asked = new Asked(request, Endpoint.at(request.path()), System.nanoTime());
        try {
            answer(asked);
        } catch (RuntimeException e) {
            LOG.error("A request could not be answered", e);
            if (!request.response().ended()) {
                responder.refuse(asked, Refusal.failed());
            }
        }
    }

    private void answer(Asked asked) {
        Optional<Refusal> refusal = guard.check(asked.request(), asked.endpoint());
        if (refusal.isPresent()) {
            responder.refuse(asked, refusal.get());
            return;
        }
        if (asked.endpoint().isGuarded()) {
            connections.letIn(asked.request().connection());
        }
        switch (asked.endpoint()) {
            case PREDICT -> predict(asked);
            case HEALTH -> answerStatus(asked, 200, "alive");
            case READY -> answerReady(asked);
            case METRICS -> answer(asked, metrics.contentType(), metrics.text());
            case DESCRIPTION -> answer(asked, Responder.JSON, description);
            case NONE -> throw new IllegalStateException("refused before");
        }
    }

    private void answerReady(Asked asked) {
        if (stopping) {
            answerStatus(asked, 503, "stopping");
        } else if (room.isFull()) {
            answerStatus(asked, 503, "busy");
        } else {
            answerStatus(asked, 200, "ready");
        }
    }

    private void answerStatus(Asked asked, int status, String word) {
        responder.answer(asked, status, Responder.JSON, PredictionJson.status(word));
    }

    private void answer(Asked asked, String contentType, byte[] body) {
        responder.answer(asked, 200, contentType, body);
    }

    private void predict(Asked asked) {
        if (stopping) {
            responder.refuse(asked, Refusal.stopping());
            return;
        }
        Optional<Room.Place> place = room.take();
        if (place.isEmpty()) {
            responder.refuse(asked, Refusal.full("queue_full"));
            return;
        }
        new Exchange(vertx, asked, place.get(), limits, decoders, responder).begin();
    }
}
