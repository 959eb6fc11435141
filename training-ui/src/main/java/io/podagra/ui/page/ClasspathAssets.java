package io.podagra.ui.page;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.MimeMapping;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Scripts, styles, fonts and pictures, read from the class path alone.
 *
 * <p>It takes the place of Deeplearning4j's asset route, which hands the path to Vert.x's {@code
 * sendFile}: that looks on the disk first, and never answers when there is no such file.
 */
public final class ClasspathAssets {
    private ClasspathAssets() {}

    /** How the address of every asset begins. */
    public static final String PREFIX = "/assets/";

    private static final ClassLoader LOADER = ClasspathAssets.class.getClassLoader();
    private static final String WEBJARS = "webjars/";
    private static final Pattern FILE =
            Pattern.compile(
                    "(?:[A-Za-z0-9_@-][A-Za-z0-9._@-]*/)*[A-Za-z0-9_@-][A-Za-z0-9._@-]*\\.[a-z0-9]+");

    /** Whether an address such as {@code /assets/js/counter.js} will be answered with a file. */
    public static boolean exists(String path) {
        return find(path).isPresent();
    }

    /** Answers with the asset or with 404. */
    public static void serve(HttpServerRequest request) {
        String path = request.path();
        HttpServerResponse response = request.response();
        Optional<URL> file = find(path);
        if (file.isEmpty()) {
            response.setStatusCode(404)
                    .putHeader("Content-Type", "text/plain; charset=utf-8")
                    .end("There is no such file.\n");
            return;
        }
        Buffer content = load(file.get());
        response.putHeader("Content-Type", contentType(path));
        if (path.startsWith(PREFIX + WEBJARS)) {
            // The path names the version.
            response.putHeader("Cache-Control", "public, max-age=86400, immutable");
        }
        if (request.method() == HttpMethod.HEAD) {
            response.putHeader("Content-Length", String.valueOf(content.length())).end();
        } else {
            response.end(content);
        }
    }

    private static Buffer load(URL url) {
        try (InputStream stream = url.openStream()) {
            return Buffer.buffer(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<URL> find(String path) {
        String name = path.substring(PREFIX.length());
        if (!FILE.matcher(name).matches()) {
            return Optional.empty();
        }
        String folder =
                name.startsWith(WEBJARS) ? "META-INF/resources/" : "deeplearning4jUiAssets/";
        return Optional.ofNullable(LOADER.getResource(folder + name))
                .filter(url -> !isFolder(url, folder + name));
    }

    /** A folder may be named like a file (webjars/popper.js), and reading one lists it. */
    private static boolean isFolder(URL url, String name) {
        return url.getProtocol().equals("file")
                ? Files.isDirectory(Path.of(URI.create(url.toExternalForm())))
                : LOADER.getResource(name + "/") != null;
    }

    private static String contentType(String path) {
        String type = MimeMapping.getMimeTypeForFilename(path);
        if (type == null) {
            return "application/octet-stream";
        }
        return type.startsWith("text/") || type.endsWith("javascript")
                ? type + "; charset=utf-8"
                : type;
    }
}
