package io.podagra.serving;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came.
 *
 * @param query parameters of its address, by name
 * @param contentType as its header says
 * @param body the whole of it
 */
record Incoming(Map<String, String> query, Optional<String> contentType, Buffer body) {}
