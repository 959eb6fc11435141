package io.podagra.data;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * How files and folders are created that nobody but their owner may read, from their first moment
 * on. Without effect where a file system knows no such modes.
 */
public final class OwnerOnly {
    private OwnerOnly() {}

    /** Mode 600, for {@code Files.createFile} and the like. */
    public static FileAttribute<?>[] file(Path file) {
        return mode(file, "rw-------");
    }

    /** Mode 700, for {@code Files.createDirectory} and the like. */
    public static FileAttribute<?>[] folder(Path folder) {
        return mode(folder, "rwx------");
    }

    private static FileAttribute<?>[] mode(Path path, String mode) {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        };
    }
}
