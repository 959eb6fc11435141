package io.podagra.ui.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Strangers who take up the server's time and memory, while a person looks at the pages. */
class FloodTest {
    private static final int CONNECTIONS = 10_000;

    /** Files that this process may need for itself meanwhile. */
    private static final int FILES_TO_SPARE = 500;

    private static final ConnectionLimits LIMITS =
            new ConnectionLimits(50, Duration.ofSeconds(1), Duration.ofSeconds(2));

    private TrainingUi ui;
    private RawHttp person;
    private final List<Socket> strangers = new ArrayList<>();

    @BeforeEach
    void start() {
        ui = TrainingUi.start(UiSettings.onPort(0), LIMITS);
        person = new RawHttp(ui.address());
    }

    @AfterEach
    void close() throws IOException {
        hangUp();
        ui.close();
    }

    @Test
    void tenThousandConnectionsKeepNobodyFromThePages() throws IOException {
        assertThatThePersonIsAnswered();
        for (int i = 1; i <= CONNECTIONS; i++) {
            Socket stranger = connect();
            if (i % 3 == 0) {
                write(stranger, "GET /roc HTTP/1.1\r\nHost: ");
            }
            if (i % 500 == 0) {
                assertThatThePersonIsAnswered();
                hangUpIfFilesRunOut();
            }
        }
        assertThatThePersonIsAnswered();
        hangUp();
        assertThatThePersonIsAnswered();
    }

    @Test
    void thoseWhoAskedMakeRoomLast() throws IOException {
        Socket browser = connect();
        write(browser, "GET /roc/data HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(firstLine(browser)).startsWith("HTTP/1.1 200");
        for (int i = 0; i < 3 * LIMITS.connections(); i++) {
            connect();
        }
        assertThatThePersonIsAnswered();
        write(browser, "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(read(browser)).contains("HTTP/1.1 404");
    }

    @Test
    void aRequestThatComesByteByByteIsCutOff() throws IOException {
        String endless = "GET /roc HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(4_000);
        assertThat(drip(connect(), endless)).isEmpty();
        assertThatThePersonIsAnswered();
    }

    @Test
    void aSecondRequestThatComesByteByByteIsCutOffAsWell() throws IOException {
        Socket stranger = connect();
        write(stranger, "GET /roc/data HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(firstLine(stranger)).startsWith("HTTP/1.1 200");
        drip(stranger, "GET /roc HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(4_000));
        assertThatThePersonIsAnswered();
    }

    @Test
    void whoSaysNothingIsCutOff() throws IOException {
        assertThat(read(connect())).isEmpty();
    }

    @Test
    void whoAsksWithoutEndAndTakesNoAnswerIsCutOff() throws IOException {
        Socket stranger = connect();
        String requests =
                "GET /assets/webjars/echarts/%s/dist/echarts.min.js HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        .formatted(echartsVersion())
                        .repeat(100);
        long before = usedMemory();
        int sent = 0;
        try {
            for (; sent < 2_000; sent++) {
                write(stranger, requests);
            }
        } catch (SocketException expected) {
            // Cut off.
        }
        assertThat(sent).isLessThan(2_000);
        assertThat(usedMemory() - before).isLessThan(50_000_000);
        assertThatThePersonIsAnswered();
    }

    private static String echartsVersion() throws IOException {
        String name = "META-INF/maven/org.webjars.npm/echarts/pom.properties";
        Properties properties = new Properties();
        try (InputStream in = FloodTest.class.getClassLoader().getResourceAsStream(name)) {
            properties.load(in);
        }
        return properties.getProperty("version");
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Sends a byte whenever a moment has passed without an answer, until it is cut off. */
    private static String drip(Socket socket, String bytes) throws IOException {
        socket.setSoTimeout(20);
        StringBuilder answer = new StringBuilder();
        for (byte each : bytes.getBytes(StandardCharsets.ISO_8859_1)) {
            try {
                socket.getOutputStream().write(each);
                int read = socket.getInputStream().read();
                if (read < 0) {
                    return answer.toString();
                }
                answer.append((char) read);
            } catch (SocketTimeoutException stillOpen) {
                // The next byte then.
            } catch (SocketException cutOff) {
                return answer.toString();
            }
        }
        throw new AssertionError("never cut off; answered " + answer);
    }

    private void assertThatThePersonIsAnswered() throws IOException {
        assertThat(person.get("/roc").status()).isEqualTo(200);
    }

    private Socket connect() throws IOException {
        Socket socket =
                new Socket(InetAddress.getByName(ui.address().getHost()), ui.address().getPort());
        socket.setSoTimeout(10_000);
        strangers.add(socket);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static String read(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private static String firstLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = socket.getInputStream().read(); c > '\r'; c = socket.getInputStream().read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    private void hangUpIfFilesRunOut() throws IOException {
        if (ManagementFactory.getOperatingSystemMXBean()
                instanceof UnixOperatingSystemMXBean unix) {
            long left = unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount();
            if (left > FILES_TO_SPARE + 500) {
                return;
            }
        }
        hangUp();
    }

    private void hangUp() throws IOException {
        for (Socket stranger : strangers) {
            stranger.close();
        }
        strangers.clear();
    }
}
