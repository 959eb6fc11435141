package io.podagra.ui.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * The browsers that showed the right token, by ids of their own, in memory alone: they end with the
 * server. When there are too many, the one that has asked for nothing for longest must show the
 * token again. Not safe for use by several threads.
 */
final class Sessions {
    /** More browsers than a study has readers. */
    static final int MOST = 100;

    private final Deque<Secret> ids = new ArrayDeque<>();

    /** The id of a new session. */
    Secret open() {
        if (ids.size() == MOST) {
            ids.removeFirst();
        }
        Secret id = Secret.random();
        ids.addLast(id);
        return id;
    }

    boolean isOpen(String id) {
        Optional<Secret> known = take(id);
        known.ifPresent(ids::addLast);
        return known.isPresent();
    }

    private Optional<Secret> take(String id) {
        for (Iterator<Secret> each = ids.iterator(); each.hasNext(); ) {
            Secret known = each.next();
            if (known.is(id)) {
                each.remove();
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }
}
