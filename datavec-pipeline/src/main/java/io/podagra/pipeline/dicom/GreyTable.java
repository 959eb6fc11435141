package io.podagra.pipeline.dicom;

/**
 * From stored grey values to 8 bits: the way to a display of PS3.3 and PS3.14 as far as its
 * windows.
 *
 * <p>Values are rescaled (C.11.1), then windowed by the first window of the file (C.11.2: linear,
 * linear exact, or sigmoid), because that is what the sonographer saw; then MONOCHROME1 is
 * inverted. So it is for the 8 bits of most ultrasound too, where the usual window of centre 128
 * and width 256 changes nothing. Without a window, or with one of no width, the whole range that
 * can be stored becomes 0 to 255, so that 8 bits stay as they are and a dark 12-bit frame stays
 * dark: all frames of a file are treated alike, whatever is in them.
 */
final class GreyTable {
    private static final int WHITE = 255;

    private final PixelFormat format;
    private final byte[] greyByRaw;

    private GreyTable(PixelFormat format, byte[] greyByRaw) {
        this.format = format;
        this.greyByRaw = greyByRaw;
    }

    /** Rescaled values to 0 to 1; may go beyond. */
    private interface Window {
        double of(double value);
    }

    /**
     * @throws DicomException if the file asks for a way that is not supported
     */
    static GreyTable of(PixelFormat format, DataSet dataSet) throws DicomException {
        if (!dataSet.items(Tag.MODALITY_LUT_SEQUENCE).isEmpty()) {
            throw new DicomException(
                    "has a Modality LUT Sequence: not supported; convert with dcmtk's dcm2pnm");
        }
        double slope = dataSet.decimal(Tag.RESCALE_SLOPE).orElse(1);
        double intercept = dataSet.decimal(Tag.RESCALE_INTERCEPT).orElse(0);
        if (slope == 0) {
            throw new DicomException("has a rescale slope of 0, which cannot be");
        }
        Window window = window(format, dataSet, slope, intercept);
        boolean inverted = format.photometric() == Photometric.MONOCHROME1;
        byte[] table = new byte[1 << format.bitsAllocated()];
        for (int raw = 0; raw < table.length; raw++) {
            double share = window.of(format.value(raw) * slope + intercept);
            table[raw] = YbrConversion.eightBits(WHITE * (inverted ? 1 - share : share));
        }
        return new GreyTable(format, table);
    }

    private static Window window(
            PixelFormat format, DataSet dataSet, double slope, double intercept)
            throws DicomException {
        double width = dataSet.decimal(Tag.WINDOW_WIDTH).orElse(0);
        if (width <= 0 || dataSet.decimal(Tag.WINDOW_CENTER).isEmpty()) {
            if (!dataSet.items(Tag.VOI_LUT_SEQUENCE).isEmpty()) {
                throw new DicomException(
                        "has a VOI LUT Sequence and no window: not supported; convert with"
                                + " dcmtk's dcm2pnm");
            }
            double first = format.least() * slope + intercept;
            double range = ((1 << format.bitsStored()) - 1) * slope;
            double least = Math.min(first, first + range);
            return value -> (value - least) / Math.abs(range);
        }
        double center = dataSet.decimal(Tag.WINDOW_CENTER).getAsDouble();
        String function = dataSet.text(Tag.VOI_LUT_FUNCTION).orElse("LINEAR");
        return switch (function) {
            case "LINEAR" -> value -> linear(value, center - 0.5, Math.max(width - 1, 0));
            case "LINEAR_EXACT" -> value -> linear(value, center, width);
            case "SIGMOID" -> value -> 1 / (1 + Math.exp(-4 * (value - center) / width));
            default ->
                    throw new DicomException(
                            "has the VOI LUT function %s: not supported; expected LINEAR, LINEAR_EXACT or SIGMOID"
                                    .formatted(DataSet.shown(function)));
        };
    }

    private static double linear(double value, double center, double width) {
        if (value <= center - width / 2) {
            return 0;
        }
        return value > center + width / 2 ? 1 : (value - center) / width + 0.5;
    }

    /** One byte per pixel. */
    byte[] apply(Samples samples) {
        byte[] grey = new byte[format.pixels()];
        boolean wide = format.bytesPerSample() == 2;
        for (int index = 0; index < grey.length; index++) {
            grey[index] = greyByRaw[wide ? samples.of16(index) : samples.of8(index)];
        }
        return grey;
    }
}
