package io.podagra.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The words of all pages, as they lie in the sources. */
class TextsTest {
    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final Path SCRIPTS = RESOURCES.resolve("deeplearning4jUiAssets/podagra");
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");
    private static final Pattern IMPORT = Pattern.compile("from \"\\./([\\w-]+\\.js)\"");
    private static final Pattern SCRIPT_OF_PAGE = Pattern.compile("\"podagra/([\\w-]+\\.js)\"");
    private static final Pattern IN_TEMPLATE = Pattern.compile("text\\[\"([^\"]+)\"]");

    /** A key, or what one begins with before a part that is computed. */
    private static final Pattern IN_SCRIPT =
            Pattern.compile("\\b(text|counted)\\((?:\"([^\"]+)\"|`([^`$]+)\\$\\{[^`]*`)");

    static Stream<Path> english() throws IOException {
        return all(RESOURCES, "\\w+\\.properties").stream()
                .filter(file -> !file.toString().endsWith("_zh.properties"));
    }

    static Stream<Path> templates() throws IOException {
        return all(RESOURCES, "\\w+\\.ftlh").stream()
                .filter(file -> !file.getFileName().toString().equals("frame.ftlh"));
    }

    @ParameterizedTest
    @MethodSource("english")
    void bothLanguagesHaveTheSameKeysWithTheSamePlaces(Path file) {
        Path chinese = Path.of(file.toString().replaceFirst("\\.properties$", "_zh.properties"));
        assertThat(places(chinese)).isEqualTo(places(file));
    }

    @Test
    void noTextIsEmpty() throws IOException {
        for (Path file : all(RESOURCES, "\\w+\\.properties")) {
            assertThat(texts(file))
                    .as(file.toString())
                    .allSatisfy((key, text) -> assertThat(text).isNotEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyTextOfATemplateAndOfItsScriptsExists(Path template) throws IOException {
        String name = template.getFileName().toString().replace(".ftlh", "");
        Set<String> keys =
                new TreeSet<>(texts(template.resolveSibling(name + ".properties")).keySet());
        keys.addAll(texts(RESOURCES.resolve("io/podagra/ui/page/frame.properties")).keySet());
        String markup = Files.readString(template);
        String frame = Files.readString(RESOURCES.resolve("io/podagra/ui/page/frame.ftlh"));
        assertThat(found(IN_TEMPLATE, markup + frame, 1)).isSubsetOf(keys);
        for (String script : scripts(found(SCRIPT_OF_PAGE, markup, 1))) {
            Matcher use = IN_SCRIPT.matcher(Files.readString(SCRIPTS.resolve(script)));
            while (use.find()) {
                boolean counted = use.group(1).equals("counted");
                List<String> wanted =
                        use.group(2) == null
                                ? List.of()
                                : counted
                                        ? List.of(use.group(2) + ".one", use.group(2) + ".many")
                                        : List.of(use.group(2));
                assertThat(keys).as("%s, %s", script, use.group()).containsAll(wanted);
                String prefix = use.group(3);
                if (prefix != null) {
                    assertThat(keys)
                            .as("%s, %s", script, use.group())
                            .anyMatch(key -> key.startsWith(prefix));
                }
            }
        }
    }

    /** Those and all that they import. */
    private static Set<String> scripts(Set<String> first) throws IOException {
        Set<String> all = new TreeSet<>(first);
        Set<String> next = first;
        while (!next.isEmpty()) {
            Set<String> imported = new TreeSet<>();
            for (String script : next) {
                imported.addAll(found(IMPORT, Files.readString(SCRIPTS.resolve(script)), 1));
            }
            imported.removeAll(all);
            all.addAll(imported);
            next = imported;
        }
        return all;
    }

    private static Set<String> found(Pattern pattern, String text, int group) {
        return pattern.matcher(text)
                .results()
                .map(result -> result.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, List<String>> places(Path file) {
        Map<String, List<String>> places = new TreeMap<>();
        texts(file)
                .forEach(
                        (key, text) ->
                                places.put(
                                        key,
                                        PLACE.matcher(text)
                                                .results()
                                                .map(place -> place.group())
                                                .distinct()
                                                .sorted()
                                                .toList()));
        return places;
    }

    private static Map<String, String> texts(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> texts = new TreeMap<>();
        properties
                .stringPropertyNames()
                .forEach(key -> texts.put(key, properties.getProperty(key)));
        return texts;
    }

    private static List<Path> all(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .sorted()
                    .toList();
        }
    }
}
