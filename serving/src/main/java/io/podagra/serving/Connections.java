package io.podagra.serving;

import io.netty.channel.ChannelFuture;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The open connections, of which there are never too many.
 *
 * <p>When there is one too many, one on which nothing is asked makes room, those that were never
 * let in first, and of these the one that waits longest; if there is none, the new one goes. A
 * connection that sends no whole head of a request in time is closed, even if it sends a byte now
 * and then: time is counted from its last answer. A request that is being answered has a time limit
 * of its own.
 *
 * <p>Used on the event loop alone.
 */
final class Connections {
    private static final Duration FIRST_REQUEST = Duration.ofSeconds(10);
    private static final Duration NEXT_REQUEST = Duration.ofSeconds(30);

    private static final Comparator<Use> FIRST_TO_GO =
            Comparator.comparing((Use use) -> use.letIn)
                    .thenComparing((one, other) -> Long.signum(one.since - other.since));

    private final int most;
    private final Map<HttpConnection, Use> open = new LinkedHashMap<>();

    private static final class Use {
        private final HttpConnection connection;
        private long since = System.nanoTime();
        private boolean asked;
        private boolean letIn;
        private boolean busy;

        private Use(HttpConnection connection) {
            this.connection = connection;
        }

        private boolean isSlow(long now) {
            Duration limit = asked ? NEXT_REQUEST : FIRST_REQUEST;
            return !busy && now - since > limit.toNanos();
        }
    }

    Connections(int most) {
        this.most = most;
    }

    void opened(HttpConnection connection) {
        // A stranger who hangs up is no news; by default Vert.x writes a stack trace.
        connection.exceptionHandler(broken -> {});
        Use use = new Use(connection);
        if (open.size() >= most) {
            Optional<Use> first =
                    open.values().stream().filter(each -> !each.busy).min(FIRST_TO_GO);
            close(first.orElse(use));
            if (first.isEmpty()) {
                return;
            }
        }
        open.put(connection, use);
        connection.closeHandler(closed -> open.remove(connection));
    }

    /**
     * The head of a request has arrived.
     *
     * @return whether it is to be answered: not if its sender leaves earlier answers lying
     */
    boolean asked(HttpConnection connection, boolean leavesAnswers) {
        Use use = open.get(connection);
        if (use == null) {
            return false;
        }
        if (leavesAnswers) {
            close(use);
            return false;
        }
        use.asked = true;
        use.busy = true;
        return true;
    }

    /** What was asked was let in. */
    void letIn(HttpConnection connection) {
        Optional.ofNullable(open.get(connection)).ifPresent(use -> use.letIn = true);
    }

    /** What was asked is answered. */
    void answered(HttpConnection connection) {
        Use use = open.get(connection);
        if (use != null) {
            use.busy = false;
            use.since = System.nanoTime();
        }
    }

    void closeSlow() {
        long now = System.nanoTime();
        List<Use> slow = open.values().stream().filter(use -> use.isSlow(now)).toList();
        slow.forEach(this::close);
    }

    /** At once: Vert.x's own way to close waits until the stranger has taken what was sent. */
    private void close(Use use) {
        open.remove(use.connection);
        ChannelFuture ignored = ((ConnectionBase) use.connection).channel().close();
    }
}
