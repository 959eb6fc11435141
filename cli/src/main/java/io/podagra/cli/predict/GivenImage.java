package io.podagra.cli.predict;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A file to be scored, and what is known of it.
 *
 * @param file its path as the user gave it
 * @param view it is of, if it is known
 * @param patient whose it is, if it is known
 */
public record GivenImage(Path file, Optional<String> view, Optional<String> patient) {
    public GivenImage {
        requireNonNull(file, "file is null");
        requireNonNull(view, "view is null");
        requireNonNull(patient, "patient is null");
    }

    /** Of which nothing is known. */
    static GivenImage of(Path file) {
        return new GivenImage(file, Optional.empty(), Optional.empty());
    }

    /** The same, of this view if nothing else is known. */
    public GivenImage orOfView(Optional<String> other) {
        return new GivenImage(file, view.or(() -> other), patient);
    }
}
