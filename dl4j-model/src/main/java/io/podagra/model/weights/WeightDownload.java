package io.podagra.model.weights;

import io.podagra.data.AtomicFiles;
import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.Adler32;
import java.util.zip.CheckedInputStream;
import org.deeplearning4j.zoo.PretrainedType;
import org.deeplearning4j.zoo.model.ResNet50;

/**
 * Fetches a file of weights and checks it. The zoo's own way has no time limit (Deeplearning4j,
 * issue #10043: its server answers 403).
 */
public final class WeightDownload {
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final int OK = 200;
    private static final String INSTEAD =
            "get a file of weights as 'Base weights' in README.md tells, and give its path";

    private final URI source;
    private final long adler32;
    private final Duration limit;

    /**
     * @param adler32 checksum of the file
     * @param limit of the whole download
     */
    WeightDownload(URI source, long adler32, Duration limit) {
        this.source = source;
        this.adler32 = adler32;
        this.limit = limit;
    }

    /**
     * ResNet-50 of Deeplearning4j's zoo, trained on ImageNet.
     *
     * @param limit of the whole download
     */
    public static WeightDownload ofZoo(Duration limit) {
        ResNet50 zoo = ResNet50.builder().build();
        return new WeightDownload(
                URI.create(zoo.pretrainedUrl(PretrainedType.IMAGENET)),
                zoo.pretrainedChecksum(PretrainedType.IMAGENET),
                limit);
    }

    /** Where the file is. */
    public URI source() {
        return source;
    }

    /**
     * Downloads the file; it appears when it is whole and its checksum is right.
     *
     * @throws InvalidInputException if the server does not answer in time, does not give the file,
     *     or gives another
     * @throws IOException if the file cannot be written; an older one is then unchanged
     */
    public void to(Path file) throws IOException {
        AtomicFiles.write(
                file,
                temporary -> {
                    fetch(temporary);
                    requireChecksum(temporary);
                });
    }

    private void fetch(Path target) throws IOException {
        HttpClient client =
                HttpClient.newBuilder()
                        .connectTimeout(CONNECT.compareTo(limit) < 0 ? CONNECT : limit)
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build();
        HttpRequest request = HttpRequest.newBuilder(source).build();
        CompletableFuture<HttpResponse<Path>> answer = client.sendAsync(request, content(target));
        try {
            int status = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            if (status != OK) {
                throw failed("the server answered %d".formatted(status), null);
            }
        } catch (TimeoutException e) {
            throw failed("it took longer than %d s".formatted(limit.toSeconds()), e);
        } catch (ExecutionException e) {
            String reason = e.getCause().getMessage();
            throw failed(
                    e.getCause().getClass().getSimpleName() + (reason == null ? "" : ": " + reason),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the download was interrupted");
        } finally {
            answer.cancel(true);
        }
    }

    /** The file's bytes; what comes with another status is none of them. */
    private static BodyHandler<Path> content(Path target) {
        return response ->
                response.statusCode() == OK
                        ? BodySubscribers.ofFile(target)
                        : BodySubscribers.replacing(target);
    }

    private void requireChecksum(Path file) throws IOException {
        Adler32 checksum = new Adler32();
        try (InputStream in = new CheckedInputStream(Files.newInputStream(file), checksum)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        if (checksum.getValue() != adler32) {
            throw failed(
                    "what came has the Adler-32 checksum %d, expected %d"
                            .formatted(checksum.getValue(), adler32),
                    null);
        }
    }

    private InvalidInputException failed(String why, Exception cause) {
        return new InvalidInputException(
                "%s: the weights cannot be downloaded: %s; %s".formatted(source, why, INSTEAD),
                cause);
    }
}
