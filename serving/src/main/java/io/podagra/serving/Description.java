package io.podagra.serving;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What can be asked and how, as OpenAPI 3.1. */
final class Description {
    private Description() {}

    static byte[] json() {
        try (InputStream in = Description.class.getResourceAsStream("openapi.json")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
