package io.podagra.ui.runs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * A file in a run's folder, read again when its time or its size has changed. A folder may have
 * been copied from elsewhere: a link out of it is not followed, and a huge file not read. The
 * folder itself may be a link.
 */
final class WatchedFile<T> {
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

    private final Path folder;
    private final Path path;
    private final int mostBytes;
    private final Reader<T> reader;
    private Optional<Stamp> seen = Optional.empty();
    private Optional<T> content = Optional.empty();
    private State state = State.MISSING;

    /**
     * @param name of the file within the folder, such as {@code eval/metrics.json}
     * @param mostBytes a larger file is none of a run
     */
    WatchedFile(Path folder, String name, int mostBytes, Reader<T> reader) {
        this.folder = folder;
        this.path = folder.resolve(name);
        this.mostBytes = mostBytes;
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
            BasicFileAttributes file =
                    Files.readAttributes(
                            path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(new Stamp(file.lastModifiedTime(), file.size()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private void read(Stamp now) {
        try {
            if (now.size() > mostBytes || !isWithin(folder, path)) {
                throw new IOException("no file of a run");
            }
            T value = reader.read(bytes());
            become(Optional.of(now), Optional.of(value), State.GOOD);
        } catch (IOException | RuntimeException e) {
            become(Optional.of(now), Optional.empty(), State.BROKEN);
        }
    }

    /** A file may have grown since it was looked at. */
    private byte[] bytes() throws IOException {
        try (InputStream stream = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = stream.readNBytes(mostBytes);
            if (stream.read() != -1) {
                throw new IOException("no file of a run");
            }
            return bytes;
        }
    }

    /** Whether the path is a file, no link, that lies in the folder when all links are followed. */
    static boolean isWithin(Path folder, Path path) {
        try {
            return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                    && path.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private void become(Optional<Stamp> stamp, Optional<T> value, State next) {
        seen = stamp;
        content = value;
        state = next;
    }
}
