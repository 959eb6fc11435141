package io.podagra.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.zip.Adler32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightDownloadTest {
    private static final byte[] CONTENT = "the weights".getBytes(StandardCharsets.UTF_8);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(1);

    @TempDir private Path folder;
    private final CountDownLatch testEnded = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private Path file;

    @BeforeEach
    void startServer() throws IOException {
        file = folder.resolve("weights.zip");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/weights",
                exchange -> {
                    exchange.sendResponseHeaders(200, CONTENT.length);
                    try (OutputStream out = exchange.getResponseBody()) {
                        out.write(CONTENT);
                    }
                });
        server.createContext(
                "/moved",
                exchange -> {
                    exchange.getResponseHeaders().add("Location", "/weights");
                    exchange.sendResponseHeaders(302, -1);
                    exchange.close();
                });
        server.createContext(
                "/forbidden",
                exchange -> {
                    exchange.sendResponseHeaders(403, CONTENT.length);
                    try (OutputStream out = exchange.getResponseBody()) {
                        out.write(CONTENT);
                    }
                });
        server.createContext(
                "/stalls",
                exchange -> {
                    exchange.sendResponseHeaders(200, CONTENT.length);
                    exchange.getResponseBody().write(CONTENT, 0, 3);
                    exchange.getResponseBody().flush();
                    try {
                        testEnded.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stopServer() {
        testEnded.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static long checksum() {
        Adler32 checksum = new Adler32();
        checksum.update(CONTENT);
        return checksum.getValue();
    }

    private void assertFails(URI source, long adler32, Duration limit, String why)
            throws IOException {
        Files.writeString(file, "older");
        assertThatThrownBy(() -> new WeightDownload(source, adler32, limit).to(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(source + ": the weights cannot be downloaded: " + why)
                .hasMessageEndingWith(
                        "; get a file of weights as 'Base weights' in README.md tells, and give"
                                + " its path");
        assertThat(file).hasContent("older");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void writesWhatTheServerGives() throws IOException {
        new WeightDownload(uri("/moved"), checksum(), LIMIT).to(file);

        assertThat(file).hasBinaryContent(CONTENT);
    }

    @Test
    void saysThatTheServerRefuses() throws IOException {
        assertFails(uri("/forbidden"), checksum(), LIMIT, "the server answered 403");
    }

    @Test
    void saysThatAnotherFileCame() throws IOException {
        assertFails(
                uri("/weights"),
                1,
                LIMIT,
                "what came has the Adler-32 checksum " + checksum() + ", expected 1");
    }

    @Test
    void givesUpOnAServerThatStalls() throws IOException {
        assertFails(uri("/stalls"), checksum(), SHORT, "it took longer than 1 s");
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertFails(
                URI.create("http://127.0.0.1:" + free + "/"),
                checksum(),
                LIMIT,
                "ConnectException");
    }

    /** ResNet50.pretrainedChecksum of Deeplearning4j 1.0.0-M2.1. */
    @Test
    void knowsTheZoosAddress() {
        assertThat(WeightDownload.ofZoo(LIMIT).source().getPath())
                .endsWith("/models/resnet50_dl4j_inference.v3.zip");
    }
}
