package io.podagra.pipeline.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The bytes of a file, on the heap if they are few, else mapped: a cine loop may have a gigabyte.
 */
final class FileBytes {
    private static final int ON_HEAP = 16 << 20;
    private static final int INFLATED_AT_FIRST = 1 << 20;

    private FileBytes() {}

    /**
     * Read-only, at position 0.
     *
     * @throws DicomException if the file cannot be read, is empty or beyond the limit
     */
    static ByteBuffer of(Path file) throws DicomException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size == 0) {
                throw new DicomException("is empty");
            }
            if (size > Limits.FILE_BYTES) {
                throw new DicomException(
                        "has %,d bytes, more than the limit of %,d"
                                .formatted(size, Limits.FILE_BYTES));
            }
            if (size > ON_HEAP) {
                return channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) size);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Until it is full, or the file turns out to have become shorter.
            }
            return bytes.flip().asReadOnlyBuffer();
        } catch (NoSuchFileException e) {
            throw new DicomException("does not exist", e);
        } catch (IOException e) {
            throw new DicomException(
                    Files.isDirectory(file)
                            ? "is a folder"
                            : "cannot be read (" + e.getClass().getSimpleName() + ")",
                    e);
        }
    }

    /**
     * What is left of the bytes, inflated (PS3.5, A.5; RFC 1951).
     *
     * @throws DicomException if they are damaged, cut short, or more than the limit once inflated
     */
    static ByteBuffer inflate(ByteBuffer deflated) throws DicomException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated.duplicate());
            byte[] inflated = new byte[INFLATED_AT_FIRST];
            int length = 0;
            while (!inflater.finished()) {
                if (length == inflated.length) {
                    inflated = enlarged(inflated);
                }
                int read = inflater.inflate(inflated, length, inflated.length - length);
                if (read == 0 && !inflater.finished()) {
                    throw new DicomException(
                            "is cut short within its deflated data set, after %,d inflated bytes"
                                    .formatted(length));
                }
                length += read;
            }
            return ByteBuffer.wrap(inflated, 0, length).slice().asReadOnlyBuffer();
        } catch (DataFormatException e) {
            throw new DicomException("has a damaged deflated data set", e);
        } finally {
            inflater.end();
        }
    }

    private static byte[] enlarged(byte[] bytes) throws DicomException {
        if (bytes.length >= Limits.INFLATED_BYTES) {
            throw new DicomException(
                    "has a deflated data set of more than the limit of %,d bytes"
                            .formatted(Limits.INFLATED_BYTES));
        }
        return Arrays.copyOf(bytes, Math.min(2 * bytes.length, Limits.INFLATED_BYTES));
    }
}
