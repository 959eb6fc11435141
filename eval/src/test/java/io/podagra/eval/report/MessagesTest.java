package io.podagra.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.eval.statistics.Reason;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Pattern PLACE = Pattern.compile("%(\\d+\\$)?[sd]");
    private static final Pattern REASON =
            Pattern.compile("(?:Figure\\.undefined|new Reason)\\(\\s*\"([^\"]+)\"\\s*(\\S)");

    @Test
    void everyTextIsThereInEveryLanguage() throws IOException {
        assertThat(keys(read("messages_zh.properties")))
                .isEqualTo(keys(read("messages.properties")));
    }

    @Test
    void translationsHaveAsManyPlaces() throws IOException {
        Properties english = read("messages.properties");
        Properties chinese = read("messages_zh.properties");

        for (String key : keys(english)) {
            assertThat(places(chinese.getProperty(key)))
                    .as(key)
                    .isEqualTo(places(english.getProperty(key)));
        }
    }

    @Test
    void everyPercentSignIsWrittenTwice() throws IOException {
        for (String file : List.of("messages.properties", "messages_zh.properties")) {
            Properties texts = read(file);
            for (String key : texts.stringPropertyNames()) {
                String rest = PLACE.matcher(texts.getProperty(key)).replaceAll("");
                assertThat(rest.replace("%%", "")).as(key).doesNotContain("%");
            }
        }
    }

    @Test
    void translatedReasonsTakeTheArgumentsOfTheirPattern() throws IOException {
        Properties chinese = read("messages_zh.properties");

        for (String key : chinese.stringPropertyNames()) {
            if (key.startsWith("reason.")) {
                assertThat(places(chinese.getProperty(key))).as(key).isEqualTo(places(key));
            }
        }
    }

    /** Where the literal is only a part of the pattern, a text that begins like it will do. */
    @Test
    void everyReasonInTheSourcesIsTranslated() throws IOException {
        Set<String> translated = read("messages_zh.properties").stringPropertyNames();
        int found = 0;
        for (String source : sources()) {
            for (MatchResult reason : REASON.matcher(source).results().toList()) {
                found++;
                String key = "reason." + reason.group(1).replace(' ', '_');
                if (reason.group(2).matches("[,)]")) {
                    assertThat(translated.contains(key)).as(key).isTrue();
                } else {
                    String start = key.split("%", 2)[0];
                    assertThat(translated).as(key).anyMatch(text -> text.startsWith(start));
                }
            }
        }
        assertThat(found).isGreaterThan(30);
    }

    @Test
    void chineseTextsKeepToOneGlossary() throws IOException {
        Properties chinese = read("messages_zh.properties");

        for (String key : chinese.stringPropertyNames()) {
            assertThat(chinese.getProperty(key))
                    .as(key)
                    .doesNotContain("张图像", "名患者", "得分", "各箱", "患病", "医院等", "逻辑回归", "ROC曲线")
                    .doesNotContainPattern("\\p{IsHan}[?,;:]");
        }
    }

    @Test
    void aReasonThatNobodyTranslatedStaysEnglish() {
        Messages chinese = Messages.of(Language.ZH);

        assertThat(chinese.reason(new Reason("no abnormal image", List.of())))
                .isEqualTo("\u6ca1\u6709\u5f02\u5e38\u56fe\u50cf");
        assertThat(chinese.reason(new Reason("%d moons, fewer than %d", List.of(1, 2))))
                .isEqualTo("1 moons, fewer than 2");
    }

    @Test
    void theNoticeIsThatOfTheFigures() {
        assertThat(Messages.of(Language.EN).text("synthetic")).isEqualTo(SyntheticNotice.TEXT);
    }

    @Test
    void nounsFollowTheirNumber() {
        Messages english = Messages.of(Language.EN);

        assertThat(english.counted("images", 1)).isEqualTo("1 image");
        assertThat(english.counted("patients", 1616)).isEqualTo("1,616 patients");
    }

    @Test
    void viewsOfOtherHospitalsKeepTheirNames() {
        Messages chinese = Messages.of(Language.ZH);

        assertThat(chinese.set("dorsal")).isEqualTo("\u80cc\u4fa7");
        assertThat(chinese.set("oblique")).isEqualTo("oblique");
    }

    private static List<String> sources() throws IOException {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources.add(Files.readString(file));
            }
        }
        return sources;
    }

    private static long places(String text) {
        return PLACE.matcher(text).results().count();
    }

    /** Without the reasons, whose English is their key. */
    private static Set<String> keys(Properties texts) {
        return texts.stringPropertyNames().stream()
                .filter(key -> !key.startsWith("reason."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties read(String file) throws IOException {
        Properties texts = new Properties();
        try (Reader reader =
                new InputStreamReader(
                        Messages.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}
