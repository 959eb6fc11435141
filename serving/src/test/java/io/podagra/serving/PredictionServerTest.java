package io.podagra.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.podagra.data.InvalidInputException;
import io.podagra.model.deployment.Classification;
import io.podagra.model.deployment.Classifier;
import io.podagra.model.deployment.ClassifierSettings;
import io.podagra.model.deployment.PreparedImage;
import io.podagra.model.onednn.OneDnnGraph;
import io.podagra.pipeline.dicom.FrameSelection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionServerTest {
    /** Kernels of other batch sizes add up in another order. */
    private static final double TOLERANCE = 1e-5;

    @TempDir private static Path folder;

    private static Classifier classifier;
    private static Classifier other;
    private static PredictionServer server;
    private static PredictionServer ofTwo;
    private static Client client;
    private static Client clientOfTwo;

    @BeforeAll
    static void start() throws IOException {
        classifier = Classifier.load(TestModels.write(folder.resolve("toe.zip"), 1));
        other = Classifier.load(TestModels.write(folder.resolve("other.zip"), 2));
        ServingSettings settings = ServingSettings.local(ServingLimits.defaults());
        ServedModel toe = new ServedModel("toe", classifier);
        server = PredictionServer.start(List.of(toe), settings);
        ofTwo = PredictionServer.start(List.of(toe, new ServedModel("other", other)), settings);
        client = new Client(server.address());
        clientOfTwo = new Client(ofTwo.address());
    }

    @AfterAll
    static void close() {
        server.close();
        ofTwo.close();
        classifier.close();
        other.close();
    }

    private static Classification expected(Classifier model, byte[] image) {
        try (PreparedImage prepared =
                model.images("image", image, Optional.empty()).get(0).prepare()) {
            return model.classify(List.of(prepared)).get(0);
        }
    }

    @Test
    void saysWhatTheClassifierSays() throws Exception {
        byte[] image = TestModels.png(1);
        Classification expected = expected(classifier, image);

        Client.Answer answer = client.send(client.prediction("?view=Dorsal", "image/png", image));

        assertThat(answer.status()).isEqualTo(200);
        JsonNode json = answer.json();
        assertThat(json.path("model").asText()).isEqualTo("toe");
        assertThat(json.path("arm").asText()).isEqualTo("single");
        assertThat(json.path("synthetic").asBoolean()).isTrue();
        assertThat(json.path("preprocessing").asText()).startsWith("32 px, ");
        assertThat(json.path("images")).hasSize(1);
        JsonNode found = json.path("images").path(0);
        assertThat(found.path("score").asDouble()).isCloseTo(expected.score(), within(TOLERANCE));
        assertThat(found.path("probability").asDouble())
                .isCloseTo(expected.probability().orElseThrow(), within(TOLERANCE));
        assertThat(found.path("call").asText()).isEqualTo(expected.call().orElseThrow().word());
        assertThat(found.path("threshold").asDouble()).isEqualTo(0.25);
        assertThat(found.path("operatingPoint").asText()).isEqualTo("youden");
        assertThat(found.path("view").asText()).isEqualTo("dorsal");
        assertThat(found.path("frame").isNull()).isTrue();
        assertThat(found.path("warning").isNull()).isTrue();
    }

    @Test
    void takesDicom() throws Exception {
        byte[] file = Dicom.ofNoise(3, 64, 48);
        Client.Answer answer = client.send(client.prediction("", "application/dicom", file));

        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        assertThat(answer.score()).isCloseTo(expected(classifier, file).score(), within(TOLERANCE));
    }

    @Test
    void takesAForm() throws Exception {
        byte[] image = TestModels.png(4);
        byte[] form = form(Map.of("view", "plantar"), image);

        Client.Answer answer =
                client.send(client.prediction("", "multipart/form-data; boundary=xyz", form));

        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        assertThat(answer.json().path("images").path(0).path("view").asText()).isEqualTo("plantar");
        assertThat(answer.score())
                .isCloseTo(expected(classifier, image).score(), within(TOLERANCE));
    }

    @Test
    void aFormThatIsCutShortOrHasOtherFieldsIsRefused() throws Exception {
        byte[] form = form(Map.of(), TestModels.png(4));
        byte[] cut = Arrays.copyOf(form, form.length - 40);
        byte[] strange = form(Map.of("patient", "Doe"), TestModels.png(4));
        String type = "multipart/form-data; boundary=xyz";

        assertRefused(client.send(client.prediction("", type, cut)), 400);
        assertRefused(client.send(client.prediction("", type, strange)), 400);
        assertRefused(client.send(client.prediction("", "multipart/form-data", form)), 400);
        assertRefused(
                client.send(
                        client.prediction(
                                "?view=dorsal", type, form(Map.of("view", "plantar"), form))),
                400);
    }

    static byte[] form(Map<String, String> fields, byte[] image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        fields.forEach(
                (name, value) ->
                        out.writeBytes(
                                ascii(
                                        "--xyz\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                                                .formatted(name, value))));
        out.writeBytes(
                ascii(
                        "--xyz\r\n"
                                + "Content-Disposition: form-data; name=\"image\";"
                                + " filename=\"Doe.png\"\r\n"
                                + "Content-Type: image/png\r\n\r\n"));
        out.writeBytes(image);
        out.writeBytes(ascii("\r\n--xyz--\r\n"));
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void everyoneGetsTheAnswerToTheirOwnImage() throws Exception {
        List<byte[]> images = new ArrayList<>();
        List<CompletableFuture<Client.Answer>> answers = new ArrayList<>();
        for (int seed = 0; seed < 48; seed++) {
            images.add(TestModels.png(seed));
            answers.add(client.predictLater(images.get(seed)));
        }
        List<Double> scores = new ArrayList<>();
        for (int index = 0; index < images.size(); index++) {
            double expected = expected(classifier, images.get(index)).score();
            scores.add(expected);
            assertThat(answers.get(index).get().score()).isCloseTo(expected, within(TOLERANCE));
        }
        assertThat(scores.stream().map(score -> Math.round(score * 1e4)).distinct().count())
                .as("images whose scores can be told apart")
                .isGreaterThan(40);
    }

    @Test
    void theModelIsChosenByName() throws Exception {
        byte[] image = TestModels.png(5);
        Client.Answer answer =
                clientOfTwo.send(clientOfTwo.prediction("?model=other", "image/png", image));

        assertThat(answer.json().path("model").asText()).isEqualTo("other");
        assertThat(answer.score()).isCloseTo(expected(other, image).score(), within(TOLERANCE));
        assertRefused(clientOfTwo.predict(image), 400);
        assertRefused(
                clientOfTwo.send(clientOfTwo.prediction("?model=none", "image/png", image)), 422);
    }

    @Test
    void anUnknownViewIsRefusedAndTheKnownOnesNamed() throws Exception {
        Client.Answer answer =
                client.send(client.prediction("?view=lateral", "image/png", TestModels.png(1)));

        assertRefused(answer, 422);
        assertThat(answer.json().path("action").asText()).contains("dorsal, plantar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?veiw=dorsal", "?view=dorsal&view=plantar", "?view=%2e%2e%2f"})
    void aParameterThatIsNotUnderstoodIsNotPassedOver(String query) throws Exception {
        assertRefused(client.send(client.prediction(query, "image/png", TestModels.png(1))), 400);
    }

    @Test
    void whatIsNoWholeImageIsRefused() throws Exception {
        byte[] image = TestModels.png(1);
        assertRefused(client.predict(new byte[0]), 400);
        assertRefused(client.predict(ascii("GIF89a...")), 415);
        assertRefused(client.predict(ascii("no image at all")), 415);
        assertRefused(client.predict(Arrays.copyOf(image, image.length - 20)), 422);
        assertRefused(client.predict(Arrays.copyOf(image, 9)), 422);
        byte[] dicom = Dicom.ofNoise(3, 64, 48);
        assertRefused(client.predict(Arrays.copyOf(dicom, dicom.length - 100)), 422);
        assertRefused(client.send(client.prediction("", "text/html", image)), 415);
        assertRefused(
                client.send(
                        client.to("/v1/predict")
                                .header("Content-Encoding", "gzip")
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(image))
                                .build()),
                415);
    }

    @Test
    void anImageThatWouldFillTheMemoryIsRefusedByItsHeader() throws Exception {
        byte[] bomb = TestModels.png(1);
        // Width and height of the header, and its check sum.
        java.nio.ByteBuffer header = java.nio.ByteBuffer.wrap(bomb);
        header.putInt(16, 60_000).putInt(20, 60_000);
        java.util.zip.CRC32 sum = new java.util.zip.CRC32();
        sum.update(bomb, 12, 17);
        header.putInt(29, (int) sum.getValue());

        Client.Answer answer = client.predict(bomb);

        assertRefused(answer, 422);
        assertThat(answer.json().path("error").asText()).contains("60000 x 60000 pixels");
    }

    @Test
    void otherPathsAndMethodsAreRefused() throws Exception {
        assertRefused(client.send(client.to("/etc/passwd").build()), 404);
        assertRefused(client.send(client.to("/assets/..%2f..%2fetc/passwd").build()), 404);
        Client.Answer get = client.send(client.to("/v1/predict").build());
        assertRefused(get, 405);
        assertThat(get.http().headers().firstValue("Allow")).contains("POST");
        assertRefused(client.send(client.to("/health").DELETE().build()), 405);
    }

    @Test
    void saysThatItIsAliveAndReady() throws Exception {
        assertThat(client.get("/health").body()).isEqualTo("{\"status\":\"alive\"}");
        assertThat(client.get("/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void countsInTheFormatOfPrometheus() throws Exception {
        client.predict(TestModels.png(1));
        client.predict(ascii("no image"));
        var metrics = client.get("/metrics");

        assertThat(metrics.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/plain; version=0.0.4");
        assertThat(metrics.body())
                .containsPattern("podagra_requests_total\\{.*path=\"/v1/predict\".*\\} [0-9]")
                .containsPattern("podagra_images_total\\{model=\"toe\"\\} [0-9]")
                .containsPattern("podagra_refused_total\\{reason=\"unsupported_type\"\\} [0-9]")
                .containsPattern("podagra_prediction_seconds_bucket\\{.*le=\"0.1\"\\}")
                .containsPattern("podagra_batch_images_bucket\\{le=\"16.0\"\\}")
                .contains("podagra_queue_limit 64.0")
                .contains(
                        "podagra_model_info{arm=\"single\",model=\"toe\",synthetic=\"true\",views=\"dorsal"
                            + " plantar\"} 1");
    }

    @Test
    void goesToTheNextFreePortUnlessToldNot() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, ServedHost.of("127.0.0.1").address())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> startAt(port, 1))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("port " + port);
            try (PredictionServer next = startAt(port, 20)) {
                assertThat(next.address().getPort()).isGreaterThan(port);
            }
        }
    }

    private static PredictionServer startAt(int port, int tries) {
        return PredictionServer.start(
                List.of(new ServedModel("toe", classifier)),
                new ServingSettings(
                        "127.0.0.1", port, tries, Optional.empty(), ServingLimits.defaults()));
    }

    @Test
    void twoModelsOfOneNameAreRefused() {
        ServedModel toe = new ServedModel("toe", classifier);
        assertThatThrownBy(
                        () ->
                                PredictionServer.start(
                                        List.of(toe, toe),
                                        ServingSettings.local(ServingLimits.defaults())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("called 'toe'");
    }

    static void assertRefused(Client.Answer answer, int status) {
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(status);
        assertThat(answer.json().path("error").asText()).isNotBlank().doesNotContain("Exception");
        assertThat(answer.json().path("action").asText()).isNotBlank();
        assertThat(answer.json().size()).isEqualTo(2);
    }

    @Test
    void aBundleAnswersByTheViewAndRefusesOthers() throws Exception {
        Path file = TestModels.writeBundle(folder.resolve("joint.zip"), 3, 4);
        byte[] image = TestModels.png(1);
        try (Classifier plantar = Classifier.load(folder.resolve("plantar.zip"));
                Classifier bundle = Classifier.load(file);
                PredictionServer ofBundle =
                        PredictionServer.start(
                                List.of(new ServedModel("joint", bundle)),
                                ServingSettings.local(ServingLimits.defaults()))) {
            Client asking = new Client(ofBundle.address());

            Client.Answer known =
                    asking.send(asking.prediction("?view=plantar", "image/png", image));
            Client.Answer other =
                    asking.send(asking.prediction("?view=medial", "image/png", image));
            Client.Answer none = asking.send(asking.prediction("", "image/png", image));

            assertThat(known.json().path("arm").asText()).isEqualTo("plantar");
            assertThat(known.json().path("images").path(0).path("score").asDouble())
                    .isCloseTo(expected(plantar, image).score(), within(TOLERANCE));
            assertThat(other.status()).isEqualTo(422);
            assertThat(other.json().toString()).contains("dorsal, plantar");
            assertThat(none.status()).isEqualTo(422);
        }
    }

    @Test
    void answersForEveryFrameItWasToldToTakeButNotForAFilm() throws Exception {
        ClassifierSettings everyFrame =
                new ClassifierSettings(Optional.empty(), FrameSelection.all());
        try (Classifier all = Classifier.load(folder.resolve("toe.zip"), everyFrame);
                PredictionServer ofAll =
                        PredictionServer.start(
                                List.of(new ServedModel("toe", all)),
                                ServingSettings.local(ServingLimits.defaults()))) {
            Client asking = new Client(ofAll.address());

            Client.Answer three =
                    asking.send(
                            asking.prediction(
                                    "", "application/dicom", Dicom.ofNoise(3, 64, 48, 3)));
            Client.Answer film =
                    asking.send(
                            asking.prediction(
                                    "", "application/dicom", Dicom.ofNoise(3, 64, 48, 17)));

            assertThat(three.status()).as(three.json().toString()).isEqualTo(200);
            assertThat(three.json().path("images"))
                    .extracting(found -> found.path("frame").asText())
                    .containsExactly("frame 1", "frame 2", "frame 3");
            assertThat(film.status()).isEqualTo(422);
            assertThat(film.json().toString()).contains("17 frames or regions");
        }
    }

    @Test
    void batchesAreOfNoMoreShapesThanANetworkKeepsReady() {
        assertThat(Scorer.SIZES).hasSizeLessThanOrEqualTo(OneDnnGraph.SHAPES_KEPT);
    }
}
