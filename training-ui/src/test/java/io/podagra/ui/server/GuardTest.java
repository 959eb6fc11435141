package io.podagra.ui.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger can send, byte for byte, and what comes back. */
class GuardTest {
    private static final String SECRET = "the-planted-secret";

    @TempDir static Path folder;

    private static TrainingUi ui;
    private static RawHttp http;
    private static Path secret;

    @BeforeAll
    static void start() throws IOException {
        secret = Files.writeString(folder.resolve("secret.txt"), SECRET);
        ui = TrainingUi.start(UiSettings.onPort(0));
        http = new RawHttp(ui.address());
    }

    @AfterAll
    static void close() {
        ui.close();
    }

    static Stream<String> waysUp() {
        return Stream.of(
                "../",
                "..;/",
                "%2e%2e/",
                "%2E%2E/",
                ".%2e/",
                "%2e./",
                "..%2f",
                "%2e%2e%2f",
                "..%5c",
                "..\\",
                "%252e%252e/",
                "%252e%252e%252f",
                "%c0%ae%c0%ae/",
                "%c0%ae%c0%ae%c0%af",
                "%e0%80%ae%e0%80%ae/",
                "%uff0e%uff0e/",
                "..%00/",
                "....//",
                "./../");
    }

    @ParameterizedTest
    @MethodSource("waysUp")
    void noFileOutsideIsReadHoweverTheWayUpIsWritten(String up) throws IOException {
        String file = secret.toString().substring(1);
        for (String start :
                List.of(
                        "/assets/",
                        "/assets/1/2/webjars/",
                        "/assets/webjars/uplot/",
                        "/roc/",
                        "/")) {
            for (int levels : new int[] {1, 4, 12}) {
                RawHttp.Response response = http.get(start + up.repeat(levels) + file);
                assertThat(response.status()).as(start + up).isEqualTo(400);
                assertThat(response.body()).doesNotContain(SECRET);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/nowhere.js",
                "/assets/webjars/nowhere/1.0/nowhere.js",
                "/assets/",
                "/assets/js",
                "/assets/js/",
                "/assets/podagra",
                "/assets/webjars/popper.js",
                "/assets/webjars/uplot/1.6.30",
                "/nowhere",
                "/train/nowhere"
            })
    void whatIsMissingIsAnsweredWith404(String path) throws IOException {
        assertThat(http.get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/remoteReceive",
                "/tsne",
                "/tsne/upload",
                "/samediff",
                "/activations",
                "/setlang/zh",
                "/setlang/study/de"
            })
    void whatThePagesDoNotNeedIsNotThere(String path) throws IOException {
        assertThat(http.get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:9000",
                "127.0.0.1.evil.example",
                "192.0.2.1",
                ""
            })
    void aForeignHostIsMisdirected(String host) throws IOException {
        assertThat(http.send("GET", "/roc/data", "Host: " + host + "\r\n").status()).isEqualTo(421);
    }

    @Test
    void noHostOrTwoHostsAreMisdirected() throws IOException {
        assertThat(http.send("GET", "/roc", "").status()).isEqualTo(421);
        assertThat(http.send("GET", "/roc", "Host: 127.0.0.1\r\nHost: evil.example\r\n").status())
                .isEqualTo(421);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost:12345", "LOCALHOST", "[::1]:80"})
    void anyNameAndPortOfThisMachineIsServed(String host) throws IOException {
        assertThat(http.send("GET", "/roc", "Host: " + host + "\r\n").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "NONSENSE"})
    void onlyReadingIsAllowed(String method) throws IOException {
        for (String path : List.of("/", "/roc/data", "/remoteReceive", "/assets/js/counter.js")) {
            assertThat(http.send(method, path, "Host: localhost\r\n").status())
                    .as(path)
                    .isEqualTo(405);
        }
    }

    @Test
    void anUploadInAGetRequestIsRefused() throws IOException {
        String part = "--x\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\nc\r\n--x--";
        RawHttp.Response response =
                http.send(
                        "GET /roc HTTP/1.1\r\n"
                                + "Host: localhost\r\n"
                                + "Connection: close\r\n"
                                + "Content-Type: multipart/form-data; boundary=x\r\n"
                                + "Content-Length: "
                                + part.length()
                                + "\r\n\r\n"
                                + part);
        assertThat(response.status()).isEqualTo(400);
    }

    @Test
    void aTunnelIsNotOpened() throws IOException {
        assertThat(http.send("CONNECT", "evil.example:443", "Host: localhost\r\n").status())
                .isEqualTo(405);
        assertThat(http.send("CONNECT", "localhost:443", "Host: localhost:443\r\n").status())
                .isEqualTo(405);
    }

    /** Otherwise the address would overrule the header that was looked at. */
    @ParameterizedTest
    @ValueSource(
            strings = {"http://evil.example/roc", "http://localhost/roc", "evil.example/roc", "*"})
    void anAddressWithAHostOfItsOwnIsRefused(String address) throws IOException {
        RawHttp.Response response = http.send("GET", address, "Host: localhost\r\n");
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/roc?%zz", "/roc?run=%", "/roc/data?%e4%a=1"})
    void anUnreadableQueryIsRefused(String address) throws IOException {
        assertThat(http.get(address).status()).isEqualTo(400);
    }

    /** A proxy before the server might take the second request for a body, or the other way. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 0\r\nContent-Length: 44\r\n",
                "Content-Length: 44\r\nContent-Length: 0\r\n",
                "Content-Length: 0, 44\r\n",
                "Content-Length: +0\r\n",
                "Content-Length: 0x0\r\n",
                "Content-Length: 44\r\n",
                "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n",
                "Content-Length: 44\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                "Transfer-Encoding : chunked\r\n",
                "Expect: 100-continue\r\nContent-Length: 44\r\n"
            })
    void aRequestHiddenInAnotherIsNotAnswered(String headers) throws IOException {
        String answer =
                http.exchange(
                        "GET /roc HTTP/1.1\r\nHost: localhost\r\n"
                                + headers
                                + "\r\n0\r\n\r\nGET /trials HTTP/1.1\r\nHost: localhost\r\n"
                                + "Connection: close\r\n\r\n");
        // What the decoder itself refuses is cut off, with or without an answer.
        assertThat(answer.lines().filter(line -> line.contains("HTTP/1")))
                .allMatch(line -> line.matches("HTTP/1\\.[01] 400 .*"));
        assertThat(answer).doesNotContain("<html");
    }

    @Test
    void nothingThatFollowsARefusedRequestIsAnswered() throws IOException {
        String refused = "GET /remoteReceive HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String allowed = "GET /roc HTTP/1.1\r\nHost: localhost\r\n\r\n";
        assertThat(http.exchange(refused + allowed))
                .startsWith("HTTP/1.1 404 ")
                .doesNotContain("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/roc", "/roc/data", "/assets/js/counter.js", "/nowhere", "/a/../b"})
    void aHeadRequestGetsNoBody(String path) throws IOException {
        assertThat(http.send("HEAD", path, "Host: localhost\r\n").body()).isEmpty();
    }

    @Test
    void theProtocolIsNeverChanged() throws IOException {
        String upgrade =
                lines(
                        "Host: localhost",
                        "Connection: Upgrade, HTTP2-Settings",
                        "Upgrade: h2c",
                        "HTTP2-Settings: AAMAAABkAAQAAP__",
                        "",
                        "");
        String goodbye = "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n";
        assertThat(http.exchange("GET /roc HTTP/1.1\r\n" + upgrade + goodbye))
                .startsWith("HTTP/1.1 200 ")
                .doesNotContain("101 Switching");
        assertThat(http.exchange("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + goodbye))
                .startsWith("HTTP/2.0 421 ")
                .doesNotContain("<html");
        String socket =
                lines(
                        "Host: localhost",
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                        "",
                        "");
        assertThat(http.exchange("GET /nowhere HTTP/1.1\r\n" + socket)).startsWith("HTTP/1.1 404 ");
        assertThat(http.exchange("GET /roc HTTP/1.1\r\nHost: evil.example\r\n" + socket))
                .startsWith("HTTP/1.1 421 ");
    }

    @Test
    void anotherSiteMayLinkToAPageButFetchNothing() throws IOException {
        String crossSite = "Host: localhost\r\nSec-Fetch-Site: cross-site\r\n";
        String click = crossSite + "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
        String picture = crossSite + "Sec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image\r\n";
        assertThat(http.send("GET", "/roc", click).status()).isEqualTo(200);
        assertThat(http.send("GET", "/trials", click).status()).isEqualTo(200);
        assertThat(http.send("GET", "/train/overview", click).status()).isEqualTo(200);
        assertThat(http.send("GET", "/train/sessions/set/study", click).status()).isEqualTo(403);
        assertThat(http.send("GET", "/train/sessions/set/study", picture).status()).isEqualTo(403);
        assertThat(http.send("GET", "/roc/data", picture).status()).isEqualTo(403);
        assertThat(http.send("GET", "/trials/data", picture).status()).isEqualTo(403);
    }

    @Test
    void anOverlongRequestIsCutOff() throws IOException {
        String host = "Host: localhost\r\n";
        assertThat(http.send("GET", "/" + "a".repeat(10_000), host).status()).isEqualTo(414);
        assertThat(http.send("GET", "/roc", host + "X: " + "a".repeat(20_000) + "\r\n").status())
                .isIn(400, 431);
    }

    @Test
    void noSessionIsKeptOfThoseOnThisMachine() throws IOException {
        for (String path : List.of("/", "/roc", "/roc/data", "/train/overview", "/setlang/en")) {
            assertThat(http.get(path).headers().toLowerCase(Locale.ROOT))
                    .as(path)
                    .doesNotContain("set-cookie");
        }
    }

    @ParameterizedTest
    @CsvSource({"/,/study", "/train,/train/overview"})
    void shortAddressesLeadToPages(String path, String page) throws IOException {
        RawHttp.Response response = http.get(path);
        assertThat(response.status()).isEqualTo(302);
        assertThat(response.headers().toLowerCase(Locale.ROOT)).contains("location: " + page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/roc",
                "/roc/data",
                "/trials",
                "/trials/data",
                "/train/overview",
                "/assets/js/counter.js",
                "/nowhere"
            })
    void everyAnswerCarriesTheSecurityHeaders(String path) throws IOException {
        assertThat(http.get(path).headers())
                .contains("X-Content-Type-Options: nosniff")
                .contains("X-Frame-Options: DENY")
                .contains("Referrer-Policy: no-referrer")
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/roc", "/trials"})
    void ourPagesAllowNoScriptInTheirMarkup(String page) throws IOException {
        assertThat(http.get(page).headers()).doesNotContain("unsafe-inline");
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines);
    }
}
