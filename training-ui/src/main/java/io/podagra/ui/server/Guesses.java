package io.podagra.ui.server;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The wrong tokens of late, by where they came from: so many in a minute, and no more is looked at
 * until the minute is over. Not safe for use by several threads.
 */
final class Guesses {
    static final int MOST = 10;
    static final Duration PERIOD = Duration.ofMinutes(1);

    /** Whoever has more addresses than this gains more guesses, of 2 to the power of 192. */
    private static final int MOST_ADDRESSES = 1_000;

    private record Wrong(long firstNanos, int count) {}

    private final LongSupplier nanos;
    private final Map<String, Wrong> byAddress =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Wrong> eldest) {
                    return size() > MOST_ADDRESSES;
                }
            };

    /**
     * @param nanos a clock such as {@link System#nanoTime()}
     */
    Guesses(LongSupplier nanos) {
        this.nanos = nanos;
    }

    boolean areTooMany(String address) {
        return current(address).count() >= MOST;
    }

    /**
     * @return whether it was the last one that is looked at
     */
    boolean addWrong(String address) {
        Wrong before = current(address);
        byAddress.put(address, new Wrong(before.firstNanos(), before.count() + 1));
        return before.count() + 1 == MOST;
    }

    private Wrong current(String address) {
        long now = nanos.getAsLong();
        Wrong wrong = byAddress.get(address);
        return wrong == null || now - wrong.firstNanos() > PERIOD.toNanos()
                ? new Wrong(now, 0)
                : wrong;
    }
}
