package io.podagra.ui.server;

import java.time.Duration;

/**
 * How many connections there may be, and how slow.
 *
 * @param connections open at a time, at least 1
 * @param firstRequest within which a new connection must have sent the whole head of a request
 * @param nextRequest within which the answer must have been taken and the next head sent
 */
record ConnectionLimits(int connections, Duration firstRequest, Duration nextRequest) {
    /**
     * A browser opens six connections and asks every other second; the largest asset, a megabyte,
     * arrives in time at 20 kB/s.
     */
    static final ConnectionLimits DEFAULTS =
            new ConnectionLimits(200, Duration.ofSeconds(10), Duration.ofSeconds(60));
}
