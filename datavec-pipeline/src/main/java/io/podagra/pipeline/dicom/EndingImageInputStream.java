package io.podagra.pipeline.dicom;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Throws at its end, as JJ2000's own input does. The ImageIO one that stands in for it returns -1
 * instead, which JJ2000's PktHeaderBitReader takes for one bits without end.
 */
final class EndingImageInputStream extends MemoryCacheImageInputStream {
    EndingImageInputStream(byte[] bytes) {
        super(new ByteArrayInputStream(bytes));
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value < 0) {
            throw new EOFException("more was to follow");
        }
        return value;
    }
}
