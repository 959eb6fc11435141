package io.podagra.ui.stock;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.ui.VertxUIServer;
import org.nd4j.common.resources.Resolver;

/**
 * Gives Deeplearning4j the templates of its pages as {@link StockPages} changes them. The UI wants
 * them as files, so they lie in a temporary folder until the program ends.
 *
 * <p>Public only because Deeplearning4j finds it by {@code ServiceLoader}.
 */
public final class StockPageResolver implements Resolver {
    /** Before Deeplearning4j's own resolver, which has 100: the lower number is asked first. */
    private static final int PRIORITY = 1;

    private Path folder;

    /** For {@code ServiceLoader}. */
    public StockPageResolver() {}

    @Override
    public int priority() {
        return PRIORITY;
    }

    @Override
    public boolean exists(String path) {
        return StockPages.templates().contains(path);
    }

    @Override
    public boolean directoryExists(String path) {
        return false;
    }

    @Override
    public synchronized File asFile(String path) {
        try {
            if (folder == null) {
                folder = writeAll();
            }
            return folder.resolve(path).toFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream asStream(String path) {
        try {
            return Files.newInputStream(asFile(path).toPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All at once: the UI takes the folder of one to look for the others. */
    private static Path writeAll() throws IOException {
        Path folder = Files.createTempDirectory("podagra-ui-");
        folder.toFile().deleteOnExit();
        for (String template : StockPages.templates()) {
            Path file = folder.resolve(template);
            if (Files.notExists(file.getParent())) {
                Files.createDirectories(file.getParent());
                // Last registered, first deleted: the files go before their folder.
                file.getParent().toFile().deleteOnExit();
            }
            Files.writeString(file, StockPages.patch(template, read(template)));
            file.toFile().deleteOnExit();
        }
        return folder;
    }

    private static String read(String template) throws IOException {
        try (InputStream stream = VertxUIServer.class.getResourceAsStream("/" + template)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void copyDirectory(String path, File destination) {
        throw new UnsupportedOperationException("no folder is served from here");
    }

    @Override
    public boolean hasLocalCache() {
        return false;
    }

    @Override
    public File localCacheRoot() {
        throw new UnsupportedOperationException("nothing is cached here");
    }

    @Override
    public String normalizePath(String path) {
        return path;
    }
}
