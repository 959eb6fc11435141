package io.podagra.pipeline;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Tells a JPEG whose compressed data is damaged. OpenCV takes it, some of its blocks grey or
 * displaced, and its libjpeg says so on standard error alone. The JDK's decoder is libjpeg too, and
 * hands its warnings over.
 */
final class JpegScan {
    /** Of the JDK's own plug-in; others may be on the class path. */
    private static final String PLUG_IN = "com.sun.imageio.plugins.jpeg.";

    /** All is decoded, but of so many pixels one is kept, which takes hardly any memory. */
    private static final int SPARSE = 64;

    private JpegScan() {}

    /**
     * The first warning that tells of damage. None where the JDK cannot decode the file at all,
     * such as arithmetic coding: OpenCV is to be asked then.
     *
     * @param jpeg a whole file
     */
    static Optional<String> damageIn(byte[] jpeg) {
        ImageReader reader = reader();
        AtomicReference<String> damage = new AtomicReference<>();
        reader.addIIOReadWarningListener(
                (source, warning) -> {
                    if (JpegWarnings.isDamage(warning, jpeg)) {
                        damage.compareAndSet(null, warning);
                    }
                });
        try (MemoryCacheImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
            reader.setInput(in, true, true);
            ImageReadParam sparsely = reader.getDefaultReadParam();
            sparsely.setSourceSubsampling(SPARSE, SPARSE, 0, 0);
            reader.readRaster(0, sparsely);
        } catch (IOException | RuntimeException e) { // as ImageIO's plug-ins throw what comes
            return Optional.ofNullable(damage.get());
        } finally {
            reader.dispose();
        }
        return Optional.ofNullable(damage.get());
    }

    private static ImageReader reader() {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith(PLUG_IN)) {
                return reader;
            }
        }
        throw new IllegalStateException("the JDK's decoder of JPEG is not registered");
    }
}
