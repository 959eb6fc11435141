package io.podagra.ui.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends bytes as they are: Java's HTTP client would tidy up the very paths that are tested. */
public final class RawHttp {
    /** A server that gives no answer at all fails the test instead of hanging it. */
    private static final int TIMEOUT_MILLIS = 10_000;

    private final URI address;

    public RawHttp(URI address) {
        this.address = address;
    }

    /** An answer: the status, the headers as they came, the body in Latin-1. */
    public record Response(int status, String headers, String body) {}

    public Response get(String path) throws IOException {
        return send("GET", path, "Host: " + address.getAuthority() + "\r\n");
    }

    public Response send(String method, String path, String headers) throws IOException {
        return send(method + " " + path + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n");
    }

    public Response send(String request) throws IOException {
        String answer = exchange(request);
        String[] parts = answer.split("\r\n\r\n", 2);
        int status = Integer.parseInt(parts[0].split(" ", 3)[1]);
        return new Response(status, parts[0], parts.length > 1 ? parts[1] : "");
    }

    /** All that the server answers until it closes the connection. */
    public String exchange(String request) throws IOException {
        InetAddress host = InetAddress.getByName(address.getHost());
        try (Socket socket = new Socket(host, address.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
