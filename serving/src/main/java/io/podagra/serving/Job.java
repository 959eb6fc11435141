package io.podagra.serving;

import io.podagra.model.ModelUse;
import io.podagra.model.deployment.Classification;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A request on its way to an answer; handed from thread to thread. */
final class Job {
    private final Room.Place place;
    private final CompletableFuture<Prediction> answer = new CompletableFuture<>();
    private Optional<Incoming> incoming;

    Job(Incoming incoming, Room.Place place) {
        this.incoming = Optional.of(incoming);
        this.place = place;
        place.begin();
    }

    /** What comes of it: a prediction, or a {@link RefusedException}. */
    CompletableFuture<Prediction> answer() {
        return answer;
    }

    /** Nobody waits for the answer any more; what has not begun never will. */
    void abandon() {
        answer.cancel(false);
    }

    /** Whether it has its answer or was abandoned. */
    boolean isOver() {
        return answer.isDone();
    }

    /** Gives the request away, once. */
    Incoming take() {
        Incoming taken = incoming.orElseThrow();
        incoming = Optional.empty();
        return taken;
    }

    /** The body is not needed any more. */
    void dropBytes() {
        place.dropBytes();
    }

    void refuse(Refusal refusal) {
        answer.completeExceptionally(new RefusedException(refusal));
        end();
    }

    /** Nothing is done for it any more. */
    void end() {
        incoming = Optional.empty();
        place.end();
    }

    /** The images of the request, of which each is scored when its turn comes. */
    final class Images {
        private final ServedModel model;
        private final ModelUse use;
        private final Classification[] found;
        private int missing;

        Images(ServedModel model, ModelUse use, int count) {
            this.model = model;
            this.use = use;
            this.found = new Classification[count];
            this.missing = count;
        }

        ServedModel model() {
            return model;
        }

        ModelUse use() {
            return use;
        }

        Job job() {
            return Job.this;
        }

        /** Called by the scoring thread alone. */
        void found(int index, Classification classification) {
            found[index] = classification;
            if (--missing == 0) {
                answer.complete(new Prediction(model.name(), use, Arrays.asList(found)));
                end();
            }
        }

        /** One image will not be scored; called by the scoring thread alone. */
        void dropped() {
            if (--missing == 0) {
                end();
            }
        }
    }
}
