package io.podagra.cli.predict;

import io.podagra.data.Cohort;
import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the images that a user means by files and folders. */
public final class ImageFiles {
    private static final Set<String> EXTENSIONS =
            Set.of("png", "jpg", "jpeg", "bmp", "tif", "tiff");

    private ImageFiles() {}

    /**
     * The files as they are given; of a folder with a manifest the images that it lists, for others
     * may lie beside them, such as masks; of any other folder every image below it, sorted by path.
     *
     * @throws InvalidInputException if a path does not exist, a folder holds no image, or a
     *     manifest cannot be read
     */
    public static List<Path> find(List<Path> paths) throws IOException {
        List<Path> files = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                List<Path> found = below(path);
                if (found.isEmpty()) {
                    problems.add(
                            "%s: no image in this folder; expected files that end in %s"
                                    .formatted(
                                            path,
                                            String.join(
                                                    ", ",
                                                    EXTENSIONS.stream()
                                                            .sorted()
                                                            .map(extension -> "." + extension)
                                                            .toList())));
                }
                files.addAll(found);
            } else if (Files.exists(path)) {
                files.add(path);
            } else {
                problems.add("%s: there is no such file or folder; check the path".formatted(path));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return files;
    }

    private static List<Path> below(Path folder) throws IOException {
        if (Files.exists(folder.resolve(Cohort.MANIFEST))) {
            return Cohort.read(folder).images().stream()
                    .map(image -> folder.resolve(image.id()))
                    .toList();
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(ImageFiles::isImage).sorted().toList();
        }
    }

    private static boolean isImage(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return Files.isRegularFile(path)
                && !name.startsWith(".")
                && EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1));
    }
}
