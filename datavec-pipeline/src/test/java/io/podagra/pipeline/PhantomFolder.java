package io.podagra.pipeline;

import io.podagra.data.Cohort;
import io.podagra.data.ProgressListener;
import io.podagra.data.audit.Audit;
import io.podagra.data.audit.Duplicates;
import io.podagra.data.audit.ImageInspector;
import io.podagra.data.audit.Inspections;
import io.podagra.data.audit.Parts;
import io.podagra.data.phantom.Equipment;
import io.podagra.data.phantom.OverlayShares;
import io.podagra.data.phantom.PhantomCohort;
import io.podagra.data.phantom.PhantomSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A folder of phantom images whose files and manifest a test may spoil. */
final class PhantomFolder {
    private static final String IMAGES = "images";

    private final Path folder;
    private final List<String> header;

    /** By image. */
    private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();

    private PhantomFolder(Path folder) throws IOException {
        this.folder = folder;
        List<String> lines = Files.readAllLines(folder.resolve(Cohort.MANIFEST));
        this.header = new ArrayList<>(List.of(lines.get(0).split(",")));
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split(",", -1);
            Map<String, String> row = new LinkedHashMap<>();
            for (int column = 0; column < values.length; column++) {
                row.put(header.get(column), values[column]);
            }
            rows.put(row.get("image"), row);
        }
    }

    static PhantomFolder draw(Path folder, int patients, int images) throws IOException {
        PhantomCohort.write(
                folder,
                new PhantomSettings(
                        patients, images, 5, 1, 0, new OverlayShares(0, 0), Equipment.KNOWN),
                ProgressListener.SILENT);
        return new PhantomFolder(folder);
    }

    /** The same, to be spoiled. */
    PhantomFolder copyTo(Path target) throws IOException {
        Files.createDirectories(target.resolve(IMAGES));
        try (Stream<Path> files = Files.list(folder.resolve(IMAGES))) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(IMAGES).resolve(file.getFileName()));
            }
        }
        Files.copy(folder.resolve(Cohort.MANIFEST), target.resolve(Cohort.MANIFEST));
        return new PhantomFolder(target);
    }

    List<String> images() {
        return List.copyOf(rows.keySet());
    }

    String get(String image, String column) {
        return rows.get(image).get(column);
    }

    Path file(String image) {
        return folder.resolve(image);
    }

    void set(String image, String column, String value) {
        if (!header.contains(column)) {
            header.add(column);
        }
        rows.get(image).put(column, value);
    }

    void setAll(String column, UnaryOperator<String> valueOfImage) {
        images().forEach(image -> set(image, column, valueOfImage.apply(image)));
    }

    /** A further row, like another image's. */
    void add(String image, String like) {
        Map<String, String> row = new LinkedHashMap<>(rows.get(like));
        row.put("image", image);
        rows.put(image, row);
    }

    Audit audit() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(String.join(",", header));
        for (Map<String, String> row : rows.values()) {
            lines.add(
                    String.join(
                            ",", header.stream().map(name -> row.getOrDefault(name, "")).toList()));
        }
        Files.write(folder.resolve(Cohort.MANIFEST), lines);
        Cohort cohort = Cohort.read(folder);
        ImageInspector inspector = new CohortInspector();
        Inspections inspections =
                Inspections.of(cohort.images(), inspector, ProgressListener.SILENT);
        Duplicates duplicates = Duplicates.find(inspections, inspector, ProgressListener.SILENT);
        return Audit.of(cohort, Parts.ofManifest(), inspections, duplicates);
    }

    /**
     * What was found, by code: images, pairs as {@code first = second}, or, where a finding is
     * about groups, its sentence.
     */
    static Map<String, Set<String>> found(Audit audit) {
        Map<String, Set<String>> found = new TreeMap<>();
        audit.findings()
                .forEach(
                        finding -> {
                            Set<String> about =
                                    found.computeIfAbsent(
                                            finding.rule().code(), code -> new TreeSet<>());
                            finding.evidence()
                                    .forEach(
                                            one ->
                                                    about.add(
                                                            one.image().id()
                                                                    + one.partner()
                                                                            .map(
                                                                                    pair ->
                                                                                            " = "
                                                                                                    + pair.pair()
                                                                                                            .second()
                                                                                                            .id())
                                                                            .orElse("")));
                            if (finding.evidence().isEmpty()) {
                                about.add(finding.sentence());
                            }
                        });
        return found;
    }

    /** What is found now that was not found before. */
    static Map<String, Set<String>> added(
            Map<String, Set<String>> before, Map<String, Set<String>> after) {
        Map<String, Set<String>> added = new TreeMap<>();
        after.forEach(
                (code, about) -> {
                    Set<String> more = new TreeSet<>(about);
                    more.removeAll(before.getOrDefault(code, Set.of()));
                    if (!more.isEmpty()) {
                        added.put(code, more);
                    }
                });
        return added;
    }
}
