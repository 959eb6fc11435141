package io.podagra.ui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.podagra.ui.storage.RunStatsStorage;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Pages that other machines can reach: what those get who lack the token, and those who have it.
 */
class AdmissionTest {
    private static final String HOST = "Host: localhost\r\n";
    private static final Pattern COOKIE = Pattern.compile("(?i)\r\nset-cookie: ([^;\r]+)(.*)");

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private Level level;
    private TrainingUi ui;
    private RunStatsStorage run;
    private RawHttp http;
    private String token;

    @BeforeEach
    void start() {
        level = root.getLevel();
        root.setLevel(Level.DEBUG);
        logged.start();
        root.addAppender(logged);
        ui = TrainingUi.start(new UiSettings("0.0.0.0", 0));
        run = RunStatsStorage.inMemory("demo-run");
        ui.attach(run.storage());
        http = new RawHttp(URI.create("http://127.0.0.1:" + ui.address().getPort() + "/"));
        token = ui.link("/").getQuery().replace("token=", "");
    }

    @AfterEach
    void close() {
        ui.close();
        run.close();
        root.detachAppender(logged);
        root.setLevel(level);
        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(message -> message.contains(token));
    }

    @Test
    void theTokenIsInTheLinkAloneAndAnotherAtEachStart() {
        assertThat(token).matches("[A-Za-z0-9_-]{32}");
        assertThat(ui.isOpenToOthers()).isTrue();
        assertThat(ui.address().toString()).doesNotContain("token");
        assertThat(ui.link("/trials"))
                .hasToString(ui.address().resolve("/trials") + "?token=" + token);
        try (TrainingUi other = TrainingUi.start(new UiSettings("0.0.0.0", 0))) {
            assertThat(other.link("/").getQuery()).isNotEqualTo("token=" + token);
        }
        try (TrainingUi local = TrainingUi.start(UiSettings.onPort(0))) {
            assertThat(local.isOpenToOthers()).isFalse();
            assertThat(local.link("/trials")).isEqualTo(local.address().resolve("/trials"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/roc",
                "/roc/data",
                "/trials",
                "/trials/data",
                "/train",
                "/train/overview",
                "/train/sessions/all",
                "/train/overview/data",
                "/setlang/de",
                "/assets/js/counter.js",
                "/assets/podagra/stock-pages.css",
                "/assets/nowhere.js",
                "/remoteReceive",
                "/nowhere"
            })
    void withoutTheTokenThereIsNothingNotEvenWhatThereIs(String path) throws IOException {
        RawHttp.Response response = http.send("GET", path, HOST);
        assertThat(response.status()).isEqualTo(401);
        assertThat(response).isEqualTo(http.send("GET", "/other", HOST));
        assertThat(response.body()).contains("Copy the address with the token").hasLineCount(2);
        assertThat(response.headers().toLowerCase(Locale.ROOT))
                .contains("content-type: text/plain", "www-authenticate:")
                .doesNotContain("set-cookie", "etag", "location");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/roc", "/trials/data", "/assets/js/counter.js", "/nowhere"})
    void aWrongTokenGetsNoMore(String path) throws IOException {
        RawHttp.Response response = http.send("GET", path + "?token=" + token + "A", HOST);
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.body()).contains("token is wrong").hasLineCount(2);
        assertThat(response.headers().toLowerCase(Locale.ROOT)).doesNotContain("set-cookie");
    }

    @Test
    void theTokenCountsInTheAddressAloneAndOnce() throws IOException {
        String port = "" + ui.address().getPort();
        for (String header :
                List.of(
                        "Authorization: Bearer " + token,
                        "Authorization: Token " + token,
                        "X-Token: " + token,
                        "Token: " + token,
                        "Cookie: token=" + token,
                        "Cookie: podagra-session-" + port + "=" + token,
                        "Cookie: podagra-session-" + port + "=",
                        "Referer: http://localhost/?token=" + token)) {
            assertThat(http.send("GET", "/roc", HOST + header + "\r\n").status())
                    .as(header)
                    .isEqualTo(401);
        }
        for (String path :
                List.of(
                        "/roc?token=",
                        "/roc?token",
                        "/roc?token=x&token=" + token,
                        "/roc?token=" + token + "&token=" + token,
                        "/roc?token[]=" + token,
                        "/token=" + token,
                        "/" + token)) {
            assertThat(http.send("GET", path, HOST).status()).as(path).isEqualTo(401);
        }
        assertThat(http.send("GET", "/roc#token=" + token, HOST).status()).isIn(400, 401);
    }

    @ParameterizedTest
    @CsvSource({
        "/?token=<token>, /",
        "/roc?token=<token>, /roc",
        "/roc?TOKEN=<token>, /roc",
        "/trials?run=a%26b&token=<token>, /trials?run=a%26b",
        "/trials?token=<token>&lang=zh, /trials?lang=zh",
        "/trials?%74oken=<token>;lang=zh, /trials?lang=zh",
        "/roc/data?token=<token>, /roc/data"
    })
    void theRightTokenLeadsToTheAddressWithoutIt(String asked, String led) throws IOException {
        RawHttp.Response response = http.send("GET", asked.replace("<token>", token), HOST);
        assertThat(response.status()).isEqualTo(302);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers() + "\r\n")
                .containsIgnoringCase("\r\nlocation: " + led + "\r\n")
                .contains("Referrer-Policy: no-referrer")
                .doesNotContain(token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/?token=",
                "/\\evil.example?token=",
                "http://evil.example/?token="
            })
    void noAddressLeadsElsewhere(String address) throws IOException {
        assertThat(http.send("GET", address + token, HOST).status()).isEqualTo(400);
    }

    @Test
    void theCookieOpensEveryPageAndIsNotTheToken() throws IOException {
        Matcher first = enter();
        Matcher second = enter();
        assertThat(first.group(2)).isEqualTo("; Path=/; HttpOnly; SameSite=Strict");
        assertThat(first.group(1))
                .matches("podagra-session-[0-9]+=[A-Za-z0-9_-]{32}")
                .doesNotContain(token)
                .isNotEqualTo(second.group(1));
        String cookie = HOST + "Cookie: a=b; " + first.group(1) + "\r\n";
        for (String path :
                List.of("/roc", "/roc/data", "/train/overview", "/assets/js/counter.js")) {
            RawHttp.Response response = http.send("GET", path, cookie);
            assertThat(response.status()).as(path).isEqualTo(200);
            assertThat(response.headers() + response.body()).doesNotContain(token);
        }
        assertThat(http.send("GET", "/nowhere", cookie).status()).isEqualTo(404);
        assertThat(http.send("GET", "/remoteReceive", cookie).status()).isEqualTo(404);
        assertThat(http.send("GET", "/roc", cookie.replace("localhost", "evil.example")).status())
                .isEqualTo(421);
    }

    @Test
    void anotherStartsCookieIsWorthNothing() throws IOException {
        String cookie = enter().group(1);
        try (TrainingUi other = TrainingUi.start(new UiSettings("0.0.0.0", 0))) {
            int port = other.address().getPort();
            RawHttp there = new RawHttp(URI.create("http://127.0.0.1:" + port + "/"));
            String theirs = cookie.replaceFirst("-[0-9]+=", "-" + port + "=");
            assertThat(there.send("GET", "/roc", HOST + "Cookie: " + theirs + "\r\n").status())
                    .isEqualTo(401);
        }
    }

    @Test
    void aSecondVisitByTheLinkKeepsTheSession() throws IOException {
        String cookie = HOST + "Cookie: " + enter().group(1) + "\r\n";
        RawHttp.Response again = http.send("GET", "/?token=" + token, cookie);
        assertThat(again.status()).isEqualTo(302);
        assertThat(again.headers().toLowerCase(Locale.ROOT)).doesNotContain("set-cookie");
    }

    @Test
    void whoGuessesIsSentAwayButNotThoseWhoAreIn() throws IOException {
        String cookie = HOST + "Cookie: " + enter().group(1) + "\r\n";
        for (int i = 0; i < Guesses.MOST; i++) {
            assertThat(http.send("GET", "/?token=" + i, HOST).status()).isEqualTo(401);
        }
        RawHttp.Response response = http.send("GET", "/?token=" + token, HOST);
        assertThat(response.status()).isEqualTo(429);
        assertThat(response.body()).hasLineCount(2);
        assertThat(response.headers().toLowerCase(Locale.ROOT))
                .contains("retry-after")
                .doesNotContain("set-cookie");
        assertThat(http.send("GET", "/roc", cookie).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT"})
    void theTokenAllowsNothingButReading(String method) throws IOException {
        RawHttp.Response response = http.send(method, "/?token=" + token, HOST);
        assertThat(response.status()).isEqualTo(405);
        assertThat(response.headers() + response.body()).doesNotContain(token);
    }

    @Test
    void theAddressOfTheMachineIsServedAsWell() throws IOException {
        Optional<InetAddress> address =
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(each -> each instanceof Inet4Address)
                        .filter(each -> !each.isLoopbackAddress())
                        .findFirst();
        assumeTrue(address.isPresent());
        String host = address.orElseThrow().getHostAddress();
        try (TrainingUi there = TrainingUi.start(new UiSettings(host, 0))) {
            assertThat(there.address()).hasHost(host);
            RawHttp raw = new RawHttp(there.address());
            assertThat(raw.get("/roc").status()).isEqualTo(401);
            assertThat(raw.get("/?" + there.link("/").getQuery()).status()).isEqualTo(302);
            assertThat(raw.send("GET", "/", "Host: evil.example\r\n").status()).isEqualTo(421);
        }
    }

    private Matcher enter() throws IOException {
        Matcher cookie = COOKIE.matcher(http.send("GET", "/?token=" + token, HOST).headers());
        assertThat(cookie.find()).isTrue();
        return cookie;
    }
}
