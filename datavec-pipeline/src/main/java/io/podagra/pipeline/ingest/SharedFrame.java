package io.podagra.pipeline.ingest;

import io.podagra.pipeline.dicom.DicomException;
import io.podagra.pipeline.dicom.DicomFrames;
import io.podagra.pipeline.dicom.DicomImage;
import java.util.Optional;

/**
 * A frame that several regions are cut from: decoded for the first of them, and let go of with the
 * last.
 */
final class SharedFrame {
    private final DicomFrames frames;
    private final int number;
    private final int regions;
    private Optional<DicomImage> decoded = Optional.empty();
    private int taken;

    /**
     * @param number of the frame, from 0
     * @param regions how many are cut from it
     */
    SharedFrame(DicomFrames frames, int number, int regions) {
        this.frames = frames;
        this.number = number;
        this.regions = regions;
    }

    DicomFrames frames() {
        return frames;
    }

    int number() {
        return number;
    }

    /**
     * The frame, for the next region.
     *
     * @throws DicomException if it cannot be decoded
     */
    synchronized DicomImage take() throws DicomException {
        DicomImage image = decoded.isPresent() ? decoded.get() : frames.frame(number);
        taken++;
        decoded = taken % regions == 0 ? Optional.empty() : Optional.of(image);
        return image;
    }
}
