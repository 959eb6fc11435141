package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

@Timeout(value = 60, unit = TimeUnit.SECONDS) // A prefetcher gone wrong is waited for for ever.
class ImageIteratorsTest {
    private static final ImageSettings SETTINGS = new ImageSettings(32);
    private static final AugmentationSettings VARIED = AugmentationSettings.defaults();
    private static final String PREFETCH_THREAD = "ADSI prefetch thread";

    @TempDir private Path folder;
    private List<CohortImage> images;

    @BeforeEach
    void writeImages() throws IOException {
        images = TestImages.cohort(folder, 7);
    }

    @Test
    void evaluationKeepsTheOrderAndTheLastPartialBatch() {
        try (ImageIterator iterator = ImageIterators.evaluation(images, SETTINGS, 3)) {
            List<DataSet> batches = batchesOf(iterator);
            assertThat(batches).extracting(DataSet::numExamples).containsExactly(3, 3, 1);

            INDArray features = featuresOf(batches);
            INDArray labels = labelsOf(batches);
            ImageLoader loader = new ImageLoader(SETTINGS);
            for (int row = 0; row < images.size(); row++) {
                INDArray expected = loader.load(images.get(row).file());
                Normalisers.of(Normalisation.RANGE).transform(expected);
                assertThat(features.slice(row)).isEqualTo(expected.slice(0));
                assertThat(labels.getDouble(row, images.get(row).label().code())).isEqualTo(1);
                assertThat(labels.slice(row).sumNumber().intValue()).isEqualTo(1);
            }
        }
    }

    @Test
    void labelsAreWhatTheTargetSaysInTheOrderOfTheImages() {
        Target place =
                new Target() {
                    @Override
                    public int size() {
                        return 3;
                    }

                    @Override
                    public float[] of(CohortImage image) {
                        return new float[] {images.indexOf(image), 0.25f, -1};
                    }
                };
        CachedImages none = CachedImages.none();
        try (ImageIterator evaluation =
                        ImageIterators.evaluation(images, place, none, SETTINGS, 7);
                ImageIterator training =
                        ImageIterators.training(images, place, none, SETTINGS, VARIED, 7, 1)) {
            INDArray listed = evaluation.next().getLabels();
            INDArray shuffled = training.next().getLabels();

            assertThat(listed.getColumn(0).toDoubleVector()).containsExactly(0, 1, 2, 3, 4, 5, 6);
            assertThat(listed.getRow(3).toFloatVector()).containsExactly(3, 0.25f, -1);
            assertThat(shuffled.getColumn(0).toDoubleVector())
                    .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6)
                    .isNotEqualTo(listed.getColumn(0).toDoubleVector());
            assertThat(training.totalOutcomes()).isEqualTo(3);
        }
    }

    @Test
    void evaluationIsTheSameInEveryEpoch() {
        try (ImageIterator iterator = ImageIterators.evaluation(images, SETTINGS, 2)) {
            INDArray first = featuresOf(batchesOf(iterator));
            iterator.reset();
            assertThat(featuresOf(batchesOf(iterator))).isEqualTo(first);
        }
    }

    @Test
    void valuesAreNormalised() {
        try (ImageIterator iterator = ImageIterators.evaluation(images, SETTINGS, 7)) {
            INDArray features = iterator.next().getFeatures();
            assertThat(features.minNumber().doubleValue()).isBetween(-1.0, -0.8);
            assertThat(features.maxNumber().doubleValue()).isBetween(0.5, 1.0);
            assertThat(iterator.getPreProcessor()).isEqualTo(Normalisers.of(Normalisation.RANGE));
        }
    }

    @Test
    void trainingRepeatsForTheSameSeed() {
        try (ImageIterator one = training(3, 9);
                ImageIterator other = training(3, 9)) {
            for (int epoch = 0; epoch < 3; epoch++) {
                assertThat(featuresOf(batchesOf(one))).isEqualTo(featuresOf(batchesOf(other)));
                one.reset();
                other.reset();
            }
        }
    }

    @Test
    void trainingDiffersFromEpochToEpochAndFromSeedToSeed() {
        try (ImageIterator one = training(4, 9);
                ImageIterator other = training(4, 10)) {
            INDArray first = featuresOf(batchesOf(one));
            one.reset();
            assertThat(featuresOf(batchesOf(one))).isNotEqualTo(first);
            assertThat(featuresOf(batchesOf(other))).isNotEqualTo(first);
        }
    }

    @Test
    void resumedTrainingSeesTheEpochItWouldHaveSeen() {
        try (ImageIterator straight = training(4, 9);
                ImageIterator resumed = training(4, 9)) {
            batchesOf(straight);
            straight.reset();
            batchesOf(straight);
            straight.reset();
            resumed.startEpoch(2);

            assertThat(featuresOf(batchesOf(resumed))).isEqualTo(featuresOf(batchesOf(straight)));
        }
    }

    @Test
    void resetBeforeAnythingWasTakenStaysInTheEpoch() {
        try (ImageIterator fresh = training(4, 9);
                ImageIterator reset = training(4, 9)) {
            reset.reset();
            assertThat(reset.hasNext()).isTrue();
            reset.reset();
            assertThat(featuresOf(batchesOf(reset))).isEqualTo(featuresOf(batchesOf(fresh)));
        }
    }

    @Test
    void epochLeftHalfwayCanBeStartedAgain() {
        try (ImageIterator iterator = training(2, 9)) {
            INDArray whole = featuresOf(batchesOf(iterator));
            iterator.startEpoch(0);
            iterator.next();
            iterator.startEpoch(0);
            assertThat(featuresOf(batchesOf(iterator))).isEqualTo(whole);
        }
    }

    @Test
    void lastTrainingBatchIsNeverASingleImage() {
        assertThat(trainingBatchSizes(2)).containsExactly(2, 2, 2);
        assertThat(trainingBatchSizes(3)).containsExactly(3, 3);
        assertThat(trainingBatchSizes(4)).containsExactly(4, 3);
        assertThat(trainingBatchSizes(5)).containsExactly(5, 2);
        assertThat(trainingBatchSizes(7)).containsExactly(7);
        assertThat(trainingBatchSizes(100)).containsExactly(7);
    }

    @Test
    void failureInThePrefetchThreadReachesTheCaller() throws IOException {
        TestImages.spoil(images.get(4));
        try (ImageIterator iterator = ImageIterators.evaluation(images, SETTINGS, 2)) {
            assertThat(iterator.next().numExamples()).isEqualTo(2);
            assertThat(iterator.next().numExamples()).isEqualTo(2);
            assertThatThrownBy(iterator::next)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("'4.png'");
            assertThatThrownBy(iterator::hasNext).isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void failureAtTheFirstImageReachesTheCaller() throws IOException {
        TestImages.spoil(images.get(0));
        try (ImageIterator iterator = ImageIterators.evaluation(images, SETTINGS, 2)) {
            assertThatThrownBy(iterator::hasNext)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("'0.png'");
        }
    }

    @Test
    void iteratorRecoversWhenTheFileIsRepaired() throws IOException {
        TestImages.spoil(images.get(0));
        try (ImageIterator iterator = ImageIterators.evaluation(images, SETTINGS, 2)) {
            assertThatThrownBy(iterator::hasNext).isInstanceOf(InvalidInputException.class);
            TestImages.cohort(folder, 1);
            iterator.reset();
            assertThat(batchesOf(iterator)).hasSize(4);
        }
    }

    @Test
    void closeEndsTheThreadsAndTheIterator() {
        ImageIterator iterator = training(2, 9);
        iterator.next();
        assertThat(prefetchThreads()).isEqualTo(1);
        assertThat(threads(Workers.THREAD_NAME)).isPositive();
        iterator.close();
        iterator.close();

        assertThat(prefetchThreads()).isZero();
        assertThat(threads(Workers.THREAD_NAME)).isZero();
        assertThatIllegalStateException().isThrownBy(iterator::hasNext);
        assertThatIllegalStateException().isThrownBy(iterator::next);
        assertThatIllegalStateException().isThrownBy(iterator::reset);
    }

    @Test
    void numberOfThreadsChangesNothing() {
        try (ImageIterator one = trainingIn(1);
                ImageIterator four = trainingIn(4)) {
            for (int epoch = 0; epoch < 2; epoch++) {
                one.startEpoch(epoch);
                four.startEpoch(epoch);
                assertThat(featuresOf(batchesOf(four))).isEqualTo(featuresOf(batchesOf(one)));
            }
        }
    }

    private ImageIterator trainingIn(int threads) {
        return ImageIterators.training(
                images,
                CachedImages.none(),
                SETTINGS,
                CohortRecordReader.Order.shuffled(VARIED, 9),
                5,
                new Workers(threads));
    }

    @Test
    void endOfAnEpochIsNoSurprise() {
        try (ImageIterator iterator = ImageIterators.evaluation(images, SETTINGS, 7)) {
            iterator.next();
            assertThat(iterator.hasNext()).isFalse();
            assertThat(iterator.hasNext()).isFalse();
            assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void iteratorDescribesItsBatches() {
        try (ImageIterator iterator = ImageIterators.evaluation(images, SETTINGS, 5)) {
            assertThat(iterator.batch()).isEqualTo(5);
            assertThat(iterator.inputColumns()).isEqualTo(3 * 32 * 32);
            assertThat(iterator.totalOutcomes()).isEqualTo(2);
            assertThat(iterator.getLabels()).containsExactly("normal", "abnormal");
            assertThat(iterator.resetSupported()).isTrue();
            assertThat(iterator.asyncSupported()).isFalse();
        }
    }

    @Test
    void tooLittleToTrainOnIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ImageIterators.training(images.subList(0, 1), SETTINGS, VARIED, 2, 9))
                .withMessage("images is 1, expected at least 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageIterators.training(images, SETTINGS, VARIED, 1, 9))
                .withMessage("batchSize is 1, expected at least 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageIterators.evaluation(List.of(), SETTINGS, 1))
                .withMessage("images is 0, expected at least 1");
    }

    private ImageIterator training(int batchSize, long seed) {
        return ImageIterators.training(images, SETTINGS, VARIED, batchSize, seed);
    }

    private List<Integer> trainingBatchSizes(int batchSize) {
        try (ImageIterator iterator = training(batchSize, 9)) {
            List<Integer> first = batchesOf(iterator).stream().map(DataSet::numExamples).toList();
            iterator.reset();
            List<Integer> second = batchesOf(iterator).stream().map(DataSet::numExamples).toList();
            assertThat(second).isEqualTo(first);
            return first;
        }
    }

    private static List<DataSet> batchesOf(ImageIterator iterator) {
        List<DataSet> batches = new ArrayList<>();
        while (iterator.hasNext()) {
            DataSet batch = iterator.next();
            batch.detach();
            batches.add(batch);
        }
        return batches;
    }

    private static INDArray featuresOf(List<DataSet> batches) {
        return Nd4j.concat(0, batches.stream().map(DataSet::getFeatures).toArray(INDArray[]::new));
    }

    private static INDArray labelsOf(List<DataSet> batches) {
        return Nd4j.concat(0, batches.stream().map(DataSet::getLabels).toArray(INDArray[]::new));
    }

    private static long prefetchThreads() {
        return threads(PREFETCH_THREAD);
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(name))
                .count();
    }
}
