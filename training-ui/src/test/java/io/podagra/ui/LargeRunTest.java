package io.podagra.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.ui.page.NavigationLink;
import io.podagra.ui.server.TrainingUi;
import io.podagra.ui.server.UiSettings;
import io.podagra.ui.storage.RunStatsStorage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How much a browser has to load of the largest run; how long it takes is a benchmark. */
class LargeRunTest {
    private static final int MOST_BYTES = 2_000_000;
    private static final int REPORTS = 8;
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"");
    private static final Pattern IMPORT = Pattern.compile("from \"\\./([\\w-]+\\.js)\"");

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void everyPageWithAllItLoadsIsLessThanTwoMegabytes() throws Exception {
        try (RunStatsStorage run = RunStatsStorage.inMemory("large");
                TrainingUi ui = TrainingUi.start(UiSettings.onPort(0))) {
            LargeRun.publish(run, REPORTS);
            ui.attach(run.storage());
            for (NavigationLink link : NavigationLink.all()) {
                assertThat(bytes(ui.address(), link.path()))
                        .as(link.path())
                        .isBetween(10_000L, (long) MOST_BYTES);
            }
        }
    }

    /** Of the page, what it refers to, and what it asks for next. */
    private long bytes(URI server, String page) throws Exception {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(Stream.concat(Stream.of(page), data(page)).toList());
        long sum = 0;
        while (!open.isEmpty()) {
            String path = open.pop();
            if (!seen.add(path)) {
                continue;
            }
            String body = body(server.resolve(path));
            sum += body.length();
            Matcher references = path.equals(page) ? REFERENCE.matcher(body) : IMPORT.matcher(body);
            if (path.equals(page) || path.endsWith(".js")) {
                String folder =
                        path.equals(page) ? "" : path.substring(0, path.lastIndexOf('/') + 1);
                references.results().forEach(found -> open.push(folder + found.group(1)));
            }
        }
        return sum;
    }

    private static Stream<String> data(String page) {
        return page.equals("/train/model")
                ? Stream.of("/train/model/graph", "/train/model/data/0")
                : Stream.of(page + "/data");
    }

    private String body(URI address) throws Exception {
        HttpResponse<String> response =
                client.send(
                        HttpRequest.newBuilder(address).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(address.getPath()).isEqualTo(200);
        return response.body();
    }
}
