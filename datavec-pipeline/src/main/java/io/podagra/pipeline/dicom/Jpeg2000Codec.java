package io.podagra.pipeline.dicom;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import java.io.IOException;
import java.time.Duration;
import javax.imageio.ImageReader;

/**
 * JPEG 2000 (PS3.5, 8.2.4) by JJ2000, which undoes the codestream's own transform of colours.
 * {@link Codestream} refuses the data on which it is known not to end.
 */
final class Jpeg2000Codec implements FrameCodec {
    private static final J2KImageReaderSpi PROVIDER = new J2KImageReaderSpi();

    /** The largest frame takes some 10 seconds on one core. */
    private static final TimeLimit LIMIT = new TimeLimit(Duration.ofMinutes(2));

    private final PixelFormat format;

    Jpeg2000Codec(PixelFormat format) {
        this.format = format;
    }

    @Override
    public Samples decode(byte[] compressed) throws DicomException {
        Codestream codestream = Codestream.of(compressed, format);
        return LIMIT.call(() -> decode(codestream));
    }

    private Samples decode(Codestream codestream) throws DicomException {
        try (EndingImageInputStream in = new EndingImageInputStream(codestream.content())) {
            ImageReader reader = PROVIDER.createReaderInstance(null);
            try {
                reader.setInput(in, true, true);
                byte[] bytes = RasterSamples.of(reader.read(0).getRaster(), format);
                if (codestream.hasIrreversibleColours()) {
                    roundDown(bytes);
                }
                return new Samples(bytes, format.photometric().isYbrFull());
            } finally {
                reader.dispose();
            }
        } catch (LinkageError | VirtualMachineError e) {
            throw e;
        } catch (IOException | RuntimeException | Error e) { // JJ2000 throws bare Errors as well
            throw new DicomException(
                    "is a JPEG 2000 codestream that cannot be decoded (" + e.getMessage() + ")", e);
        }
    }

    /**
     * JJ2000 rounds the outcome of the irreversible transform by adding a half and cutting the
     * fraction off, before it adds the 128 that the encoder took away: below 128 that is one too
     * much (InvCompTransf.invICT). With this at most one grey level remains between it and
     * OpenJPEG.
     */
    private static void roundDown(byte[] samples) {
        for (int index = 0; index < samples.length; index++) {
            // From 1 to 127: as a signed byte, above 0.
            if (samples[index] > 0) {
                samples[index]--;
            }
        }
    }
}
