package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.model.ResNet50Graph;
import io.podagra.model.training.TrainingSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeCommandTest {
    private static final Pattern ADDRESS = Pattern.compile("Serving: (http://\\S+)");

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "--port, 70000, port is 70000",
        "--host, 192.0.2.1, no address of this machine",
        "--max-body, 0, largest body",
        "--queue, 0, queue is of 0",
        "--timeout, 0, time limit",
        "--frames, some, expected first"
    })
    void wrongUsageIsSaidBeforeAModelIsLoaded(String option, String value, String said) {
        CommandRun run = CommandRun.of("serve", folder.resolve("none.zip"), option, value);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(said);
    }

    @Test
    void aModelThatIsMissingIsNamed() {
        CommandRun run = CommandRun.of("serve", folder.resolve("none.zip"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("none.zip");
    }

    @Test
    void servesUntilItIsAskedToStop() throws Exception {
        Path model = folder.resolve("toe.zip");
        ComputationGraph network = ResNet50Graph.create(32, TrainingSettings.defaults(), 1);
        ModelSerializer.writeModel(network, model.toFile(), false);
        network.close();
        OtherProcesses processes = new OtherProcesses();
        try {
            Process server =
                    processes.start(model, List.of("serve", model.toString(), "--port", "0"));
            HttpResponse<String> answer = ask(address(server, model));
            server.destroy();

            assertThat(answer.body()).startsWith("{\"error\":\"what was sent is no image\"");
            assertThat(answer.statusCode()).isEqualTo(415);
            assertThat(server.waitFor()).isZero();
            assertThat(OtherProcesses.said(model))
                    .contains("podagra: toe: ")
                    .endsWith("Stopping: answering what was taken ...\nStopped.\n")
                    .doesNotContain("Exception");
        } finally {
            processes.kill();
        }
    }

    private static HttpResponse<String> ask(URI address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .POST(BodyPublishers.ofString("no image"))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static URI address(Process server, Path model) throws IOException {
        while (server.isAlive()) {
            Matcher said = ADDRESS.matcher(OtherProcesses.said(model));
            if (said.find()) {
                return URI.create(said.group(1));
            }
            Thread.onSpinWait();
        }
        throw new AssertionError(OtherProcesses.said(model));
    }
}
