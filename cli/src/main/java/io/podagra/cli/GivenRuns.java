package io.podagra.cli;

import io.podagra.cli.study.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The runs that a user means by folders: each a run itself, or one that holds runs. */
final class GivenRuns {
    private GivenRuns() {}

    /**
     * In the order given; those of one folder by name. A folder without a run stands for itself.
     */
    static List<Path> in(List<Path> folders) {
        return folders.stream().flatMap(folder -> runs(folder).stream()).distinct().toList();
    }

    private static List<Path> runs(Path folder) {
        if (!Files.isDirectory(folder) || isRun(folder)) {
            return List.of(folder);
        }
        try (Stream<Path> content = Files.list(folder)) {
            // Only those with curves: a run that has just begun has none to show yet.
            List<Path> runs =
                    content.filter(path -> Files.isRegularFile(new RunFolder(path).stats()))
                            .sorted()
                            .toList();
            return runs.isEmpty() ? List.of(folder) : runs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isRun(Path folder) {
        RunFolder run = new RunFolder(folder);
        return Files.exists(run.stats()) || Files.exists(run.settings());
    }
}
