package io.podagra.pipeline.ingest;

import io.podagra.data.audit.FrameFlag;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What became of a source file. */
sealed interface Outcome {
    SourceName name();

    /**
     * Its frames are in the cohort.
     *
     * @param contentDigest SHA-256 of the file
     * @param format of the file
     * @param claim what is said of it
     * @param pictures the images made of it
     */
    record Taken(
            SourceName name,
            String contentDigest,
            String format,
            Claim claim,
            List<Picture> pictures)
            implements Outcome {
        public Taken {
            pictures = List.copyOf(pictures);
        }

        Refused refuse(Reason.Code code, String sentence) {
            return new Refused(name, Optional.of(contentDigest), new Reason(code, sentence));
        }

        Taken withPictures(List<Picture> other) {
            return new Taken(name, contentDigest, format, claim, other);
        }
    }

    /**
     * It is left out, and somebody should look at it.
     *
     * @param contentDigest SHA-256 of the file, if it can be read
     */
    record Refused(SourceName name, Optional<String> contentDigest, Reason reason)
            implements Outcome {}

    /**
     * It was never meant to be an image of the cohort.
     *
     * @param what it is
     */
    record Ignored(SourceName name, String what) implements Outcome {}

    /**
     * An image of the cohort.
     *
     * @param id its path from the cohort's folder
     * @param digest SHA-256 of the PNG; equal pixels have equal ones
     * @param flags what is unusual about it
     */
    record Picture(String id, String digest, Set<FrameFlag> flags) {
        public Picture {
            flags = Set.copyOf(flags);
        }
    }
}
