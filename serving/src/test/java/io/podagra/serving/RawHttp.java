package io.podagra.serving;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends bytes as they are: Java's HTTP client would tidy up the very requests that are tested. */
final class RawHttp {
    /** A server that gives no answer at all fails the test instead of hanging it. */
    private static final int TIMEOUT_MILLIS = 60_000;

    private RawHttp() {}

    static Socket connect(URI server) throws IOException {
        Socket socket = new Socket(InetAddress.getByName(server.getHost()), server.getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** The head of a request for a prediction. */
    static String predict(String... headers) {
        return "POST /v1/predict HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n"
                .formatted(String.join("\r\n", headers));
    }

    /** All that the server answers until it closes the connection. */
    static String read(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        try {
            for (int c = socket.getInputStream().read();
                    c >= 0;
                    c = socket.getInputStream().read()) {
                answer.append((char) c);
            }
        } catch (SocketException reset) {
            // Closed, as one may close on a stranger.
        }
        return answer.toString();
    }

    static String exchange(URI server, String request) throws IOException {
        try (Socket socket = connect(server)) {
            write(socket, request);
            return read(socket);
        }
    }
}
