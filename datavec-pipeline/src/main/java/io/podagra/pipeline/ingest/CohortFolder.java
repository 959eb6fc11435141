package io.podagra.pipeline.ingest;

import static java.util.stream.Collectors.joining;

import io.podagra.data.AtomicFiles;
import io.podagra.data.Cohort;
import io.podagra.data.FolderLock;
import io.podagra.data.InvalidInputException;
import io.podagra.data.audit.FrameFlag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The cohort being made. From its first moment it holds an {@value #REPORT} that says whose it is,
 * so that a run which was interrupted can be gone on with, and nobody else's folder is touched. The
 * manifest comes last but one: a folder that has one is a whole cohort. Until it is closed no other
 * ingest may work in it.
 */
final class CohortFolder implements AutoCloseable {
    static final String IMAGES = "images";
    static final String REPORT = "ingest.json";

    /** End of the name of a file that is there while a run is not at its end. */
    private static final String FLAGS = ".flags";

    private static final Pattern IMAGE =
            Pattern.compile("(synthetic-)?i[0-9a-f]{32}\\.png(\\.flags)?");

    private final Path path;
    private final FolderLock lock;
    private final Map<String, Set<FrameFlag>> flags;

    private CohortFolder(Path path, FolderLock lock, Map<String, Set<FrameFlag>> flags) {
        this.path = path;
        this.lock = lock;
        this.flags = flags;
    }

    /**
     * Opens the folder, making it if it is not there.
     *
     * @param source of the images in it
     * @throws InvalidInputException if it holds anything that was not taken in from this source
     *     under this key, or another ingest works in it
     */
    static CohortFolder open(Path path, SourceIdentity source) throws IOException {
        Path report = path.resolve(REPORT);
        if (!Files.isRegularFile(report)) {
            requireEmpty(path); // before anything is put into it
        }
        FolderLock lock = FolderLock.of(path, "ingest");
        try {
            Map<String, Set<FrameFlag>> flags = Map.of();
            if (Files.isRegularFile(report)) {
                flags = ownReport(report, source).flags();
            } else {
                AtomicFiles.writeString(report, IngestJson.unfinished(source.owner()));
            }
            Files.createDirectories(path.resolve(IMAGES));
            return new CohortFolder(path, lock, flags);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static EarlierReport ownReport(Path file, SourceIdentity source) throws IOException {
        Optional<EarlierReport> report = EarlierReport.read(file);
        if (report.isEmpty()) {
            throw new InvalidInputException(
                    file + ": is no report of an ingest; give --out another folder");
        }
        if (!source.hasKeyOf(report.get())) {
            throw new InvalidInputException(
                    file
                            + ": the cohort was made under another key; give that one by --key, or"
                            + " --out another folder");
        }
        if (!source.isSourceOf(report.get())) {
            throw new InvalidInputException(
                    file
                            + ": the cohort was made from another source folder, whose files are"
                            + " not all in this one; give --out another folder, or delete this"
                            + " one to begin anew");
        }
        return report.get();
    }

    private static void requireEmpty(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            try (Stream<Path> inside = Files.list(path)) {
                if (inside.anyMatch(file -> !isLeftover(file))) {
                    throw new InvalidInputException(
                            path
                                    + ": holds something else already; give --out a folder that is"
                                    + " new or empty");
                }
            }
        }
    }

    /** Of a run that was killed before it wrote its report. */
    private static boolean isLeftover(Path file) {
        return AtomicFiles.isTemporary(file) || file.endsWith(FolderLock.FILE);
    }

    Path path() {
        return path;
    }

    /** What an earlier run found unusual about an image, whether it came to its end or not. */
    Set<FrameFlag> flagsOf(String imageId) throws IOException {
        if (flags.containsKey(imageId)) {
            return flags.get(imageId);
        }
        Set<FrameFlag> kept = EnumSet.noneOf(FrameFlag.class);
        Path file = path.resolve(imageId + FLAGS);
        if (Files.isRegularFile(file)) {
            Files.readString(file).lines().forEach(word -> FrameFlag.of(word).ifPresent(kept::add));
        }
        return kept;
    }

    /** Keeps what is unusual about an image beside it until the report is written. */
    void keepFlags(String imageId, Set<FrameFlag> unusual) throws IOException {
        if (!unusual.isEmpty()) {
            String words = unusual.stream().map(FrameFlag::word).collect(joining("\n"));
            AtomicFiles.writeString(path.resolve(imageId + FLAGS), words);
        }
    }

    /** Lets another ingest work in the folder. */
    @Override
    public void close() throws IOException {
        lock.close();
    }

    /** Writes manifest and report, and removes images of earlier runs that are no longer taken. */
    void finish(Optional<String> manifest, Set<String> imageIds, String report) throws IOException {
        Path manifestFile = path.resolve(Cohort.MANIFEST);
        if (manifest.isPresent()) {
            writeIfOther(manifestFile, manifest.get());
        } else {
            Files.deleteIfExists(manifestFile);
        }
        writeIfOther(path.resolve(REPORT), report);
        removeAllBut(imageIds); // after the report, which has the flags
    }

    /** So that a run which changes nothing leaves the files' times alone too. */
    private static void writeIfOther(Path file, String content) throws IOException {
        boolean same =
                Files.isRegularFile(file)
                        && content.equals(
                                new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        if (!same) {
            AtomicFiles.writeString(file, content);
        }
    }

    private void removeAllBut(Set<String> imageIds) throws IOException {
        try (Stream<Path> inside = Files.list(path.resolve(IMAGES))) {
            for (Path file : inside.toList()) {
                String name = file.getFileName().toString();
                boolean ours = IMAGE.matcher(name).matches() || AtomicFiles.isTemporary(file);
                if (ours && !imageIds.contains(IMAGES + "/" + name)) {
                    Files.delete(file);
                }
            }
        }
    }
}
