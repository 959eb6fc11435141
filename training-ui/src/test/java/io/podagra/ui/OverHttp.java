package io.podagra.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.podagra.ui.server.RawHttp;
import io.podagra.ui.server.TrainingUi;
import io.podagra.ui.server.UiSettings;
import io.podagra.ui.storage.RunStatsStorage;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What a page asks the server for, without a browser. */
public abstract class OverHttp {
    public static final ObjectMapper MAPPER = new ObjectMapper();

    private static final Pattern TAG = Pattern.compile("(?i)etag: (\"[0-9a-f]+\")");

    public TrainingUi ui;
    public RawHttp http;

    private final String path;

    public OverHttp(String path) {
        this.path = path;
    }

    @BeforeEach
    public void start() {
        ui = TrainingUi.start(UiSettings.onPort(0));
        http = new RawHttp(ui.address());
    }

    @AfterEach
    public void close() {
        ui.close();
    }

    public RunStatsStorage attached(String name) {
        RunStatsStorage run = RunStatsStorage.inMemory(name);
        ui.attach(run.storage());
        return run;
    }

    public String body() throws IOException {
        return http.get(path).body();
    }

    /** What the page is told where it asks for something particular: {@code ?key=value}. */
    public String body(String query) throws IOException {
        return http.get(path + query).body();
    }

    public int status(String query) throws IOException {
        return http.get(path + query).status();
    }

    public JsonNode data() throws IOException {
        return MAPPER.readTree(body());
    }

    /** Asks once, lets the change happen, and asks again for news only. */
    public void assertThatOnlyAChangeIsSentAgain(Runnable change) throws IOException {
        Matcher tag = TAG.matcher(http.get(path).headers());
        assertThat(tag.find()).isTrue();
        String conditional = "Host: localhost\r\nIf-None-Match: " + tag.group(1) + "\r\n";
        assertThat(http.send("GET", path, conditional).status()).isEqualTo(304);
        change.run();
        assertThat(http.send("GET", path, conditional).status()).isEqualTo(200);
    }
}
