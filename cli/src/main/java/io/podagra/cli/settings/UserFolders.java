package io.podagra.cli.settings;

import java.nio.file.Path;
import java.util.Optional;

/** Where this user's files of Podagra lie, by the XDG Base Directory Specification. */
public final class UserFolders {
    private UserFolders() {}

    /** The secret of an ingest's hashes, unless another is given. */
    public static Path ingestKey() {
        return folder("XDG_CONFIG_HOME", ".config").resolve("ingest.key");
    }

    /** Where files of base weights that a user got elsewhere are looked for. */
    public static Path weights() {
        return folder("XDG_DATA_HOME", ".local/share").resolve("weights");
    }

    private static Path folder(String variable, String otherwise) {
        // By the specification a path that is not absolute is to be ignored.
        return Optional.ofNullable(System.getenv(variable))
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), otherwise))
                .resolve("podagra");
    }
}
