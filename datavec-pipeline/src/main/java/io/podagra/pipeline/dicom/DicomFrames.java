package io.podagra.pipeline.dicom;

import java.util.Objects;

/**
 * The frames of a file, decoded one at a time. Immutable; may be used by several threads.
 *
 * <p>Grey comes out as it would be displayed: rescaled, windowed, MONOCHROME1 inverted, 8 bits. YBR
 * and palettes come out as RGB.
 */
public final class DicomFrames {
    private final PixelFormat format;
    private final SampleSource source;
    private final Rendering rendering;

    private DicomFrames(PixelFormat format, SampleSource source, Rendering rendering) {
        this.format = format;
        this.source = source;
        this.rendering = rendering;
    }

    /** From samples to pixels of 8 bits. */
    private interface Rendering {
        byte[] pixels(Samples samples);
    }

    static DicomFrames of(DicomContent content) throws DicomException {
        DataSet dataSet = content.dataSet();
        Element pixelData =
                dataSet.element(Tag.PIXEL_DATA)
                        .orElseThrow(
                                () ->
                                        new DicomException(
                                                "has no pixel data (tag %s); leave it out"
                                                        .formatted(Tag.name(Tag.PIXEL_DATA))));
        PixelFormat format = PixelFormat.of(dataSet);
        SampleSource source = source(content.syntax(), format, dataSet, pixelData);
        return new DicomFrames(format, source, rendering(format, dataSet));
    }

    private static Rendering rendering(PixelFormat format, DataSet dataSet) throws DicomException {
        return switch (format.photometric()) {
            case MONOCHROME1, MONOCHROME2 -> GreyTable.of(format, dataSet)::apply;
            case PALETTE_COLOR -> Palette.of(format, dataSet)::apply;
            case RGB, YBR_FULL, YBR_FULL_422, YBR_ICT, YBR_RCT -> DicomFrames::colours;
        };
    }

    private static SampleSource source(
            TransferSyntax syntax, PixelFormat format, DataSet dataSet, Element pixelData)
            throws DicomException {
        if (syntax.coding() == TransferSyntax.Coding.NATIVE) {
            return NativeSamples.of(format, pixelData);
        }
        EncapsulatedFrames frames = EncapsulatedFrames.of(format.frames(), pixelData, dataSet);
        FrameCodec codec =
                switch (syntax.coding()) {
                    case NATIVE -> throw new IllegalStateException("not compressed");
                    case RLE -> new RleCodec(format);
                    case JPEG -> JpegCodec.lossy(format);
                    case JPEG_LOSSLESS -> JpegCodec.lossless(format);
                    case JPEG_2000 -> new Jpeg2000Codec(format);
                };
        return frame -> {
            try {
                return codec.decode(frames.bytes(frame));
            } catch (DicomException e) {
                throw ofFrame(frame, format, e.getMessage(), e);
            } catch (OutOfMemoryError e) { // of this one frame; others may be smaller
                throw ofFrame(frame, format, "needs more memory than there is", e);
            }
        };
    }

    private static DicomException ofFrame(
            int frame, PixelFormat format, String what, Throwable cause) {
        return new DicomException(
                "has a frame (number %d of %d) that %s".formatted(frame + 1, format.frames(), what),
                cause);
    }

    private static byte[] colours(Samples samples) {
        if (samples.isYbr()) {
            YbrConversion.toRgb(samples.bytes());
        }
        return samples.bytes();
    }

    /** How many there are, at least 1. */
    public int count() {
        return format.frames();
    }

    /**
     * Decodes a frame.
     *
     * @param frame from 0
     * @throws DicomException if it is damaged
     * @throws IndexOutOfBoundsException if there is no such frame
     */
    public DicomImage frame(int frame) throws DicomException {
        Objects.checkIndex(frame, count());
        return new DicomImage(
                format.columns(),
                format.rows(),
                format.samples() == 3 || format.photometric() == Photometric.PALETTE_COLOR ? 3 : 1,
                rendering.pixels(source.of(frame)));
    }
}
