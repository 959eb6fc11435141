package io.podagra.pipeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A file of working images, mapped into memory. Thread-safe.
 *
 * <p>Big-endian: the header is a magic number, the side in pixels, the number of images and the
 * file's length; then for each image the 32 bytes of its source's SHA-256, its place in the file
 * and its channels; then the pixels. No image crosses a multiple of {@link #SEGMENT}, for Java maps
 * at most 2 GiB at a time. It carries no name of any file.
 */
final class ImagePack implements AutoCloseable {
    static final long MAGIC = 0x506f_6461_6772_6101L; // "Podagra", version 1
    static final int HEADER_BYTES = Long.BYTES + Integer.BYTES + Integer.BYTES + Long.BYTES;
    static final int ENTRY_BYTES = Digest.BYTES + Long.BYTES + Integer.BYTES;
    static final long SEGMENT = 1L << 30;

    private final int side;
    private final Map<Digest, Entry> entries;
    private final List<MappedByteBuffer> segments;
    // Else an image could be read where nothing is mapped any more, which kills the process.
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    private ImagePack(int side, Map<Digest, Entry> entries, List<MappedByteBuffer> segments) {
        this.side = side;
        this.entries = Map.copyOf(entries);
        this.segments = segments;
    }

    /** Where an image lies. */
    record Entry(long offset, int channels) {}

    /**
     * Maps a file.
     *
     * @return empty if it is no whole pack of images of this side
     */
    static Optional<ImagePack> open(Path file, int side) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Optional<Map<Digest, Entry>> entries = readEntries(channel, side);
            if (entries.isEmpty()) {
                return Optional.empty();
            }
            List<MappedByteBuffer> segments = new ArrayList<>();
            for (long start = 0; start < channel.size(); start += SEGMENT) {
                long length = Math.min(SEGMENT, channel.size() - start);
                segments.add(channel.map(FileChannel.MapMode.READ_ONLY, start, length));
            }
            return Optional.of(new ImagePack(side, entries.orElseThrow(), segments));
        }
    }

    private static Optional<Map<Digest, Entry>> readEntries(FileChannel channel, int side)
            throws IOException {
        Optional<ByteBuffer> header = readFully(channel, HEADER_BYTES);
        if (header.isEmpty() || header.get().getLong() != MAGIC || header.get().getInt() != side) {
            return Optional.empty();
        }
        int count = header.get().getInt();
        long length = header.get().getLong();
        if (length != channel.size() || count < 0 || (long) count * ENTRY_BYTES > length) {
            return Optional.empty();
        }
        Optional<ByteBuffer> table = readFully(channel, count * ENTRY_BYTES);
        return table.map(
                bytes -> {
                    Map<Digest, Entry> entries = new HashMap<>();
                    for (int index = 0; index < count; index++) {
                        entries.put(Digest.read(bytes), new Entry(bytes.getLong(), bytes.getInt()));
                    }
                    return entries;
                });
    }

    private static Optional<ByteBuffer> readFully(FileChannel channel, int bytes)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(buffer.flip());
    }

    int side() {
        return side;
    }

    /** Where the image is that was decoded from this content. */
    Optional<Entry> find(Digest source) {
        return Optional.ofNullable(entries.get(source));
    }

    /**
     * Copies an image. A matrix over the mapped memory itself would save little, and a transform
     * that writes into it would end the process.
     *
     * @throws IllegalStateException if the pack is closed
     */
    Mat read(Entry entry) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the cached images are closed");
            }
            MappedByteBuffer segment = segments.get((int) (entry.offset() / SEGMENT));
            int start = (int) (entry.offset() % SEGMENT);
            int length = side * side * entry.channels();
            return WorkingImage.matOf(side, entry.channels(), segment.slice(start, length));
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Unmaps the file once nobody reads. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                segments.forEach(Unmapper::unmap);
                segments.clear();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
