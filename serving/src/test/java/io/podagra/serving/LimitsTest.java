package io.podagra.serving;

import static io.podagra.serving.PredictionServerTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.model.deployment.Classifier;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever asks for too much, or too slowly, and how the others fare meanwhile. */
class LimitsTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int BODY = 100_000;

    @TempDir private static Path folder;

    private static Classifier classifier;

    private PredictionServer server;
    private Client client;

    @BeforeAll
    static void load() throws IOException {
        classifier = Classifier.load(TestModels.write(folder.resolve("toe.zip"), 1));
    }

    @AfterAll
    static void unload() {
        classifier.close();
    }

    private void start(ServingLimits limits) {
        server =
                PredictionServer.start(
                        List.of(new ServedModel("toe", classifier)), ServingSettings.local(limits));
        client = new Client(server.address());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** A request that has its place, and whose body lacks its last byte. */
    private Socket begin(byte[] image) throws IOException {
        Socket socket = RawHttp.connect(server.address());
        RawHttp.write(
                socket, RawHttp.predict("Connection: close", "Content-Length: " + image.length));
        socket.getOutputStream().write(image, 0, image.length - 1);
        socket.getOutputStream().flush();
        return socket;
    }

    private static String finish(Socket socket, byte[] image) throws IOException {
        socket.getOutputStream().write(image, image.length - 1, 1);
        socket.getOutputStream().flush();
        return RawHttp.read(socket);
    }

    @Test
    void whoComesWhenTheQueueIsFullIsToldAtOnceAndTheOthersAreAnswered() throws Exception {
        start(new ServingLimits(2, BODY, 2 * BODY, LONG, 100));
        byte[] image = TestModels.png(1);
        try (Socket first = begin(image);
                Socket second = begin(image)) {
            client.awaitReadiness("busy");

            Client.Answer third = client.predict(image);

            assertRefused(third, 429);
            assertThat(third.http().headers().firstValue("Retry-After")).contains("1");
            assertThat(finish(first, image)).startsWith("HTTP/1.1 200").contains("\"score\"");
            assertThat(finish(second, image)).startsWith("HTTP/1.1 200").contains("\"score\"");
        }
        client.awaitReadiness("ready");
        assertThat(client.predict(image).status()).isEqualTo(200);
        assertThat(client.get("/metrics").body())
                .contains("podagra_refused_total{reason=\"queue_full\"} 1");
    }

    @Test
    void bodiesTogetherTakeNoMoreMemoryThanTheyMay() throws Exception {
        start(new ServingLimits(10, BODY, BODY, LONG, 100));
        byte[] image = TestModels.png(1, 250, 250);
        assertThat(image.length).isBetween(BODY / 2 + 1000, BODY);
        assertThat(client.predict(image).status()).isEqualTo(200);
        try (Socket first = begin(image)) {
            awaitQueue(1);
            assertRefused(client.predict(image), 429);
            assertThat(finish(first, image)).startsWith("HTTP/1.1 200");
        }
        assertThat(client.predict(image).status()).isEqualTo(200);
    }

    private void awaitQueue(int requests) throws Exception {
        while (!client.get("/metrics").body().contains("podagra_queue_requests " + requests)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whoLeavesFreesTheirPlace() throws Exception {
        start(new ServingLimits(1, BODY, BODY, LONG, 100));
        byte[] image = TestModels.png(1);
        try (Socket stranger = begin(image)) {
            client.awaitReadiness("busy");
            stranger.shutdownOutput();
        }
        client.awaitReadiness("ready");
        assertThat(client.predict(image).status()).isEqualTo(200);
    }

    @Test
    void aBodyThatIsTooLongIsRefusedByItsLengthAndByItsBytes() throws Exception {
        start(new ServingLimits(4, 1000, 4000, LONG, 100));
        byte[] large = new byte[1001];

        assertRefused(client.predict(large), 413);
        String announced = RawHttp.predict("Expect: 100-continue", "Content-Length: 99999999999");
        assertThat(RawHttp.exchange(server.address(), announced)).startsWith("HTTP/1.1 413");
        String chunked = RawHttp.predict("Transfer-Encoding: chunked") + "1\r\nx\r\n".repeat(1001);
        assertThat(RawHttp.exchange(server.address(), chunked)).startsWith("HTTP/1.1 413");
        assertThat(client.get("/metrics").body()).contains("podagra_body_bytes 0.0");
    }

    @Test
    void whoAsksBeforeSendingIsToldToGoOn() throws Exception {
        start(ServingLimits.defaults());
        byte[] image = TestModels.png(1);
        try (Socket socket = RawHttp.connect(server.address())) {
            RawHttp.write(
                    socket,
                    RawHttp.predict(
                            "Expect: 100-continue",
                            "Connection: close",
                            "Content-Length: " + image.length));
            byte[] goOn = socket.getInputStream().readNBytes("HTTP/1.1 100".length());
            assertThat(new String(goOn, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 100");
            socket.getOutputStream().write(image);
            assertThat(RawHttp.read(socket)).contains("HTTP/1.1 200").contains("\"score\"");
        }
    }

    @Test
    void aBodyThatDoesNotArriveInTimeIsCutOff() throws Exception {
        start(new ServingLimits(1, BODY, BODY, Duration.ofMillis(300), 100));
        byte[] image = TestModels.png(1);
        try (Socket slow = begin(image)) {
            assertThat(RawHttp.read(slow)).startsWith("HTTP/1.1 408");
        }
        client.awaitReadiness("ready");
    }

    @Test
    void manyConnectionsKeepNobodyOut() throws Exception {
        start(new ServingLimits(4, BODY, BODY, LONG, 20));
        byte[] image = TestModels.png(1);
        List<Socket> strangers = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                strangers.add(RawHttp.connect(server.address()));
                RawHttp.write(strangers.get(i), "POST /v1/predict HTTP/1.1\r\nHost: ");
            }
            assertThat(client.predict(image).status()).isEqualTo(200);
        } finally {
            for (Socket stranger : strangers) {
                stranger.close();
            }
        }
    }

    @Test
    void aStopAnswersWhatWasTakenAndTakesNoMore() throws Exception {
        start(new ServingLimits(8, BODY, 8 * BODY, LONG, 100));
        byte[] image = TestModels.png(1);
        try (Socket taken = begin(image)) {
            awaitQueue(1);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
            client.awaitReadiness("stopping");

            Client.Answer late = client.predict(image);

            assertRefused(late, 503);
            assertThat(client.get("/health").statusCode()).isEqualTo(200);
            assertThat(stopped.isDone()).isFalse();
            assertThat(finish(taken, image)).startsWith("HTTP/1.1 200").contains("\"score\"");
            stopped.get();
        }
    }
}
