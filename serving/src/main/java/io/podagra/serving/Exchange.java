package io.podagra.serving;

import io.podagra.serving.Responder.Asked;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A request for a prediction that has a place: takes its body, hands it on, answers once, in time.
 * Used on the event loop alone.
 */
final class Exchange {
    private final Vertx vertx;
    private final Asked asked;
    private final Room.Place place;
    private final ServingLimits limits;
    private final Decoders decoders;
    private final Responder responder;
    private final Map<String, String> query = new HashMap<>();
    private Buffer body = Buffer.buffer();

    /** What the body may have by the room that is held for it. */
    private long held;

    private Optional<Job> job = Optional.empty();
    private long timer;
    private boolean over;

    Exchange(
            Vertx vertx,
            Asked asked,
            Room.Place place,
            ServingLimits limits,
            Decoders decoders,
            Responder responder) {
        this.vertx = vertx;
        this.asked = asked;
        this.place = place;
        this.limits = limits;
        this.decoders = decoders;
        this.responder = responder;
    }

    /** Begins to take the body, if the head says nothing against it. */
    void begin() {
        timer = vertx.setTimer(limits.timeout().toMillis(), tick -> timeIsOver());
        HttpServerRequest request = asked.request();
        request.response().closeHandler(gone -> abandon());
        Optional<Refusal> refusal = readHead();
        if (refusal.isPresent()) {
            refuse(refusal.get());
            return;
        }
        request.handler(this::take);
        request.exceptionHandler(broken -> abandon());
        request.endHandler(all -> handOn());
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
    }

    private Optional<Refusal> readHead() {
        HttpServerRequest request = asked.request();
        Optional<Refusal> refusal = readQuery();
        if (refusal.isPresent()) {
            return refusal;
        }
        if (request.getHeader("Content-Encoding") != null) {
            return Optional.of(Refusal.unsupported("the body is compressed as a whole"));
        }
        String length = request.getHeader("Content-Length");
        if (length == null) {
            return request.getHeader("Transfer-Encoding") == null
                    ? Optional.of(Refusal.malformed("there is no image", "send one as the body"))
                    : Optional.empty();
        }
        long declared;
        try {
            declared = Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Optional.of(
                    Refusal.malformed(
                            "the Content-Length is no number", "send one that is, or none"));
        }
        return roomFor(declared);
    }

    private Optional<Refusal> readQuery() {
        try {
            for (Map.Entry<String, String> parameter : asked.request().params()) {
                if (!PredictionRequest.PARAMETERS.contains(parameter.getKey())) {
                    return Optional.of(
                            Refusal.malformed(
                                    "the address has a parameter that is not known",
                                    "give 'view' and 'model' alone, where needed"));
                }
                if (query.put(parameter.getKey(), parameter.getValue()) != null) {
                    return Optional.of(PredictionRequest.twice(parameter.getKey()));
                }
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(
                    Refusal.malformed(
                            "the parameters of the address cannot be read",
                            "encode them as UTF-8"));
        }
    }

    private Optional<Refusal> roomFor(long length) {
        if (length > limits.bodyBytes()) {
            return Optional.of(Refusal.tooLarge(limits.bodyBytes()));
        }
        if (length > held) {
            if (!place.hold(length - held)) {
                return Optional.of(Refusal.full("memory_full"));
            }
            held = length;
        }
        return Optional.empty();
    }

    private void take(Buffer part) {
        if (over) {
            return;
        }
        Optional<Refusal> refusal = roomFor((long) body.length() + part.length());
        if (refusal.isPresent()) {
            refuse(refusal.get());
        } else {
            body.appendBuffer(part);
        }
    }

    private void handOn() {
        if (over) {
            return;
        }
        Context context = vertx.getOrCreateContext();
        Optional<String> type = Optional.ofNullable(asked.request().getHeader("Content-Type"));
        Job handed = new Job(new Incoming(Map.copyOf(query), type, body), place);
        body = Buffer.buffer();
        job = Optional.of(handed);
        CompletableFuture<Prediction> ignored =
                handed.answer()
                        .whenComplete(
                                (prediction, failure) ->
                                        context.runOnContext(here -> over(prediction, failure)));
        decoders.submit(handed);
    }

    private void over(Prediction prediction, Throwable failure) {
        if (failure == null) {
            answer(prediction);
        } else if (failure instanceof RefusedException refused) {
            refuse(refused.refusal());
        } // else it was abandoned
    }

    private void answer(Prediction prediction) {
        if (end()) {
            responder.answer(
                    asked, 200, Responder.JSON, PredictionJson.of(prediction), place::answered);
        }
    }

    private void refuse(Refusal refusal) {
        if (end()) {
            responder.refuse(asked, refusal, place::answered);
        }
    }

    private void timeIsOver() {
        refuse(job.isPresent() ? Refusal.tooSlow() : Refusal.slowSender());
    }

    /** The sender is gone. */
    private void abandon() {
        if (end()) {
            place.answered();
        }
    }

    /**
     * Lets go of all but the answer.
     *
     * @return false if that was done before
     */
    private boolean end() {
        if (over) {
            return false;
        }
        over = true;
        vertx.cancelTimer(timer);
        job.ifPresent(Job::abandon);
        body = Buffer.buffer();
        return true;
    }
}
