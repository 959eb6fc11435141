package io.podagra.cli;

import java.nio.file.Path;
import java.util.Optional;

/** Where this user's files of Podagra lie, by the XDG Base Directory Specification. */
final class UserFolders {
    private UserFolders() {}

    /** The secret of an ingest's hashes, unless another is given. */
    static Path ingestKey() {
        // By the specification a path that is not absolute is to be ignored.
        Path configuration =
                Optional.ofNullable(System.getenv("XDG_CONFIG_HOME"))
                        .filter(path -> !path.isEmpty())
                        .map(Path::of)
                        .filter(Path::isAbsolute)
                        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".config"));
        return configuration.resolve("podagra").resolve("ingest.key");
    }
}
