package io.podagra.model;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What an entry inflates to, which must be as much as it says, for it decides what is set aside.
 */
final class LimitedStream extends FilterInputStream {
    private final long size;
    private long left;

    LimitedStream(InputStream in, long size) {
        super(in);
        this.size = size;
        this.left = size;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? -1 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(read);
        return read;
    }

    @Override
    public long skip(long bytes) {
        return 0; // so that all is counted
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int read) throws IOException {
        if (read < 0) {
            if (left != 0) {
                throw new IOException(
                        "it ends after %,d of %,d bytes".formatted(size - left, size));
            }
            return;
        }
        left -= read;
        if (left < 0) {
            throw new IOException("it has more than the %,d bytes that it says".formatted(size));
        }
    }
}
