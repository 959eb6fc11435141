package io.podagra.serving;

import static io.podagra.serving.PredictionServerTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import io.podagra.data.OwnerOnly;
import io.podagra.model.deployment.Classifier;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask. */
class AccessTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @TempDir private static Path folder;

    private static Classifier classifier;
    private static PredictionServer local;
    private static PredictionServer open;
    private static Client toOpen;

    @BeforeAll
    static void start() throws IOException {
        classifier = Classifier.load(TestModels.write(folder.resolve("toe.zip"), 1));
        List<ServedModel> models = List.of(new ServedModel("toe", classifier));
        ServingLimits limits = ServingLimits.defaults();
        local = PredictionServer.start(models, ServingSettings.local(limits));
        open =
                PredictionServer.start(
                        models, new ServingSettings("0.0.0.0", 0, 1, Optional.empty(), limits));
        toOpen = new Client(open.address());
    }

    @AfterAll
    static void close() {
        local.close();
        open.close();
        classifier.close();
    }

    private static String ask(String method, String path, String headers) throws IOException {
        return RawHttp.exchange(
                local.address(),
                "%s %s HTTP/1.1\r\n%sConnection: close\r\n\r\n".formatted(method, path, headers));
    }

    @Test
    void thisMachineAloneNeedsNoToken() throws IOException {
        assertThat(local.token()).isEmpty();
        assertThat(local.isOpenToOthers()).isFalse();
        for (String host : List.of("localhost", "127.0.0.1:8080", "[::1]:1")) {
            assertThat(ask("GET", "/metrics", "Host: " + host + "\r\n")).startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "localhost.evil.example", "10.0.0.1", "localhost:80:80"})
    void anotherNameThatWasPointedHereIsMisdirected(String host) throws IOException {
        assertThat(ask("GET", "/metrics", "Host: " + host + "\r\n")).startsWith("HTTP/1.1 421");
    }

    @Test
    void aRequestNamesOneHostAndAPath() throws IOException {
        assertThat(ask("GET", "/health", "")).startsWith("HTTP/1.1 400");
        assertThat(ask("GET", "/health", "Host: localhost\r\nHost: evil.example\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(ask("GET", "http://evil.example/health", "Host: localhost\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void aPageOfAnotherSiteMustNotAsk() throws IOException {
        String host = "Host: localhost\r\n";
        assertThat(ask("GET", "/health", host + "Sec-Fetch-Site: cross-site\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(ask("POST", "/v1/predict", host + "Origin: https://evil.example\r\n"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void othersNeedTheToken() throws Exception {
        String token = open.token().orElseThrow();
        byte[] image = TestModels.png(1);

        assertThat(open.isOpenToOthers()).isTrue();
        assertThat(token).hasSize(32);
        assertRefused(toOpen.predict(image), 401);
        assertRefused(toOpen.send(asking("Bearer " + TOKEN, image)), 401);
        assertRefused(toOpen.send(asking("Basic " + token, image)), 401);
        assertThat(toOpen.send(asking("Bearer " + token, image)).status()).isEqualTo(200);
        assertThat(toOpen.send(asking("bearer " + token, image)).status()).isEqualTo(200);
    }

    private static HttpRequest asking(String authorization, byte[] image) {
        return toOpen.to("/v1/predict")
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofByteArray(image))
                .build();
    }

    @Test
    void withoutTheTokenThereIsNothingToSeeButWhetherAllIsWell() throws Exception {
        assertThat(toOpen.get("/health").statusCode()).isEqualTo(200);
        assertThat(toOpen.get("/ready").statusCode()).isEqualTo(200);
        assertThat(toOpen.get("/metrics").statusCode()).isEqualTo(401);
        assertThat(toOpen.get("/openapi.json").statusCode()).isEqualTo(401);
        assertThat(toOpen.get("/nothing").statusCode()).isEqualTo(401);
    }

    @Test
    void aProxyMayCallItByAnyNameAsTheTokenIsAskedFor() throws IOException {
        assertThat(askByAnotherName(open.token().orElseThrow())).startsWith("HTTP/1.1 200");
        assertThat(askByAnotherName(TOKEN)).startsWith("HTTP/1.1 401");
    }

    private static String askByAnotherName(String token) throws IOException {
        String headers =
                "Host: toes.example\r\nConnection: close\r\nAuthorization: Bearer " + token;
        return RawHttp.exchange(
                open.address(), "GET /metrics HTTP/1.1\r\n%s\r\n\r\n".formatted(headers));
    }

    @Test
    void theTokenOfAFileIsAskedForOnThisMachineToo() throws IOException {
        Path file = folder.resolve("token");
        Files.createFile(file, OwnerOnly.file(file));
        Files.writeString(file, TOKEN + "\n");
        ServingSettings settings =
                new ServingSettings("127.0.0.1", 0, 1, Optional.of(file), ServingLimits.defaults());
        try (PredictionServer server =
                PredictionServer.start(List.of(new ServedModel("toe", classifier)), settings)) {
            assertThat(server.token()).contains(TOKEN);
            assertThat(
                            RawHttp.exchange(
                                    server.address(),
                                    "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void aTokenThatOthersCanReadOrGuessIsRefused() throws IOException {
        Path file = folder.resolve("bad");
        Files.createFile(file, OwnerOnly.file(file));
        Files.writeString(file, "secret");
        assertThatThrownBy(() -> Secret.ofFile(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("holds no token")
                .hasMessageNotContaining("secret");
        Files.writeString(file, TOKEN);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> Secret.ofFile(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("mode 600");
    }

    @Test
    void aSecretDoesNotShowItself() {
        assertThat(Secret.random().toString()).isEqualTo("(secret)");
        assertThat(Secret.random().reveal()).isNotEqualTo(Secret.random().reveal());
    }

    @Test
    void anotherMachinesAddressIsRefused() {
        assertThatThrownBy(() -> ServedHost.of("192.0.2.1"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no address of this machine");
    }
}
