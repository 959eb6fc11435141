package io.podagra.pipeline.ingest;

import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where things may lie: nothing is written into the source, no secret into the cohort. */
final class Places {
    private Places() {}

    /**
     * @throws InvalidInputException if a file to be written lies where it must not
     */
    static void check(IngestSettings settings) throws IOException {
        Path source = real(settings.source());
        Path cohort = real(settings.cohort());
        if (cohort.startsWith(source) || source.startsWith(cohort)) {
            throw new InvalidInputException(
                    "--out %s and the source %s lie in one another; choose another folder for the cohort"
                            .formatted(settings.cohort(), settings.source()));
        }
        requireOutside("--key", settings.key(), source, cohort);
        if (settings.beforeAfter().isPresent()) {
            requireOutside("--before-after", settings.beforeAfter().get(), source, cohort);
        }
        if (settings.originals().isPresent()) {
            requireOutside("--originals", settings.originals().get(), source, cohort);
        }
        requireApart(settings);
    }

    /** No option's file is written over another's. */
    private static void requireApart(IngestSettings settings) throws IOException {
        Map<Path, String> optionOf = new HashMap<>();
        optionOf.put(real(settings.key()), "--key");
        requireNew(optionOf, "--labels", settings.labels());
        requireNew(optionOf, "--before-after", settings.beforeAfter());
        requireNew(optionOf, "--originals", settings.originals());
    }

    private static void requireNew(Map<Path, String> optionOf, String option, Optional<Path> file)
            throws IOException {
        if (file.isPresent()) {
            String other = optionOf.put(real(file.get()), option);
            if (other != null) {
                throw new InvalidInputException(
                        "%s and %s are both %s; give one of them another name"
                                .formatted(other, option, file.get()));
            }
        }
    }

    private static void requireOutside(String option, Path file, Path source, Path cohort)
            throws IOException {
        Path real = real(file);
        if (real.startsWith(cohort)) {
            throw new InvalidInputException(
                    "%s %s lies in the cohort, which may be passed on; choose a place that only you can read"
                            .formatted(option, file));
        }
        if (real.startsWith(source)) {
            throw new InvalidInputException(
                    "%s %s lies in the source, which is only read; choose another place"
                            .formatted(option, file));
        }
    }

    /** Links followed as far as the path exists. */
    static Path real(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        if (Files.exists(absolute)) {
            return absolute.toRealPath();
        }
        Path parent = absolute.getParent();
        return parent == null ? absolute : real(parent).resolve(absolute.getFileName());
    }
}
