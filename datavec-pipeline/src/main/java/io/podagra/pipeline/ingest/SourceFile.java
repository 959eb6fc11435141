package io.podagra.pipeline.ingest;

import io.podagra.pipeline.FrameCleaner;
import java.util.List;

/** One file of an export, opened: its header is read, its pixels are not decoded yet. */
interface SourceFile {
    /** The format's name, such as {@code PNG}. */
    String format();

    Origin origin();

    /** The frames to take, at least one. */
    List<Frame> frames();

    /** One image of the file. */
    interface Frame {
        /**
         * Tells the frames of a file apart, and ways of cleaning one: the same for the same pixels.
         */
        String name();

        /** Which image of the file it is, for people; empty where there can be only one. */
        default String title() {
            return "";
        }

        /**
         * Decodes and cleans it.
         *
         * @throws RefusedFileException if it cannot be decoded
         */
        FrameCleaner.Cleaned clean() throws RefusedFileException;
    }
}
