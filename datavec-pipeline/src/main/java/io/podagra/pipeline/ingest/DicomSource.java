package io.podagra.pipeline.ingest;

import io.podagra.pipeline.PngEncoder;
import io.podagra.pipeline.dicom.DicomException;
import io.podagra.pipeline.dicom.DicomFile;
import io.podagra.pipeline.dicom.DicomFrames;
import io.podagra.pipeline.dicom.DicomImage;
import io.podagra.pipeline.dicom.FrameSelection;
import io.podagra.pipeline.dicom.UltrasoundRegion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A DICOM file: of each frame to take, the regions that the device says show tissue, else the area
 * that looks like an ultrasound image. What lies around it, such as a patient's name, is cut off.
 */
final class DicomSource implements SourceFile {
    private final DicomFile file;
    private final List<Frame> frames;

    private DicomSource(DicomFile file, List<Frame> frames) {
        this.file = file;
        this.frames = List.copyOf(frames);
    }

    static DicomSource open(Path path, FrameSelection selection) throws RefusedFileException {
        try {
            DicomFile file = DicomFile.read(path);
            DicomFrames frames = file.frames();
            List<UltrasoundRegion> regions = file.tissueRegions();
            List<Frame> taken = new ArrayList<>();
            for (int frame : selection.of(frames.count()).toArray()) {
                if (regions.isEmpty()) {
                    taken.add(new Part(frames, frame, Optional.empty()));
                }
                regions.forEach(region -> taken.add(new Part(frames, frame, Optional.of(region))));
            }
            return new DicomSource(file, taken);
        } catch (DicomException e) {
            throw refused(e);
        }
    }

    @Override
    public String format() {
        return "DICOM";
    }

    @Override
    public Origin origin() {
        String device =
                Stream.of(file.manufacturer(), file.model())
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(" "));
        return new Origin(
                file.sopInstanceUid(),
                file.studyInstanceUid(),
                file.patientId(),
                Optional.empty(),
                Optional.of(device).filter(text -> !text.isBlank()),
                file.acquisitionDate());
    }

    @Override
    public List<Frame> frames() {
        return frames;
    }

    private static RefusedFileException refused(DicomException e) {
        return new RefusedFileException(Reason.Code.UNUSABLE_IMAGE, e.getMessage());
    }

    /**
     * A frame, or one region of it.
     *
     * @param number of the frame, from 0
     * @param region empty where the device names none
     */
    private record Part(DicomFrames frames, int number, Optional<UltrasoundRegion> region)
            implements Frame {
        @Override
        public String name() {
            return number
                    + region.map(
                                    part ->
                                            " %d,%d %dx%d"
                                                    .formatted(
                                                            part.left(),
                                                            part.top(),
                                                            part.width(),
                                                            part.height()))
                            .orElse(" area");
        }

        @Override
        public byte[] toPng() throws RefusedFileException {
            try {
                DicomImage whole = frames.frame(number);
                DicomImage image = region.map(whole::crop).orElse(whole);
                return region.isPresent()
                        ? PngEncoder.encode(image.width(), image.height(), image.pixels())
                        : PngEncoder.encodeImageArea(image.width(), image.height(), image.pixels());
            } catch (DicomException e) {
                throw refused(e);
            }
        }
    }
}
