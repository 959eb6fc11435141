package io.podagra.ui.server;

import io.netty.channel.ChannelFuture;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The open connections, of which there are never too many.
 *
 * <p>When there is one too many, a connection makes room: one of those that were never let in, else
 * any, and of these the one whose last request is longest ago. So whoever asks is answered however
 * many connections a stranger opens. A connection that has not sent the head of a request in time
 * is closed too, even if it sends a byte now and then: the time is counted from the last head, not
 * from the last byte, and goes on while the answer is taken.
 *
 * <p>Used on the event loop alone.
 */
final class Connections {
    /** Those that were never let in go first, then those that have been waiting for longest. */
    private static final Comparator<Use> FIRST_TO_GO =
            Comparator.comparing((Use use) -> use.letIn)
                    .thenComparing((one, other) -> Long.signum(one.since - other.since));

    private final ConnectionLimits limits;
    private final LongSupplier nanos;
    private final Map<HttpConnection, Use> open = new LinkedHashMap<>();

    private static final class Use {
        private final HttpConnection connection;
        private long since;
        private boolean asked;
        private boolean letIn;
        private boolean ended;

        private Use(HttpConnection connection, long since) {
            this.connection = connection;
            this.since = since;
        }
    }

    /**
     * @param nanos a clock such as {@link System#nanoTime()}
     */
    Connections(ConnectionLimits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
    }

    void opened(HttpConnection connection) {
        if (open.size() >= limits.connections()) {
            open.values().stream().min(FIRST_TO_GO).ifPresent(this::close);
        }
        open.put(connection, new Use(connection, nanos.getAsLong()));
        connection.closeHandler(closed -> open.remove(connection));
        // A stranger who hangs up is no news; by default Vert.x writes a stack trace.
        connection.exceptionHandler(broken -> {});
    }

    /**
     * The whole head of a request has arrived.
     *
     * @return whether it is to be answered: not if it follows a refused one, nor if its sender
     *     leaves earlier answers lying, which would fill the memory
     */
    boolean asked(HttpServerRequest request) {
        Use use = open.get(request.connection());
        if (use == null || use.ended) {
            return false;
        }
        if (request.response().writeQueueFull()) {
            close(use);
            return false;
        }
        use.since = nanos.getAsLong();
        use.asked = true;
        return true;
    }

    /** Nothing more is answered on the connection. */
    void end(HttpServerRequest request) {
        Use use = open.get(request.connection());
        if (use != null) {
            use.ended = true;
        }
    }

    /** The request is one that will be answered with a page. */
    void letIn(HttpServerRequest request) {
        Use use = open.get(request.connection());
        if (use != null) {
            use.letIn = true;
        }
    }

    void closeSlow() {
        long now = nanos.getAsLong();
        List<Use> slow =
                open.values().stream()
                        .filter(
                                use ->
                                        now - use.since
                                                > (use.asked
                                                                ? limits.nextRequest()
                                                                : limits.firstRequest())
                                                        .toNanos())
                        .toList();
        slow.forEach(this::close);
    }

    /** At once: Vert.x's own way to close waits until the stranger has taken what was sent. */
    private void close(Use use) {
        open.remove(use.connection);
        ChannelFuture ignored = ((ConnectionBase) use.connection).channel().close();
    }
}
