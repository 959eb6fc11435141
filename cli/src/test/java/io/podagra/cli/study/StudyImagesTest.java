package io.podagra.cli.study;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.podagra.cli.TestCohorts;
import io.podagra.cli.settings.SettingsFile;
import io.podagra.cli.settings.StudySettings;
import io.podagra.cli.terminal.Progress;
import io.podagra.data.Label;
import io.podagra.data.phantom.PhantomCohort;
import io.podagra.data.phantom.PhantomSettings;
import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.ScoredImage;
import io.podagra.ui.server.TrainingUi;
import io.podagra.ui.server.UiSettings;
import io.podagra.ui.storage.JsonRecord;
import io.podagra.ui.storage.RunStatsStorage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tiny study on the phantom puts on the page of images. */
class StudyImagesTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir private static Path folder;
    private static RunFolder run;
    private static String live;
    private static JsonNode shown;
    private static final Map<String, byte[]> PICTURES = new HashMap<>();
    private static final Map<String, byte[]> EXPLAINED = new HashMap<>();

    @BeforeAll
    static void study() throws IOException, InterruptedException {
        Path cohort = folder.resolve("cohort");
        PhantomCohort.write(cohort, PhantomSettings.demo().withSize(12, 72), (done, images) -> {});
        run = RunFolder.forNewRun(folder.resolve("run"));
        live = run(cohort, run, Map.of());
        shown = new ObjectMapper().readTree(live).path("shown");
    }

    @Test
    void showsTrainingSamplesOfEveryViewAndLabelAsTheyAreVaried() {
        assertThat(shown.path("arms"))
                .extracting(arm -> arm.path("name").asText())
                .containsExactly("single", "dorsal", "medial", "plantar");
        List<JsonNode> ofSingle = list(shown.at("/arms/0/samples/samples"));
        assertThat(ofSingle.stream().map(sample -> viewOf(sample) + labelOf(sample)).distinct())
                .hasSize(6);
        assertThat(list(shown.at("/arms/2/samples/samples")))
                .hasSize(8)
                .allMatch(sample -> viewOf(sample).equals("medial"));
        for (JsonNode sample : ofSingle) {
            assertThat(sample.path("variants"))
                    .extracting(variant -> variant.path("epoch").asInt())
                    .containsExactly(1, 2); // as many as there are epochs
            assertThat(sample.at("/variants/0/changes/0/what").asText()).isEqualTo("turned");
        }
    }

    @Test
    void showsTheValidationImagesFarthestFromTheirLabels() {
        for (JsonNode arm : shown.path("arms")) {
            assertThat(arm.at("/latest/epoch").asInt()).isEqualTo(2);
            assertThat(arm.at("/best/epoch").asInt()).isBetween(1, 2);
            List<JsonNode> missed = list(arm.at("/latest/missed"));
            List<JsonNode> falseAlarms = list(arm.at("/latest/falseAlarms"));
            assertThat(missed).isNotEmpty().allMatch(image -> labelOf(image).equals("abnormal"));
            assertThat(missed)
                    .isSortedAccordingTo(Comparator.comparingDouble(StudyImagesTest::score));
            assertThat(falseAlarms).isNotEmpty().allMatch(image -> labelOf(image).equals("normal"));
            assertThat(falseAlarms)
                    .isSortedAccordingTo(
                            Comparator.comparingDouble(StudyImagesTest::score).reversed());
        }
    }

    @Test
    void showsTheTestImagesFarthestFromTheirLabelsWithBothScores() {
        ScoreTable scores = ScoreTable.read(run.testScores());
        JsonNode multiple = shown.at("/test/1/latest");
        assertThat(multiple.path("scorer").asText()).isEqualTo("multiple");
        List<String> lowest =
                scores.images().stream()
                        .filter(image -> image.label() == Label.ABNORMAL)
                        .sorted(
                                Comparator.comparingDouble(
                                        image -> image.score(Method.MULTIPLE).orElseThrow()))
                        .limit(6)
                        .map(ScoredImage::imageId)
                        .toList();
        assertThat(list(multiple.path("missed")))
                .extracting(image -> image.path("image").asText())
                .isEqualTo(lowest);
        assertThat(multiple.at("/missed/0/scores")).hasSize(2);
    }

    @Test
    void showsWhatSpeaksForAbnormalInTheTestImagesToEachMethod() {
        for (JsonNode method : shown.path("test")) {
            assertThat(list(method.at("/latest/missed")))
                    .allMatch(image -> image.path("explained").isTextual());
        }
        assertThat(EXPLAINED).hasSizeGreaterThan(12);
    }

    @Test
    void everyPictureIsThereInTheSizeOfTheNetworksInput() throws IOException {
        assertThat(PICTURES).hasSizeGreaterThan(80);
        for (byte[] png : PICTURES.values()) {
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
            assertThat(picture.getWidth()).isEqualTo(32);
            assertThat(picture.getHeight()).isEqualTo(32);
        }
    }

    @Test
    void theRunIsMarkedAsSynthetic() {
        assertThat(shown.path("synthetic").asBoolean()).isTrue();
    }

    @Test
    void replayShowsTheSame() throws IOException, InterruptedException {
        try (RunStatsStorage replay = RunStatsStorage.replay(run.path());
                TrainingUi ui = TrainingUi.start(UiSettings.onPort(0))) {
            ui.attach(replay.storage());
            assertThat(text(ui.address().resolve("/images/data"))).isEqualTo(live);
            for (Map.Entry<String, byte[]> picture : PICTURES.entrySet()) {
                assertThat(get(ui.address().resolve(picture.getKey())))
                        .isEqualTo(picture.getValue());
            }
        }
    }

    @Test
    void switchedOffNoPictureIsKept() throws IOException, InterruptedException {
        RunFolder other = RunFolder.forNewRun(folder.resolve("off"));
        Path small = TestCohorts.write(folder.resolve("small"), 12, "left");
        String data =
                run(
                        small,
                        other,
                        Map.of(
                                "ui.images", "false",
                                "training.epochs", "1",
                                "augmentation.enabled", "false"));
        assertThat(data).contains("\"kept\":false").doesNotContain(".png");
        try (RunStatsStorage replay = RunStatsStorage.replay(other.path())) {
            assertThat(replay.storage().getAllStaticInfos(replay.run(), JsonRecord.PICTURES))
                    .isEmpty();
        }
        try (RunStatsStorage replay = RunStatsStorage.replay(run.path())) {
            assertThat(replay.storage().getAllStaticInfos(replay.run(), JsonRecord.PICTURES))
                    .hasSize(PICTURES.size() + EXPLAINED.size());
        }
    }

    /** Returns what the page shows when the study is done, and fetches its pictures. */
    private static String run(Path cohort, RunFolder run, Map<String, String> changes)
            throws IOException, InterruptedException {
        Map<String, String> values =
                new HashMap<>(
                        Map.of(
                                "tuning.enabled", "false",
                                "image.size", "32",
                                "training.epochs", "2",
                                "training.stages.frozen", "5",
                                "evaluation.bootstrapRedraws", "50",
                                "ui.port", "0"));
        values.putAll(changes);
        StudySettings settings = SettingsFile.read(StudySettings.defaults(), List.of(), values);
        Progress silent = Progress.silent();
        try (Study study = Study.begin(cohort, run, settings, silent);
                StudyPage page = StudyPage.open(run, study, settings.ui(), silent)) {
            study.run(page);
            URI address = page.address().orElseThrow();
            String data = text(address.resolve("/images/data"));
            fetch("picture", data, address, PICTURES);
            fetch("explained", data, address, EXPLAINED);
            return data;
        }
    }

    private static void fetch(String field, String data, URI address, Map<String, byte[]> pictures)
            throws IOException, InterruptedException {
        for (JsonNode picture : new ObjectMapper().readTree(data).findValues(field)) {
            assertThat(picture.isTextual()).isTrue();
            String path = "/images/picture/" + picture.asText() + ".png";
            pictures.put(path, get(address.resolve(path)));
        }
    }

    private static String text(URI address) throws IOException, InterruptedException {
        return new String(get(address), StandardCharsets.UTF_8);
    }

    private static byte[] get(URI address) throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                CLIENT.send(
                        HttpRequest.newBuilder(address).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).as(address.toString()).isEqualTo(200);
        return response.body();
    }

    private static double score(JsonNode image) {
        return image.at("/scores/0/score").asDouble();
    }

    private static String viewOf(JsonNode image) {
        return image.path("view").asText();
    }

    private static String labelOf(JsonNode image) {
        return image.path("label").asText();
    }

    private static List<JsonNode> list(JsonNode array) {
        return new ArrayList<>(StreamSupport.stream(array.spliterator(), false).toList());
    }
}
