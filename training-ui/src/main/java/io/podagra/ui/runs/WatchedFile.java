package io.podagra.ui.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** A file that is read again when its time or its size has changed. */
final class WatchedFile<T> {
    /** No file of a run is nearly as large; a larger one is another's. */
    static final long MOST_BYTES = 20L * 1024 * 1024;

    /** Makes something of a file's content. */
    interface Reader<T> {
        /**
         * @throws IOException if the content is none of such a file; so does a {@link
         *     RuntimeException}
         */
        T read(byte[] content) throws IOException;
    }

    /** Whether there is something to show. */
    enum State {
        GOOD,
        MISSING,
        BROKEN
    }

    private record Stamp(FileTime time, long size) {}

    private final Path path;
    private final Reader<T> reader;
    private Optional<Stamp> seen = Optional.empty();
    private Optional<T> content = Optional.empty();
    private State state = State.MISSING;

    WatchedFile(Path path, Reader<T> reader) {
        this.path = path;
        this.reader = reader;
    }

    /** What is in the file, as of now; empty unless its {@link #state} is good. */
    Optional<T> content() {
        Optional<Stamp> now;
        try {
            now = stamp();
        } catch (IOException e) {
            become(Optional.empty(), Optional.empty(), State.BROKEN);
            return content;
        }
        if (now.isEmpty()) {
            become(Optional.empty(), Optional.empty(), State.MISSING);
        } else if (!now.equals(seen)) {
            read(now.get());
        }
        return content;
    }

    /** As of the last look at the content. */
    State state() {
        return state;
    }

    private Optional<Stamp> stamp() throws IOException {
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            return Optional.of(new Stamp(file.lastModifiedTime(), file.size()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private void read(Stamp now) {
        try {
            if (now.size() > MOST_BYTES || !Files.isRegularFile(path)) {
                throw new IOException("no file of a run");
            }
            T value = reader.read(Files.readAllBytes(path));
            become(Optional.of(now), Optional.of(value), State.GOOD);
        } catch (IOException | RuntimeException e) {
            become(Optional.of(now), Optional.empty(), State.BROKEN);
        }
    }

    private void become(Optional<Stamp> stamp, Optional<T> value, State next) {
        seen = stamp;
        content = value;
        state = next;
    }
}
