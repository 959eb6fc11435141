package io.podagra.serving;

import java.util.Arrays;
import java.util.Optional;

/** What can be asked for. */
enum Endpoint {
    PREDICT("/v1/predict", "POST", true),
    /** Whether the process answers. */
    HEALTH("/health", "GET", false),
    /** Whether it takes images. */
    READY("/ready", "GET", false),
    METRICS("/metrics", "GET", true),
    DESCRIPTION("/openapi.json", "GET", true),
    /** Every other path, for the metrics. */
    NONE("", "", true);

    private final String path;
    private final String method;
    private final boolean guarded;

    Endpoint(String path, String method, boolean guarded) {
        this.path = path;
        this.method = method;
        this.guarded = guarded;
    }

    /**
     * @param path of a request, as it came
     */
    static Endpoint at(String path) {
        return Arrays.stream(values())
                .filter(endpoint -> endpoint != NONE && endpoint.path.equals(path))
                .findFirst()
                .orElse(NONE);
    }

    String path() {
        return path;
    }

    String method() {
        return method;
    }

    /** Whether the token is asked for, where there is one. */
    boolean isGuarded() {
        return guarded;
    }

    /** In the metrics. */
    String label() {
        return Optional.of(path).filter(known -> !known.isEmpty()).orElse("other");
    }
}
