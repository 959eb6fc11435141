package io.podagra.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/** An entry of a zip file whose check sum is verified where it ends: {@code ZipFile} does not. */
public final class CheckedZipEntry extends CheckedInputStream {
    private final ZipEntry entry;

    /**
     * @param in of the entry, as the zip file gives it
     */
    public CheckedZipEntry(InputStream in, ZipEntry entry) {
        super(in, new CRC32());
        this.entry = entry;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        verify(value);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        verify(count);
        return count;
    }

    private void verify(int result) throws IOException {
        if (result == -1 && getChecksum().getValue() != entry.getCrc()) {
            throw new ZipException("the check sum of " + entry.getName() + " is wrong");
        }
    }
}
