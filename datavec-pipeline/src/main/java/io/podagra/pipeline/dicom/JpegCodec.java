package io.podagra.pipeline.dicom;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import io.podagra.pipeline.JpegWarnings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * JPEG (PS3.5, 8.2.1): the lossy processes of 8 bits by the JDK's decoder, which is libjpeg, the
 * lossless one of up to 16 bits by TwelveMonkeys.
 */
final class JpegCodec implements FrameCodec {
    private final PixelFormat format;
    private final boolean lossless;

    private JpegCodec(PixelFormat format, boolean lossless) {
        this.format = format;
        this.lossless = lossless;
    }

    static JpegCodec lossy(PixelFormat format) {
        return new JpegCodec(format, false);
    }

    static JpegCodec lossless(PixelFormat format) {
        return new JpegCodec(format, true);
    }

    @Override
    public Samples decode(byte[] compressed) throws DicomException {
        JpegHeader header = JpegHeader.of(compressed);
        check(header);
        ImageReader reader = reader();
        AtomicReference<String> damage = new AtomicReference<>();
        reader.addIIOReadWarningListener(
                (source, message) -> {
                    if (JpegWarnings.isDamage(message, compressed)) {
                        damage.compareAndSet(null, message);
                    }
                });
        byte[] bytes;
        try (MemoryCacheImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(compressed))) {
            reader.setInput(in, true, true);
            bytes = RasterSamples.of(reader.readRaster(0, reader.getDefaultReadParam()), format);
        } catch (IOException | RuntimeException e) { // the decoders throw what comes
            throw new DicomException(
                    "is a JPEG that cannot be decoded (" + e.getMessage() + ")", e);
        } finally {
            reader.dispose();
        }
        if (damage.get() != null) {
            throw new DicomException("is a damaged JPEG (" + damage.get() + ")");
        }
        return new Samples(bytes, isYbr(header));
    }

    /** The lossless process knows no transform of colours of its own. */
    private boolean isYbr(JpegHeader header) {
        return format.samples() == 3
                && (lossless
                        ? format.photometric().isYbrFull()
                        : header.isYbr(format.photometric()));
    }

    private void check(JpegHeader header) throws DicomException {
        int most = lossless ? format.bitsAllocated() : Byte.SIZE;
        if (header.width() != format.columns()
                || header.height() != format.rows()
                || header.count() != format.samples()) {
            throw new DicomException(
                    "is a JPEG of %d x %d x %d, where Columns, Rows and Samples per Pixel say %d x %d x %d"
                            .formatted(
                                    header.width(),
                                    header.height(),
                                    header.count(),
                                    format.columns(),
                                    format.rows(),
                                    format.samples()));
        }
        boolean fits =
                lossless
                        ? header.process() == JpegHeader.LOSSLESS
                        : header.process() < JpegHeader.PROGRESSIVE;
        if (!fits || header.precision() > most) {
            throw new DicomException(
                    "is a JPEG of process SOF%d with %d bits: not supported; convert with dcmtk's dcmdjpeg"
                            .formatted(header.process(), header.precision()));
        }
        if (format.bytesPerSample() == 2 && !lossless) {
            throw new DicomException("is a JPEG of 8 bits, where 16 are allocated");
        }
    }

    private ImageReader reader() {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            boolean ofTwelveMonkeys = reader.getOriginatingProvider() instanceof JPEGImageReaderSpi;
            if (ofTwelveMonkeys == lossless) {
                return reader;
            }
        }
        throw new IllegalStateException("no decoder of JPEG is registered");
    }
}
