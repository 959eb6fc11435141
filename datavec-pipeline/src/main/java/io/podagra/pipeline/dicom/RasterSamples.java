package io.podagra.pipeline.dicom;

import java.awt.image.Raster;

/** What the decoders of the JDK's kind give, as samples. */
final class RasterSamples {
    private RasterSamples() {}

    /**
     * Side by side, those of 16 bits little endian.
     *
     * @throws DicomException if the raster is not of the format
     */
    static byte[] of(Raster raster, PixelFormat format) throws DicomException {
        int bands = format.samples();
        if (raster.getWidth() != format.columns()
                || raster.getHeight() != format.rows()
                || raster.getNumBands() != bands) {
            throw new DicomException(
                    "decodes to %d x %d x %d, where %d x %d x %d were expected"
                            .formatted(
                                    raster.getWidth(),
                                    raster.getHeight(),
                                    raster.getNumBands(),
                                    format.columns(),
                                    format.rows(),
                                    bands));
        }
        byte[] bytes = new byte[format.frameBytes()];
        int[] row = new int[format.columns() * bands];
        boolean wide = format.bytesPerSample() == 2;
        int to = 0;
        for (int y = 0; y < format.rows(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, format.columns(), 1, row);
            for (int sample : row) {
                bytes[to++] = (byte) sample;
                if (wide) {
                    bytes[to++] = (byte) (sample >> Byte.SIZE);
                }
            }
        }
        return bytes;
    }
}
