package io.podagra.ui.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.ui.server.RawHttp;
import io.podagra.ui.server.TrainingUi;
import io.podagra.ui.server.UiSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StockPagesTest {
    /** Addresses in markup, style sheets and our scripts. */
    private static final Pattern REFERENCE =
            Pattern.compile(
                    "(?:src|href)=\"([^\"#]+)\"|url\\(['\"]?([^)'\"?#]+)|from \"(\\./[^\"]+)\"");

    private static TrainingUi ui;
    private static RawHttp http;

    @BeforeAll
    static void start() {
        ui = TrainingUi.start(UiSettings.onPort(0));
        http = new RawHttp(ui.address());
    }

    @AfterAll
    static void close() {
        ui.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/roc",
                "/trials",
                "/images",
                "/runs",
                "/train/overview",
                "/train/model",
                "/train/system"
            })
    void everyPageIsThereWithAllItRefersTo(String page) throws IOException {
        Set<String> followed = new HashSet<>(Set.of(page));
        Deque<String> open = new ArrayDeque<>(followed);
        while (!open.isEmpty()) {
            String address = open.pop();
            RawHttp.Response response = http.get(address);
            assertThat(response.status()).as("%s of %s", address, page).isEqualTo(200);
            assertThat(response.body()).as(address).isNotEmpty();
            if (address.equals(page) || address.matches("/assets/podagra/.*|.*\\.css")) {
                for (String reference : references(address, response.body())) {
                    if (followed.add(reference)) {
                        open.push(reference);
                    }
                }
            }
        }
        assertThat(followed).hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/train/overview", "/train/model", "/train/system"})
    void deeplearning4jsPagesLeadToOurs(String page) throws IOException {
        RawHttp.Response response = http.get(page);
        assertThat(response.headers()).containsIgnoringCase("content-type: text/html");
        assertThat(response.body())
                .contains("href=\"/roc\"", "href=\"/trials\"", "aria-current=\"page\"")
                .doesNotContain("coreui", "style=", "onclick=", "javascript:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/train/overview/data",
                "/train/model/graph",
                "/train/system/data",
                "/train/sessions/info",
                "/train/multisession"
            })
    void deeplearning4jsDataIsThereBeforeAnyTraining(String path) throws IOException {
        assertThat(http.get(path).status()).isEqualTo(200);
    }

    /** Deeplearning4j has one language for all; each answer must be in that of its own request. */
    @Test
    void whoAsksAtTheSameTimeGetsEachTheirOwnLanguage() {
        List<String> wrong =
                IntStream.range(0, 120)
                        .parallel()
                        .mapToObj(i -> i % 2 == 0 ? "zh" : "en")
                        .filter(language -> !isIn(language, page(language)))
                        .toList();
        assertThat(wrong).isEmpty();
    }

    private static String page(String language) {
        try {
            return http.send(
                            "GET",
                            "/train/overview",
                            "Host: localhost\r\nAccept-Language: " + language + "\r\n")
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By the frame, and by a message of Deeplearning4j's. */
    private static boolean isIn(String language, String page) {
        boolean chinese = language.equals("zh");
        return page.contains("<html lang=\"" + language)
                && page.contains("<h2><b>Standard deviations") != chinese;
    }

    @Test
    void anotherVersionOfThePagesIsNoticed() {
        for (String template : StockPages.templates()) {
            assertThatThrownBy(() -> StockPages.patch(template, "<html></html>"))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private static List<String> references(String from, String text) {
        return REFERENCE
                .matcher(text)
                .results()
                .flatMap(found -> Stream.of(1, 2, 3).map(found::group).filter(Objects::nonNull))
                .filter(reference -> !reference.startsWith("javascript:"))
                .filter(reference -> !reference.startsWith("data:"))
                .map(reference -> URI.create(from).resolve(reference).toString())
                .toList();
    }
}
