package io.podagra.cli.study;

import java.util.Optional;

/** The version of this release, from the manifest of its jar. */
public final class ReleaseVersion {
    private ReleaseVersion() {}

    /** Such as {@code 0.1.0}; {@code development} when run from class files. */
    public static String current() {
        return Optional.ofNullable(ReleaseVersion.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
