package io.podagra.pipeline.ingest;

import io.podagra.data.audit.FrameFlag;
import io.podagra.pipeline.FrameCleaner;
import io.podagra.pipeline.StillImage;
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

    static DicomSource open(Path path, FrameSelection selection, FrameCleaner cleaner)
            throws RefusedFileException {
        try {
            return of(DicomFile.read(path), selection, cleaner);
        } catch (DicomException e) {
            throw refused(e);
        }
    }

    static DicomSource of(DicomFile file, FrameSelection selection, FrameCleaner cleaner)
            throws RefusedFileException {
        try {
            DicomFrames frames = file.frames();
            List<UltrasoundRegion> regions = cleaner.cropping() ? file.tissueRegions() : List.of();
            List<Frame> taken = new ArrayList<>();
            for (int frame : selection.of(frames.count()).toArray()) {
                if (regions.isEmpty()) {
                    taken.add(new WholeFrame(frames, frame, cleaner));
                } else {
                    taken.addAll(regions(frames, frame, regions, cleaner));
                }
            }
            return new DicomSource(file, taken);
        } catch (DicomException e) {
            throw refused(e);
        }
    }

    private static List<Frame> regions(
            DicomFrames frames, int frame, List<UltrasoundRegion> regions, FrameCleaner cleaner) {
        SharedFrame shared = new SharedFrame(frames, frame, regions.size());
        List<Frame> taken = new ArrayList<>();
        for (int region = 0; region < regions.size(); region++) {
            Optional<Integer> oneOfSeveral =
                    regions.size() > 1 ? Optional.of(region + 1) : Optional.empty();
            taken.add(new Region(shared, regions.get(region), oneOfSeveral, cleaner));
        }
        return taken;
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
                file.seriesDescription(),
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
     * A frame of a file whose device names no regions.
     *
     * @param number of the frame, from 0
     */
    private record WholeFrame(DicomFrames frames, int number, FrameCleaner cleaner)
            implements Frame {
        @Override
        public String name() {
            return number + " " + FrameName.ofFrame(cleaner);
        }

        @Override
        public String title() {
            return titleOf(frames, number);
        }

        @Override
        public FrameCleaner.Cleaned clean() throws RefusedFileException {
            try {
                return cleaned(frames.frame(number), cleaner);
            } catch (DicomException e) {
                throw refused(e);
            }
        }
    }

    /**
     * A region of a frame that the device says shows tissue.
     *
     * @param oneOfSeveral number of the region, from 1, if the frame has other such regions
     */
    private record Region(
            SharedFrame frame,
            UltrasoundRegion region,
            Optional<Integer> oneOfSeveral,
            FrameCleaner cleaner)
            implements Frame {
        @Override
        public String name() {
            String part =
                    "%d %d,%d %dx%d"
                            .formatted(
                                    frame.number(),
                                    region.left(),
                                    region.top(),
                                    region.width(),
                                    region.height());
            return FrameName.of(part, cleaner);
        }

        @Override
        public String title() {
            String title = titleOf(frame.frames(), frame.number());
            return oneOfSeveral
                    .map(region -> "%s region %d".formatted(title, region).strip())
                    .orElse(title);
        }

        @Override
        public FrameCleaner.Cleaned clean() throws RefusedFileException {
            try {
                DicomImage image = frame.take().crop(region);
                FrameCleaner.Cleaned cleaned = cleaned(image, cleaner.withoutCropping());
                return oneOfSeveral.isPresent() ? cleaned.with(FrameFlag.DUAL_SCREEN) : cleaned;
            } catch (DicomException e) {
                throw refused(e);
            }
        }
    }

    private static String titleOf(DicomFrames frames, int number) {
        return frames.count() > 1 ? "frame " + (number + 1) : "";
    }

    private static FrameCleaner.Cleaned cleaned(DicomImage image, FrameCleaner cleaner)
            throws RefusedFileException {
        if (image.width() < StillImage.LEAST_SIDE || image.height() < StillImage.LEAST_SIDE) {
            throw new RefusedFileException(
                    Reason.Code.UNUSABLE_IMAGE,
                    "has an image of %d x %d pixels, fewer than %d a side"
                            .formatted(image.width(), image.height(), StillImage.LEAST_SIDE));
        }
        return cleaner.clean(image.width(), image.height(), image.pixels());
    }
}
