package io.podagra.serving;

import static java.util.Objects.requireNonNull;

import io.podagra.data.InvalidInputException;
import java.time.Duration;

/**
 * What a server takes upon itself at most; whatever is more is refused.
 *
 * @param queue requests that are being received or have no answer yet, at least 1
 * @param bodyBytes of a request's body, at least 1
 * @param heldBytes of all bodies together, at least {@code bodyBytes}
 * @param timeout from the head of a request until its answer; its body, too, has to arrive in it
 * @param connections open at a time, at least 1
 */
public record ServingLimits(
        int queue, long bodyBytes, long heldBytes, Duration timeout, int connections) {
    private static final long MEBIBYTE = 1 << 20;

    /** A body is in one array, and Java has none longer. */
    private static final long LONGEST_BODY = 1024 * MEBIBYTE;

    private static final int MOST_QUEUED = 100_000;
    private static final int CONNECTIONS = 512;

    /** What a body takes in memory: as it grows, and while it is read. */
    private static final int TIMES_OF_A_BODY = 3;

    /**
     * @throws InvalidInputException if a limit is out of range
     */
    public ServingLimits {
        requireNonNull(timeout, "timeout is null");
        if (queue < 1 || queue > MOST_QUEUED) {
            throw new InvalidInputException(
                    "the queue is of %d requests; give 1 to %d".formatted(queue, MOST_QUEUED));
        }
        if (bodyBytes < 1 || bodyBytes > LONGEST_BODY) {
            throw new InvalidInputException(
                    "the largest body is of %d bytes; give 1 byte to %d MiB"
                            .formatted(bodyBytes, LONGEST_BODY / MEBIBYTE));
        }
        if (timeout.isNegative() || timeout.toMillis() < 1) {
            throw new InvalidInputException(
                    "the time limit is %s; give one above 0".formatted(timeout));
        }
        if (heldBytes < bodyBytes || connections < 1) {
            throw new IllegalArgumentException(
                    "heldBytes %d, connections %d".formatted(heldBytes, connections));
        }
    }

    /** 64 requests, bodies of 32 MiB, 30 seconds. */
    public static ServingLimits defaults() {
        return of(64, 32 * MEBIBYTE, Duration.ofSeconds(30));
    }

    /**
     * Limits whose bodies together take at most half of the heap, or else no more than one.
     *
     * @throws InvalidInputException if a limit is out of range, or the heap too small for a body
     */
    public static ServingLimits of(int queue, long bodyBytes, Duration timeout) {
        long heap = Runtime.getRuntime().maxMemory();
        if (bodyBytes > heap / TIMES_OF_A_BODY) {
            throw new InvalidInputException(
                    "the largest body is of %d MiB, the heap of %d MiB has room for %d; give less, or raise PODAGRA_HEAP_MB"
                            .formatted(
                                    bodyBytes / MEBIBYTE,
                                    heap / MEBIBYTE,
                                    heap / TIMES_OF_A_BODY / MEBIBYTE));
        }
        long held = Math.max(bodyBytes, heap / 2 / TIMES_OF_A_BODY);
        return new ServingLimits(queue, bodyBytes, held, timeout, CONNECTIONS);
    }
}
