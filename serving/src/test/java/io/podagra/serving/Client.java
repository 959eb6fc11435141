package io.podagra.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** A program that asks a server. */
final class Client {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;

    Client(URI server) {
        this.server = server;
    }

    /** An answer whose body is JSON. */
    record Answer(int status, JsonNode json, HttpResponse<String> http) {
        double score() {
            return json.path("images").path(0).path("score").asDouble(Double.NaN);
        }
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(server.resolve(path));
    }

    Answer send(HttpRequest request) throws IOException, InterruptedException {
        return answer(http.send(request, BodyHandlers.ofString()));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(to(path).build(), BodyHandlers.ofString());
    }

    HttpRequest prediction(String query, String type, byte[] body) {
        return to("/v1/predict" + query)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    Answer predict(byte[] image) throws IOException, InterruptedException {
        return send(prediction("", "application/octet-stream", image));
    }

    CompletableFuture<Answer> predictLater(byte[] image) {
        return http.sendAsync(
                        prediction("", "application/octet-stream", image), BodyHandlers.ofString())
                .thenApply(Client::answer);
    }

    private static Answer answer(HttpResponse<String> response) {
        try {
            return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + response.body(), e);
        }
    }

    /** Waits until the server says that of itself. */
    void awaitReadiness(String status) throws IOException, InterruptedException {
        while (!get("/ready").body().contains(status)) {
            Thread.onSpinWait();
        }
    }
}
