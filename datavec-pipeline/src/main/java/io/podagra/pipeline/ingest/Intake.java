package io.podagra.pipeline.ingest;

import io.podagra.data.AtomicFiles;
import io.podagra.data.Sha256;
import io.podagra.data.audit.FrameFlag;
import io.podagra.pipeline.FrameCleaner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes one file in. An image that is in the cohort already, of an earlier run that came to its
 * end, is not decoded again: its name tells of the same bytes. Thread-safe.
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
        } catch (OutOfMemoryError e) { // of this one file; the others may be smaller
            return new Outcome.Refused(name, Optional.of(digest), TOO_LARGE);
        }
    }

    private Outcome.Picture picture(SourceFile.Frame frame, String name)
            throws RefusedFileException, IOException {
        String id = CohortFolder.IMAGES + "/" + name + ".png";
        Path file = cohort.path().resolve(id);
        boolean written = Files.isRegularFile(file);
        Optional<Set<FrameFlag>> known = cohort.flagsOf(id);
        if (written && known.isPresent()) {
            return new Outcome.Picture(id, Sha256.of(file), known.get());
        }
        FrameCleaner.Cleaned cleaned = frame.clean();
        if (!written) {
            AtomicFiles.write(file, temporary -> Files.write(temporary, cleaned.png()));
        }
        return new Outcome.Picture(id, Sha256.of(cleaned.png()), cleaned.flags());
    }
}
