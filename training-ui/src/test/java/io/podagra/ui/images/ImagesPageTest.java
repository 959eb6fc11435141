package io.podagra.ui.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.podagra.data.Part;
import io.podagra.ui.OverHttp;
import io.podagra.ui.server.RawHttp;
import io.podagra.ui.storage.JsonRecord;
import io.podagra.ui.storage.RunStatsStorage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is published comes out of {@code /images/data} and {@code /images/picture}. */
class ImagesPageTest extends OverHttp {
    private static final List<String> ARMS = List.of("single", "dorsal");

    /** How every PNG begins in base 64. */
    private static final String PNG_AS_TEXT = "iVBORw0KGgo";

    ImagesPageTest() {
        super("/images/data");
    }

    @Test
    void samplesComeOutAsTheyWerePublished() throws IOException {
        ImagesPublisher publisher = publisher(attached("demo"));
        publisher.publish(Pictures.samples(publisher, "dorsal", 2));

        JsonNode shown = data().at("/shown");
        assertThat(shown.path("kept").asBoolean()).isTrue();
        assertThat(shown.path("arms"))
                .extracting(arm -> arm.path("name").asText())
                .containsExactly("single", "dorsal");
        assertThat(shown.at("/arms/0/samples").isNull()).isTrue();
        JsonNode sample = shown.at("/arms/1/samples/samples/1");
        assertThat(sample.path("image").asText()).isEqualTo("images/p020-dorsal.png");
        assertThat(sample.path("view").asText()).isEqualTo("dorsal");
        assertThat(sample.path("label").asText()).isEqualTo("normal");
        assertThat(sample.path("variants")).hasSize(4);
        assertThat(sample.at("/variants/1/epoch").asInt()).isEqualTo(2);
        assertThat(sample.at("/variants/1/changes/2/what").asText()).isEqualTo("mirrored");
        assertThat(sample.at("/variants/0/changes/1/amount").asText()).isEqualTo("+1.9 -4.2 %");
    }

    @Test
    void aPictureIsServedAsItWasKept() throws IOException {
        ImagesPublisher publisher = publisher(attached("demo"));
        String name = publisher.keep(Part.TRAIN, () -> Pictures.picture(3)).orElseThrow();

        RawHttp.Response response = http.get("/images/picture/" + name + ".png");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers())
                .containsIgnoringCase("content-type: image/png")
                .containsIgnoringCase("cache-control: private, no-store")
                .containsIgnoringCase("content-security-policy: default-src 'none'");
        assertThat(response.body().getBytes(StandardCharsets.ISO_8859_1))
                .isEqualTo(PicturePng.of(Pictures.picture(3)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0123456789abcdef0123456789abcdef.png",
                "podagra",
                "podagra.png",
                "run.png",
                "0123456789ABCDEF0123456789ABCDEF.png",
                "%2e%2e%2fstats.db",
            })
    void whatIsNoPictureIsNotServed(String name) throws IOException {
        publisher(attached("demo"));
        RawHttp.Response response = http.get("/images/picture/" + name);
        assertThat(response.status()).isIn(400, 404);
        assertThat(response.body()).doesNotContain("kept");
    }

    @Test
    void aPictureIsKeptOnceHoweverOftenItIsShown() {
        RunStatsStorage run = attached("demo");
        ImagesPublisher publisher = publisher(run);
        Optional<String> first = publisher.keep(Part.TRAIN, () -> Pictures.picture(3));
        assertThat(publisher.keep(Part.TRAIN, () -> Pictures.picture(3))).isEqualTo(first);
        assertThat(publisher.keep(Part.TRAIN, () -> Pictures.picture(4))).isNotEqualTo(first);
        assertThat(run.storage().getAllStaticInfos("demo", JsonRecord.PICTURES)).hasSize(2);
    }

    @Test
    void theLatestAndTheBestErrorsAreShown() throws IOException {
        ImagesPublisher publisher = publisher(attached("demo"));
        publisher.publish(Pictures.validation(publisher, "single", 1, true, 0.05));
        publisher.publish(Pictures.validation(publisher, "single", 2, true, 0.09));
        publisher.publish(Pictures.validation(publisher, "single", 3, false, 0.07));

        JsonNode arm = data().at("/shown/arms/0");
        assertThat(arm.at("/latest/epoch").asInt()).isEqualTo(3);
        assertThat(arm.at("/best/epoch").asInt()).isEqualTo(2);
        assertThat(arm.at("/best/missed")).hasSize(6);
        assertThat(arm.at("/best/missed/0/scores/0/scorer").asText()).isEqualTo("single");
        assertThat(arm.at("/best/missed/0/scores/0/score").asDouble()).isEqualTo(0.09);
        assertThat(arm.at("/best/falseAlarms/0/scores/0/score").asDouble()).isEqualTo(0.91);
        assertThat(arm.at("/best/missed/0/label").asText()).isEqualTo("abnormal");
    }

    @Test
    void theTestImagesComeByMethodWithTheScoresOfBoth() throws IOException {
        ImagesPublisher publisher = publisher(attached("demo"));
        publisher.publish(Pictures.test(publisher, "multiple"));
        publisher.publish(Pictures.test(publisher, "single"));

        JsonNode test = data().at("/shown/test");
        assertThat(test)
                .extracting(method -> method.path("name").asText())
                .containsExactly("single", "multiple");
        assertThat(test.at("/0/latest/missed/0/scores"))
                .extracting(score -> score.path("scorer").asText())
                .containsExactly("single", "multiple");
    }

    @Test
    void switchedOffNothingIsKept() throws IOException {
        RunStatsStorage run = attached("demo");
        ImagesPublisher publisher = new ImagesPublisher(run, ARMS, false, false);
        assertThat(publisher.keepsPictures()).isFalse();
        assertThat(publisher.keep(Part.TRAIN, () -> Pictures.picture(1))).isEmpty();
        publisher.publish(Pictures.samples(publisher, "dorsal", 2));
        publisher.publish(Pictures.validation(publisher, "dorsal", 1, true, 0.1));

        assertThat(data().at("/shown/kept").asBoolean(true)).isFalse();
        assertThat(data().at("/shown/arms/1/samples").isNull()).isTrue();
        assertThat(data().at("/shown/arms/1/latest").isNull()).isTrue();
        assertThat(run.storage().getAllStaticInfos("demo", JsonRecord.PICTURES)).isEmpty();
    }

    @Test
    void switchedOffOnResumingThePicturesOfBeforeAreGone(@TempDir Path folder) throws IOException {
        String name;
        try (RunStatsStorage run = RunStatsStorage.open(folder)) {
            name = publisher(run).keep(Part.TRAIN, () -> Pictures.picture(3)).orElseThrow();
        }
        byte[] before = Files.readAllBytes(folder.resolve(RunStatsStorage.FILE_NAME));
        try (RunStatsStorage run = RunStatsStorage.open(folder)) {
            ui.attach(run.storage());
            new ImagesPublisher(run, ARMS, false, false);
            assertThat(http.get("/images/picture/" + name + ".png").status()).isEqualTo(404);
            ui.close();
        }
        byte[] after = Files.readAllBytes(folder.resolve(RunStatsStorage.FILE_NAME));
        assertThat(new String(before, StandardCharsets.ISO_8859_1)).contains(PNG_AS_TEXT);
        assertThat(new String(after, StandardCharsets.ISO_8859_1)).doesNotContain(PNG_AS_TEXT);

        try (RunStatsStorage run = RunStatsStorage.open(folder)) {
            publisher(run).keep(Part.TRAIN, () -> Pictures.picture(3));
            start();
            ui.attach(run.storage());
            assertThat(http.get("/images/picture/" + name + ".png").status()).isEqualTo(200);
            ui.close();
        }
    }

    @Test
    void allPicturesTogetherStayWithinTheBound() {
        int kept = 0;
        try (RunStatsStorage run = RunStatsStorage.inMemory("demo")) {
            ImagesPublisher publisher = publisher(run);
            for (int number = 0; number < 100; number++) {
                int seed = number;
                kept += publisher.keep(Part.TRAIN, () -> noise(seed)).isPresent() ? 1 : 0;
            }
            long bytes =
                    run.storage().getAllStaticInfos("demo", JsonRecord.PICTURES).stream()
                            .map(record -> ((JsonRecord) record).json())
                            .mapToLong(json -> PictureStore.png(json).orElseThrow().length)
                            .sum();
            assertThat(bytes)
                    .isBetween(
                            PictureStore.MOST_BYTES / 2,
                            PictureStore.MOST_BYTES - PictureStore.FOR_TEST_BYTES);
            assertThat(kept).isLessThan(100);
            // A resumed run counts what is there, and has room for the test still.
            assertThat(publisher(run).keep(Part.VALIDATION, () -> noise(1000))).isEmpty();
            assertThat(publisher(run).keep(Part.TEST, () -> noise(1000))).isPresent();
        }
    }

    @Test
    void aPictureThatCannotBeMadeStopsNobody() {
        ImagesPublisher publisher = publisher(attached("demo"));
        assertThat(
                        publisher.keep(
                                Part.TRAIN,
                                () -> {
                                    throw new IllegalStateException("p17 is gone");
                                }))
                .isEmpty();
        assertThat(publisher.keep(Part.TRAIN, () -> Pictures.picture(1))).isPresent();
    }

    @Test
    void aStorageThatFailsStopsNobody(@TempDir Path folder) {
        RunStatsStorage run = RunStatsStorage.open(folder);
        ImagesPublisher publisher = publisher(run);
        run.close();
        assertThatCode(
                        () -> {
                            publisher.publish(Pictures.samples(publisher, "dorsal", 1));
                            publisher(run).keep(Part.TRAIN, () -> Pictures.picture(1));
                        })
                .doesNotThrowAnyException();
    }

    @Test
    void syntheticImagesMarkTheRun() throws IOException {
        new ImagesPublisher(attached("demo"), ARMS, true, true);
        assertThat(data().at("/shown/synthetic").asBoolean()).isTrue();
    }

    @Test
    void anUnchangedAnswerIsNotSentAgain() throws IOException {
        ImagesPublisher publisher = publisher(attached("demo"));
        publisher.publish(Pictures.validation(publisher, "single", 1, true, 0.05));
        // A picture by itself is no news.
        List<Optional<String>> names = new ArrayList<>();
        assertThatOnlyAChangeIsSentAgain(
                () -> {
                    names.add(publisher.keep(Part.TRAIN, () -> Pictures.picture(99)));
                    publisher.publish(Pictures.validation(publisher, "single", 2, true, 0.06));
                });
        assertThat(names).allMatch(Optional::isPresent);
    }

    @Test
    void aReopenedRunIsShownAsItWas(@TempDir Path folder) throws IOException {
        String before;
        String name;
        try (RunStatsStorage run = RunStatsStorage.open(folder)) {
            ui.attach(run.storage());
            ImagesPublisher publisher = publisher(run);
            publisher.publish(Pictures.samples(publisher, "dorsal", 2));
            publisher.publish(Pictures.validation(publisher, "dorsal", 1, true, 0.05));
            publisher.publish(Pictures.validation(publisher, "dorsal", 2, false, 0.02));
            publisher.publish(Pictures.test(publisher, "single"));
            before = body();
            name = data().at("/shown/arms/1/samples/samples/0/picture").asText();
            ui.close();
        }
        try (RunStatsStorage run = RunStatsStorage.replay(folder)) {
            start();
            ui.attach(run.storage());
            assertThat(body()).isEqualTo(before);
            assertThat(http.get("/images/picture/" + name + ".png").status()).isEqualTo(200);
            ui.close();
        }
    }

    private static ImagesPublisher publisher(RunStatsStorage run) {
        return new ImagesPublisher(run, ARMS, true, false);
    }

    /** Hardly to be compressed: 160 by 160 pixels in colour are some 75 KB. */
    private static BufferedImage noise(int seed) {
        Random random = new Random(seed);
        BufferedImage noise = new BufferedImage(160, 160, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 160; y++) {
            for (int x = 0; x < 160; x++) {
                noise.setRGB(x, y, random.nextInt(0x1000000));
            }
        }
        return noise;
    }
}
