package io.podagra.pipeline.dicom;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What samples mean (PS3.3, C.7.6.3.1.2). */
enum Photometric {
    MONOCHROME1("MONOCHROME1", 1),
    MONOCHROME2("MONOCHROME2", 1),
    PALETTE_COLOR("PALETTE COLOR", 1),
    RGB("RGB", 3),
    YBR_FULL("YBR_FULL", 3),
    YBR_FULL_422("YBR_FULL_422", 3),
    YBR_ICT("YBR_ICT", 3),
    YBR_RCT("YBR_RCT", 3);

    private final String term;
    private final int samples;

    Photometric(String term, int samples) {
        this.term = term;
        this.samples = samples;
    }

    /**
     * @throws DicomException if it is not supported; the message names it
     */
    static Photometric of(String term) throws DicomException {
        for (Photometric photometric : values()) {
            if (photometric.term.equals(term)) {
                return photometric;
            }
        }
        String supported =
                Arrays.stream(values()).map(Photometric::term).collect(Collectors.joining(", "));
        throw new DicomException(
                "has the photometric interpretation %s: not supported; convert it to one of %s"
                        .formatted(DataSet.shown(term), supported));
    }

    String term() {
        return term;
    }

    /** Per pixel. */
    int samples() {
        return samples;
    }

    /** Luminance and chrominance, which is left to be converted after the samples are decoded. */
    boolean isYbrFull() {
        return this == YBR_FULL || this == YBR_FULL_422;
    }

    /** The colour transforms within JPEG 2000, undone by its decoder. */
    boolean isOfJpeg2000() {
        return this == YBR_ICT || this == YBR_RCT;
    }
}
