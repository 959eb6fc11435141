package io.podagra.pipeline.ingest;

import io.podagra.pipeline.FrameCleaner;
import io.podagra.pipeline.dicom.DicomFile;
import io.podagra.pipeline.dicom.FrameSelection;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Opens source files by what they hold, whatever they are called.
 *
 * @param frames to take of a file with several
 * @param cleaner of what is taken
 */
record SourceFiles(FrameSelection frames, FrameCleaner cleaner) {
    /**
     * @throws RefusedFileException if it holds nothing that can be taken
     */
    SourceFile open(Path file) throws RefusedFileException {
        try {
            return DicomFile.isDicom(file)
                    ? DicomSource.open(file, frames, cleaner)
                    : StillImageFile.open(file, cleaner);
        } catch (IOException e) {
            throw new RefusedFileException(SourceTree.unreadable(e));
        }
    }
}
