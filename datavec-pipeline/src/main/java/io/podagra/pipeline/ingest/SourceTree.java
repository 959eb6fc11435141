package io.podagra.pipeline.ingest;

import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The files of a source folder, in the order of their paths. Links are followed.
 *
 * @param candidates files that may hold images
 * @param others files that do not, and what cannot be looked at
 */
record SourceTree(List<SourceName> candidates, List<Outcome> others) {
    /** What systems and scanners leave in folders, in lower case. */
    private static final Set<String> SYSTEM_FILES =
            Set.of("thumbs.db", "desktop.ini", "ehthumbs.db", "dicomdir");

    /**
     * Lists a folder.
     *
     * @param ours real paths of files of this ingest that may lie in the folder, such as the table
     *     of labels
     * @throws InvalidInputException if it is no folder, or holds no file
     */
    static SourceTree of(Path source, Set<Path> ours) throws IOException {
        if (!Files.isDirectory(source)) {
            throw new InvalidInputException(
                    source + ": is no folder; give the folder that holds the images");
        }
        List<SourceName> candidates = new ArrayList<>();
        List<Outcome> others = new ArrayList<>();
        Files.walkFileTree(
                source,
                EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                Integer.MAX_VALUE,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        SourceName name = SourceName.of(file, source);
                        Optional<Outcome> other = other(name, attributes, ours);
                        if (other.isPresent()) {
                            others.add(other.get());
                        } else {
                            candidates.add(name);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        others.add(
                                new Outcome.Refused(
                                        SourceName.of(file, source),
                                        Optional.empty(),
                                        unreadable(e)));
                        return FileVisitResult.CONTINUE;
                    }
                });
        if (candidates.isEmpty() && others.isEmpty()) {
            throw new InvalidInputException(
                    source + ": holds no file; give the folder that holds the images");
        }
        candidates.sort(Comparator.comparing(SourceName::relative));
        return new SourceTree(List.copyOf(candidates), List.copyOf(others));
    }

    private static Optional<Outcome> other(
            SourceName name, BasicFileAttributes attributes, Set<Path> ours) {
        String fileName = name.fileName().toLowerCase(Locale.ROOT);
        if (ours.contains(real(name.file()))) {
            return Optional.of(new Outcome.Ignored(name, "a file given by an option"));
        }
        if (fileName.startsWith(".") || SYSTEM_FILES.contains(fileName)) {
            return Optional.of(new Outcome.Ignored(name, "a file of the system, no image"));
        }
        if (!attributes.isRegularFile()) {
            return Optional.of(new Outcome.Ignored(name, "neither a file nor a folder"));
        }
        return Optional.empty();
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file; // it will have its reason
        }
    }

    /** Without the system's own words, which name the file. */
    static Reason unreadable(IOException e) {
        String why =
                e instanceof AccessDeniedException
                        ? "permission denied"
                        : e instanceof NoSuchFileException
                                ? "it has gone, or is a link to nothing"
                                : e instanceof FileSystemLoopException
                                        ? "it is a link to a folder around it"
                                        : e.getClass().getSimpleName();
        return new Reason(Reason.Code.UNUSABLE_IMAGE, "cannot be read (" + why + ")");
    }
}
