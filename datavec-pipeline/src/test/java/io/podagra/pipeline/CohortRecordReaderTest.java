package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Label;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.records.Record;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.datavec.api.writable.batch.NDArrayRecordBatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CohortRecordReaderTest {
    private static final ImageSettings SETTINGS = new ImageSettings(32);
    private static final AugmentationSettings VARIED = AugmentationSettings.defaults();

    @TempDir private Path folder;
    private List<CohortImage> images;

    @BeforeEach
    void writeImages() throws IOException {
        images = TestImages.cohort(folder, 6);
    }

    @Test
    void recordIsTheLoadersTensorAndTheLabelCode() {
        CohortRecordReader reader =
                CohortRecordReader.inOrder(images, SETTINGS, CachedImages.none());
        ImageLoader loader = new ImageLoader(SETTINGS);
        for (CohortImage image : images) {
            List<Writable> record = reader.next();
            assertThat(record).hasSize(2);
            assertThat(tensorOf(record)).isEqualTo(loader.load(image.file()));
            assertThat(record.get(1).toInt()).isEqualTo(image.label().code());
        }
        assertThat(reader.hasNext()).isFalse();
        assertThatThrownBy(reader::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void labelsAreNamedByCode() {
        CohortRecordReader reader =
                CohortRecordReader.inOrder(images, SETTINGS, CachedImages.none());
        assertThat(reader.getLabels()).containsExactly("normal", "abnormal");
    }

    @Test
    void batchHoldsTheRecordsInOrder() {
        CohortRecordReader records = varied(5);
        CohortRecordReader batches = varied(5);
        List<INDArray> tensors = new ArrayList<>();
        for (int expected : new int[] {4, 2}) {
            NDArrayRecordBatch batch = (NDArrayRecordBatch) batches.next(4);
            assertThat(batch.getArrays().get(1).shape()).containsExactly(expected, 2);
            for (int row = 0; row < expected; row++) {
                List<Writable> record = records.next();
                assertThat(batch.getArrays().get(0).slice(row))
                        .isEqualTo(tensorOf(record).slice(0));
                assertThat(batch.getArrays().get(1).getDouble(row, record.get(1).toInt()))
                        .isEqualTo(1);
                assertThat(batch.getArrays().get(1).slice(row).sumNumber().doubleValue())
                        .isEqualTo(1);
            }
            tensors.add(batch.getArrays().get(0));
        }
        assertThat(tensors.get(0).size(0)).isEqualTo(4);
        assertThat(batches.hasNext()).isFalse();
    }

    @Test
    void resetRepeatsTheEpoch() {
        CohortRecordReader reader = varied(5);
        reader.startEpoch(3);
        INDArray first = epochOf(reader);
        reader.reset();
        assertThat(epochOf(reader)).isEqualTo(first);
    }

    @Test
    void sameSeedAndEpochGiveTheSameWhateverCameBefore() {
        CohortRecordReader straight = varied(5);
        straight.startEpoch(2);
        CohortRecordReader trained = varied(5);
        epochOf(trained);
        trained.startEpoch(1);
        trained.next();
        trained.startEpoch(2);

        assertThat(epochOf(trained)).isEqualTo(epochOf(straight));
    }

    @Test
    void epochsAndSeedsDifferInOrderButHoldEveryImage() {
        CohortRecordReader reader = varied(5);
        List<String> first = orderOf(reader);
        reader.startEpoch(1);
        List<String> second = orderOf(reader);

        assertThat(second).isNotEqualTo(first).containsExactlyInAnyOrderElementsOf(first);
        assertThat(first).hasSize(6).doesNotHaveDuplicates();
        assertThat(orderOf(varied(6))).isNotEqualTo(first);
    }

    @Test
    void variationDiffersFromEpochToEpoch() throws IOException {
        CohortRecordReader reader =
                CohortRecordReader.shuffled(
                        images.subList(0, 1), SETTINGS, VARIED, 5, CachedImages.none());
        INDArray first = tensorOf(reader.next());
        reader.startEpoch(1);
        assertThat(tensorOf(reader.next())).isNotEqualTo(first);
    }

    @Test
    void metadataLeadsBackToTheRecord() {
        CohortRecordReader reader = varied(5);
        reader.next();
        Record record = reader.nextRecord();
        Record again = reader.loadFromMetaData(record.getMetaData());

        assertThat(record.getMetaData().getURI().toString()).startsWith("file:").endsWith(".png");
        assertThat(tensorOf(again.getRecord())).isEqualTo(tensorOf(record.getRecord()));
        assertThat(again.getMetaData()).isEqualTo(record.getMetaData());
    }

    @Test
    void undecodableImageIsNamedByItsPlaceInTheManifest() throws IOException {
        TestImages.spoil(images.get(1));
        CohortRecordReader reader =
                CohortRecordReader.inOrder(images, SETTINGS, CachedImages.none());
        reader.next();
        assertThatThrownBy(reader::next)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "image '1.png' of the manifest: '%s' is no image; expected a whole PNG,"
                                + " JPEG, BMP or TIFF image; replace the file or delete its row",
                        images.get(1).file());
    }

    @Test
    void readerWithoutImagesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> CohortRecordReader.inOrder(List.of(), SETTINGS, CachedImages.none()));
    }

    @Test
    void codesAreThePositionsOfTheLabels() {
        // The one-hot column of a label is its code.
        assertThat(Label.values()).extracting(Label::code).containsExactly(0, 1);
    }

    private CohortRecordReader varied(long seed) {
        return CohortRecordReader.shuffled(images, SETTINGS, VARIED, seed, CachedImages.none());
    }

    private static INDArray tensorOf(List<Writable> record) {
        return ((NDArrayWritable) record.get(0)).get();
    }

    private static INDArray epochOf(CohortRecordReader reader) {
        List<INDArray> tensors = new ArrayList<>();
        while (reader.hasNext()) {
            tensors.add(tensorOf(reader.next()));
        }
        return Nd4j.concat(0, tensors.toArray(INDArray[]::new));
    }

    private static List<String> orderOf(CohortRecordReader reader) {
        List<String> order = new ArrayList<>();
        while (reader.hasNext()) {
            order.add(reader.nextRecord().getMetaData().getURI().toString());
        }
        return order;
    }
}
