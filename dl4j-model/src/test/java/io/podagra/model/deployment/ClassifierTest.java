package io.podagra.model.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.podagra.data.InvalidInputException;
import io.podagra.data.Label;
import io.podagra.model.ImageClassifier;
import io.podagra.model.ModelJson;
import io.podagra.model.ModelMetadata.PatientCall;
import io.podagra.model.ModelZip;
import io.podagra.model.TestModels;
import io.podagra.pipeline.ImageLoader;
import io.podagra.pipeline.ImageSettings;
import io.podagra.pipeline.Normalisation;
import io.podagra.pipeline.Normalisers;
import io.podagra.pipeline.dicom.FrameSelection;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

class ClassifierTest {
    @TempDir private static Path folder;
    private static Path resNet50;
    private static Path single;
    private static Path left;
    private static Path right;
    private static Path bundle;
    private static Path image;

    @BeforeAll
    static void writeModels() throws IOException {
        resNet50 = model("resnet50", TestModels.network(4), "left", "right");
        single = model("single", TestModels.small(1), "left", "right");
        left = model("left", TestModels.small(2), "left");
        right = model("right", TestModels.small(3), "right");
        bundle = bundle("bundle.zip", Map.of("left", left, "right", right));
        image = image("image.png", 1);
    }

    private static Path model(String arm, ComputationGraph network, String... views)
            throws IOException {
        Path file = folder.resolve(arm + ".zip");
        ModelZip.write(
                file,
                network,
                Normalisers.of(Normalisation.RANGE),
                TestModels.metadata(arm, views));
        network.close();
        return file;
    }

    private static Path bundle(String name, Map<String, Path> byView) throws IOException {
        Map<String, Path> entries = new LinkedHashMap<>();
        byView.forEach((view, file) -> entries.put("models/" + view + ".zip", file));
        Bundle says =
                new Bundle(
                        Bundle.SCHEMA,
                        "multiple",
                        byView.keySet().stream()
                                .map(view -> new Bundle.Entry(view, "models/" + view + ".zip"))
                                .toList(),
                        Optional.of(new PatientCall(0.3, "youden", "12 validation patients")),
                        true);
        Path file = folder.resolve(name);
        ModelZip.writeBundle(file, entries, Map.of(Bundle.ENTRY, ModelJson.write(says)));
        return file;
    }

    private static Path image(String name, long seed) throws IOException {
        BufferedImage picture = new BufferedImage(60, 40, BufferedImage.TYPE_BYTE_GRAY);
        Random random = new Random(seed);
        for (int pixel = 0; pixel < 60 * 40; pixel++) {
            picture.getRaster().setSample(pixel % 60, pixel / 60, 0, random.nextInt(256));
        }
        Path file = folder.resolve(name);
        ImageIO.write(picture, "png", file.toFile());
        return file;
    }

    private static double scoreOf(Path model, Path image) {
        try (ImageClassifier network = ImageClassifier.load(model);
                INDArray tensor = new ImageLoader(new ImageSettings(TestModels.SIZE)).load(image)) {
            return network.score(List.of(tensor)).scores()[0];
        }
    }

    @Test
    void saysWhatTheNetworkSaysWithCallAndCalibratedProbability() {
        try (Classifier classifier = Classifier.load(single)) {
            Classification found = classifier.classify(image);

            double score = scoreOf(single, image);
            assertThat(found.score()).isCloseTo(score, within(1e-6));
            assertThat(found.call()).contains(score >= 0.5 ? Label.ABNORMAL : Label.NORMAL);
            double logit = 2 * Math.log(score / (1 - score)) - 1;
            assertThat(found.probability().orElseThrow())
                    .isCloseTo(1 / (1 + Math.exp(-logit)), within(1e-5));
            assertThat(found.operatingPoint().orElseThrow().rule()).isEqualTo("youden");
            assertThat(classifier.synthetic()).isTrue();
        }
    }

    @Test
    void callsAtAnotherOperatingPointThatTheModelHas() {
        ClassifierSettings sensitive =
                new ClassifierSettings(Optional.of("sensitivity-1.0"), FrameSelection.first());
        try (Classifier classifier = Classifier.load(single, sensitive)) {
            assertThat(classifier.classify(image).call()).contains(Label.ABNORMAL);
        }
        ClassifierSettings unknown =
                new ClassifierSettings(Optional.of("guess"), FrameSelection.first());
        assertThatThrownBy(() -> Classifier.load(single, unknown))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no operating point 'guess'; expected youden or sens");
    }

    @Test
    void aBundleSendsAnImageToTheNetworkOfItsView() {
        try (Classifier classifier = Classifier.load(bundle)) {
            assertThat(classifier.views()).containsExactly("left", "right");
            assertThat(classifier.classify(image, "left").score())
                    .isCloseTo(scoreOf(left, image), within(1e-6));
            Classification found = classifier.classify(image, "right");
            assertThat(found.score()).isCloseTo(scoreOf(right, image), within(1e-6));
            assertThat(found.arm()).isEqualTo("right");
        }
    }

    @Test
    void aPatientIsCalledByTheBundlesRuleAtTheDefaultOperatingPointAlone() {
        try (Classifier classifier = Classifier.load(bundle)) {
            assertThat(classifier.patientCall()).map(PatientCall::share).contains(0.3);
        }
        try (Classifier asked = Classifier.load(bundle, at("youden"))) {
            assertThat(asked.patientCall()).map(PatientCall::share).contains(0.3);
        }
        try (Classifier other = Classifier.load(bundle, at("sensitivity-1.0"))) {
            assertThat(other.patientCall()).isEmpty();
        }
        try (Classifier left = Classifier.load(ClassifierTest.left)) {
            assertThat(left.patientCall()).isEqualTo(left.models().get(0).patientCall());
        }
    }

    private static ClassifierSettings at(String rule) {
        return new ClassifierSettings(Optional.of(rule), FrameSelection.first());
    }

    @Test
    void anImageOfAViewThatNobodyWasTrainedOnIsRefused() {
        try (Classifier classifier = Classifier.load(bundle)) {
            assertThatThrownBy(() -> classifier.classify(image, "plantar"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage(
                            "view 'plantar' is none that the model was trained on; expected one of"
                                    + " left, right");
            assertThatThrownBy(() -> classifier.classify(image))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("say which view it is of");
        }
        try (Classifier classifier = Classifier.load(left)) {
            assertThatThrownBy(() -> classifier.classify(image, "right"))
                    .isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void aBundleWhoseModelIsOfAnotherViewIsRefused() throws IOException {
        Path swapped = bundle("swapped.zip", Map.of("left", right));

        assertThatThrownBy(() -> Classifier.load(swapped))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(
                        "models/left.zip: is for the views [right], the bundle takes");
    }

    @Test
    void severalThreadsGetTheAnswersOfTheirImages() throws IOException {
        List<Path> images = List.of(image("a.png", 4), image("b.png", 5), image("c.png", 6), image);
        try (Classifier classifier = Classifier.load(bundle)) {
            List<Double> alone =
                    images.stream().map(each -> classifier.classify(each, "left").score()).toList();
            assertThat(alone).doesNotHaveDuplicates();

            List<Double> together =
                    IntStream.range(0, 40)
                            .parallel()
                            .mapToObj(
                                    turn ->
                                            classifier
                                                    .classify(images.get(turn % 4), "left")
                                                    .score())
                            .toList();

            for (int turn = 0; turn < 40; turn++) {
                assertThat(together.get(turn)).isCloseTo(alone.get(turn % 4), within(1e-6));
            }
        }
    }

    @Test
    void aZipOfDeeplearning4jAloneWorksWithAssumptionsThatItSays() throws IOException {
        Path plain = folder.resolve("plain.zip");
        ComputationGraph network = TestModels.small(1);
        ModelSerializer.writeModel(network, plain.toFile(), false);
        network.close();

        try (Classifier classifier = Classifier.load(plain)) {
            Classification found = classifier.classify(image);

            assertThat(found.score()).isBetween(0.0, 1.0);
            assertThat(found.call()).isEmpty();
            assertThat(found.probability()).isEmpty();
            assertThat(classifier.models().get(0).assumptions())
                    .anyMatch(sentence -> sentence.contains("no podagra/model.json"))
                    .anyMatch(sentence -> sentence.contains("square of 224 pixels"))
                    .anyMatch(sentence -> sentence.contains("no operating point"));
        }
    }

    @Test
    void aConfigurationThatNamesOtherClassesThanDeeplearning4jsIsRefused() throws IOException {
        Path file = folder.resolve("evil.zip");
        try (var out = new java.util.zip.ZipOutputStream(Files.newOutputStream(file))) {
            out.putNextEntry(new java.util.zip.ZipEntry(ModelSerializer.CONFIGURATION_JSON));
            out.write(
                    "{\"vertices\":{\"a\":{\"@class\":\"com.evil.Gadget\"}}}"
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        assertThatThrownBy(() -> Classifier.load(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("names the class 'com.evil.Gadget'");
    }

    @Test
    void anImageThatIsNoneIsRefusedAndTheNextOneIsClassified() throws IOException {
        Path text = Files.writeString(folder.resolve("text.png"), "no image");
        try (Classifier classifier = Classifier.load(single)) {
            assertThatThrownBy(() -> classifier.classify(text))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("text.png");
            assertThat(classifier.classify(image).score()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void afterItIsClosedItSaysSoAndClosingAgainDoesNothing() {
        Classifier classifier = Classifier.load(resNet50);
        try (PreparedImage prepared = classifier.images(image, Optional.empty()).get(0).prepare()) {
            assertThat(classifier.explain(prepared, false)).isPresent();

            classifier.close();
            classifier.close();

            assertThat(classifier.models()).hasSize(1);
            assertClosed(() -> classifier.classify(image));
            assertClosed(() -> classifier.classify(List.of(prepared)));
            assertClosed(() -> classifier.explain(prepared, false));
            assertClosed(() -> classifier.images(image, Optional.empty()));
        }
    }

    private static void assertClosed(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the classifier is closed");
    }

    /** Whoever began before is answered; whoever comes later is told; nothing else happens. */
    @Test
    void closingWaitsForWhoeverIsAtWork() throws Exception {
        Classifier classifier = Classifier.load(single);
        PreparedImage prepared = classifier.images(image, Optional.empty()).get(0).prepare();
        double score = classifier.classify(List.of(prepared)).get(0).score();
        CountDownLatch begun = new CountDownLatch(4);
        List<CompletableFuture<List<Double>>> callers =
                IntStream.range(0, 4)
                        .mapToObj(
                                caller ->
                                        CompletableFuture.supplyAsync(
                                                () -> untilClosed(classifier, prepared, begun),
                                                task -> new Thread(task).start()))
                        .toList();

        begun.await();
        classifier.close();

        for (CompletableFuture<List<Double>> caller : callers) {
            assertThat(caller.get())
                    .isNotEmpty()
                    .allSatisfy(found -> assertThat(found).isCloseTo(score, within(1e-6)));
        }
        prepared.close();
    }

    private static List<Double> untilClosed(
            Classifier classifier, PreparedImage image, CountDownLatch begun) {
        List<Double> scores = new ArrayList<>();
        try {
            for (int turn = 0; turn < 30; turn++) {
                scores.add(classifier.classify(List.of(image)).get(0).score());
                if (turn == 0) {
                    begun.countDown();
                }
            }
        } catch (IllegalStateException closed) {
            assertThat(closed).hasMessageContaining("the classifier is closed");
        } finally {
            if (scores.isEmpty()) { // else it has been counted
                begun.countDown();
            }
        }
        return scores;
    }

    /** What is within it is covered by its seal, which is asked for. */
    @Test
    void aBundleWithoutItsSealIsRefused() throws IOException {
        Path unsealed = folder.resolve("unsealed.zip");
        byte[] bytes = Files.readAllBytes(bundle);
        int comment = "podagra-sha256:".length() + 64;
        bytes = Arrays.copyOf(bytes, bytes.length - comment);
        bytes[bytes.length - 2] = 0;
        bytes[bytes.length - 1] = 0;
        Files.write(unsealed, bytes);

        assertThatThrownBy(() -> Classifier.load(unsealed))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("its seal is missing");
    }

    @Test
    void showsWhereAnImageSpeaksForAbnormalAndLeavesItAsItIs() {
        try (Classifier classifier = Classifier.load(resNet50);
                PreparedImage prepared =
                        classifier.images(image, Optional.empty()).get(0).prepare()) {
            double score = classifier.classify(List.of(prepared)).get(0).score();
            INDArray before = prepared.tensor().dup();

            BufferedImage picture = classifier.explain(prepared, false).orElseThrow();

            // What was added below and above 60 by 40 pixels is cut off.
            assertThat((double) picture.getWidth() / picture.getHeight())
                    .isCloseTo(1.5, within(0.1));
            assertThat(prepared.tensor()).isEqualTo(before);
            assertThat(classifier.classify(List.of(prepared)).get(0).score()).isEqualTo(score);
        }
    }
}
