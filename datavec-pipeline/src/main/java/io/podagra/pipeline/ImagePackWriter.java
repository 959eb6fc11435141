package io.podagra.pipeline;

import io.podagra.data.OwnerOnly;
import io.podagra.data.ProgressListener;
import io.podagra.data.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.opencv.opencv_core.Mat;

/** Decodes images and writes the file that {@link ImagePack} maps. */
final class ImagePackWriter {
    private final int side;
    private final ImageDecoder decoder;
    private final long maximumBytes;
    private final Workers workers;
    private final ProgressListener progress;

    /**
     * @param maximumBytes of a file
     * @param progress hears of each image, from several threads
     */
    ImagePackWriter(
            ImageSettings settings, long maximumBytes, Workers workers, ProgressListener progress) {
        this.side = WorkingImage.sideFor(settings);
        this.decoder = new ImageDecoder(settings);
        this.maximumBytes = maximumBytes;
        this.workers = workers;
        this.progress = progress;
    }

    /** What so many images take if all are grey. */
    long leastBytes(int images) {
        return dataStart(images) + (long) images * side * side;
    }

    private static long dataStart(int images) {
        return ImagePack.HEADER_BYTES + (long) images * ImagePack.ENTRY_BYTES;
    }

    /**
     * Writes a file for its owner only. What cannot be decoded, or is no longer what its digest was
     * taken of, is left out.
     *
     * @param file does not exist
     * @throws FileSystemException if the images exceed the limit
     */
    void write(Path file, Map<Digest, Path> sources) throws IOException {
        List<Map.Entry<Digest, Path>> images = List.copyOf(sources.entrySet());
        if (leastBytes(images.size()) > maximumBytes) {
            throw tooLarge(file);
        }
        AtomicInteger done = new AtomicInteger();
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        OwnerOnly.file(file))) {
            Data data = new Data(channel, file, dataStart(images.size()));
            workers.forEach(
                    images.size(),
                    index -> {
                        Map.Entry<Digest, Path> image = images.get(index);
                        append(data, image.getKey(), image.getValue());
                        progress.progressed(done.incrementAndGet(), images.size());
                    });
            data.finish();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @SuppressWarnings("try") // The scope works by being open; nothing asks it for anything.
    private void append(Data data, Digest digest, Path file) {
        try (NativeScope scope = new NativeScope()) {
            byte[] content = ImageDecoder.read(file);
            if (Digest.of(content).equals(digest)) {
                Mat image = decoder.toWorkingImage(file, content).toMat();
                data.append(digest, image.channels(), WorkingImage.bytesOf(image));
            }
        } catch (UndecodableImageException e) {
            // Whoever uses the image tells of it.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileSystemException tooLarge(Path file) {
        return new FileSystemException(
                file.toAbsolutePath().getParent().toString(),
                null,
                "the images exceed the limit of %,d bytes".formatted(maximumBytes));
    }

    /** The file's content, as it grows; thread-safe. */
    private final class Data {
        private final FileChannel channel;
        private final Path file;
        private final Map<Digest, ImagePack.Entry> entries = new TreeMap<>();
        private long end;

        Data(FileChannel channel, Path file, long start) {
            this.channel = channel;
            this.file = file;
            this.end = start;
        }

        void append(Digest digest, int channels, byte[] pixels) throws IOException {
            writeAt(reserve(digest, channels, pixels.length), ByteBuffer.wrap(pixels));
        }

        private synchronized long reserve(Digest digest, int channels, int bytes)
                throws IOException {
            long segmentEnd = (end / ImagePack.SEGMENT + 1) * ImagePack.SEGMENT;
            long offset = end + bytes > segmentEnd ? segmentEnd : end;
            if (offset + bytes > maximumBytes) {
                throw tooLarge(file);
            }
            end = offset + bytes;
            entries.put(digest, new ImagePack.Entry(offset, channels));
            return offset;
        }

        /** Writes what comes first in the file, last. */
        synchronized void finish() throws IOException {
            ByteBuffer table =
                    ByteBuffer.allocate(
                            ImagePack.HEADER_BYTES + entries.size() * ImagePack.ENTRY_BYTES);
            // A file of no image, or whose last images were left out, ends with the table.
            long length = Math.max(channel.size(), table.capacity());
            table.putLong(ImagePack.MAGIC).putInt(side).putInt(entries.size()).putLong(length);
            entries.forEach(
                    (digest, entry) ->
                            table.put(digest.bytes())
                                    .putLong(entry.offset())
                                    .putInt(entry.channels()));
            writeAt(0, table.flip());
        }

        private void writeAt(long offset, ByteBuffer bytes) throws IOException {
            long position = offset;
            while (bytes.hasRemaining()) {
                position += channel.write(bytes, position);
            }
        }
    }
}
