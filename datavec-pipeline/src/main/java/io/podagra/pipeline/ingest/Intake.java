package io.podagra.pipeline.ingest;

import io.podagra.data.AtomicFiles;
import io.podagra.data.Sha256;
import io.podagra.pipeline.FrameCleaner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes one file in. An image that is in the cohort already, of an earlier run, is not decoded
 * again: its name tells of the same bytes. Thread-safe.
 */
final class Intake {
    private static final Reason TOO_LARGE =
            new Reason(
                    Reason.Code.UNUSABLE_IMAGE,
                    "needs more memory than there is; raise PODAGRA_HEAP_MB or PODAGRA_NATIVE_MB");

    private final CohortFolder cohort;
    private final SourceFiles sources;
    private final Claims claims;
    private final Pseudonyms pseudonyms;

    Intake(CohortFolder cohort, SourceFiles sources, Claims claims, Pseudonyms pseudonyms) {
        this.cohort = cohort;
        this.sources = sources;
        this.claims = claims;
        this.pseudonyms = pseudonyms;
    }

    /**
     * @throws IOException if the cohort cannot be written to
     */
    Outcome take(SourceName name) throws IOException {
        String digest;
        try {
            digest = Sha256.of(name.file());
        } catch (IOException e) {
            return new Outcome.Refused(name, Optional.empty(), SourceTree.unreadable(e));
        }
        try {
            SourceFile source = sources.open(name.file());
            Claim claim = claims.of(name, source.origin());
            List<Outcome.Picture> pictures = new ArrayList<>();
            for (SourceFile.Frame frame : source.frames()) {
                pictures.add(picture(frame, pseudonyms.image(claim, digest, frame.name())));
            }
            return new Outcome.Taken(name, digest, source.format(), claim, pictures);
        } catch (RefusedFileException e) {
            return new Outcome.Refused(name, Optional.of(digest), e.reason());
        } catch (OutOfMemoryError e) { // of this file, or of those that were worked on beside it
            return new Outcome.Refused(name, Optional.of(digest), TOO_LARGE);
        }
    }

    /** Whether a file was refused for want of memory. */
    static boolean lackedMemory(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused && refused.reason().equals(TOO_LARGE);
    }

    private Outcome.Picture picture(SourceFile.Frame frame, String name)
            throws RefusedFileException, IOException {
        String id = CohortFolder.IMAGES + "/" + name + ".png";
        Path file = cohort.path().resolve(id);
        if (Files.isRegularFile(file)) {
            return new Outcome.Picture(id, Sha256.of(file), cohort.flagsOf(id));
        }
        FrameCleaner.Cleaned cleaned = frame.clean();
        cohort.keepFlags(id, cleaned.flags()); // first: an image that is there has its flags
        AtomicFiles.write(file, temporary -> Files.write(temporary, cleaned.png()));
        return new Outcome.Picture(id, Sha256.of(cleaned.png()), cleaned.flags());
    }
}
