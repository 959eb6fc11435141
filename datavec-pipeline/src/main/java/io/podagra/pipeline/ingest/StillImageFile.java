package io.podagra.pipeline.ingest;

import io.podagra.pipeline.FrameCleaner;
import io.podagra.pipeline.StillImage;
import io.podagra.pipeline.UndecodableImageException;
import java.nio.file.Path;
import java.util.List;

/** A PNG, JPEG, TIFF or BMP: one frame, and nothing said about it. */
record StillImageFile(StillImage image, FrameCleaner cleaner)
        implements SourceFile, SourceFile.Frame {
    static StillImageFile open(Path file, FrameCleaner cleaner) throws RefusedFileException {
        try {
            return new StillImageFile(StillImage.open(file), cleaner);
        } catch (UndecodableImageException e) {
            throw refused(e);
        }
    }

    @Override
    public String format() {
        return image.format().name();
    }

    @Override
    public Origin origin() {
        return Origin.UNKNOWN;
    }

    @Override
    public List<Frame> frames() {
        return List.of(this);
    }

    @Override
    public String name() {
        return FrameName.ofFrame(cleaner);
    }

    @Override
    public FrameCleaner.Cleaned clean() throws RefusedFileException {
        try {
            return image.clean(cleaner);
        } catch (UndecodableImageException e) {
            throw refused(e);
        }
    }

    private static RefusedFileException refused(UndecodableImageException e) {
        return new RefusedFileException(Reason.Code.UNUSABLE_IMAGE, e.finding());
    }
}
