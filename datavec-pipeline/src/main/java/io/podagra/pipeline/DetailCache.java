package io.podagra.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Keeps the details that were used last, a fixed number of them, so that memory does not grow with
 * the cohort. Safe for use by several threads, which may compute one detail twice.
 */
final class DetailCache {
    private final Map<String, Detail> details;

    DetailCache(int capacity) {
        this.details =
                new LinkedHashMap<>(16, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, Detail> eldest) {
                        return size() > capacity;
                    }
                };
    }

    void put(String id, Detail detail) {
        synchronized (details) {
            details.put(id, detail);
        }
    }

    Detail get(String id, Supplier<Detail> compute) {
        synchronized (details) {
            Detail known = details.get(id);
            if (known != null) {
                return known;
            }
        }
        Detail computed = compute.get();
        put(id, computed);
        return computed;
    }
}
