package io.podagra.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every checkpoint holds its epoch, as each of its weights and values of the updater. */
class CheckpointFolderTest {
    private static final String IDENTITY = "seed 1, these settings";
    private static final int WEIGHTS = 5;
    private static final int UPDATER = 10;
    private static final int UNTOUCHED = -1;

    @TempDir private Path parent;
    private Path folder;
    private CheckpointFolder checkpoints;

    private final INDArray weights = filled(WEIGHTS, UNTOUCHED);
    private final INDArray updater = filled(UPDATER, UNTOUCHED);
    private final INDArray bestWeights = filled(WEIGHTS, UNTOUCHED);
    private final List<String> warnings = new ArrayList<>();

    @BeforeEach
    void open() {
        folder = parent.resolve("arm/checkpoints");
        checkpoints = new CheckpointFolder(folder);
    }

    @Test
    void isNothingBeforeThereIsSomethingToKeep() throws IOException {
        assertThat(restore()).isEmpty();
        assertThat(folder).doesNotExist();
        checkpoints.delete();
    }

    @Test
    void givesBackWhatWasWritten() throws IOException {
        checkpoints.writeBest(2, filled(WEIGHTS, 2));
        TrainingState state = state(4, 7, 2);
        write(state);

        assertThat(restore()).contains(state);
        assertFilled(4, 2);
        assertThat(warnings).isEmpty();
    }

    @Test
    void leavesTheBestWeightsAloneInTheFirstEpoch() throws IOException {
        TrainingState state = state(1, 3);
        write(state);

        assertThat(restore()).contains(state);
        assertFilled(1, UNTOUCHED);
    }

    @Test
    void keepsTheLastTwoAndTheBestOfBoth() throws IOException {
        write(state(1, 4));
        checkpoints.writeBest(1, filled(WEIGHTS, 1));
        write(state(2, 0, 1));
        checkpoints.writeBest(2, filled(WEIGHTS, 2));
        write(state(3, 0, 2));
        write(state(4, 0, 2));
        write(state(5, 0, 2));
        checkpoints.writeBest(5, filled(WEIGHTS, 5));
        write(state(6, 0, 5));

        assertThat(files())
                .containsExactly(
                        "best-00002.zip",
                        "best-00005.zip",
                        "checkpoint-00005-000000.zip",
                        "checkpoint-00006-000000.zip");
    }

    @Test
    void batchesAreInOrderWithinTheirEpoch() throws IOException {
        write(state(1, 9));
        write(state(1, 10));
        write(state(1, 100));

        assertThat(files())
                .containsExactly("checkpoint-00001-000010.zip", "checkpoint-00001-000100.zip");
        assertThat(restore()).contains(state(1, 100));
    }

    @Test
    void goesBackToTheOneBeforeWhereTheNewestIsCutOff() throws IOException {
        twoCheckpoints();
        Path newest = folder.resolve("checkpoint-00003-000000.zip");
        byte[] bytes = Files.readAllBytes(newest);
        for (int length : new int[] {0, 1, bytes.length / 2, bytes.length - 1}) {
            Files.write(newest, Arrays.copyOf(bytes, length));

            assertThat(restore()).as("cut to %d bytes", length).contains(state(2, 0, 1));
            assertFilled(2, 1);
        }
        assertThat(warnings)
                .hasSize(4)
                .allMatch(
                        warning ->
                                warning.startsWith("checkpoint-00003-000000.zip: is damaged (")
                                        && warning.endsWith(
                                                "training goes on from the one before it, or"
                                                        + " begins anew if there is none"));
    }

    @Test
    void noticesASingleChangedBitOfWeightsAndUpdater() throws IOException {
        twoCheckpoints();
        Path newest = folder.resolve("checkpoint-00003-000000.zip");
        byte[] bytes = Files.readAllBytes(newest);
        int flipped = 0;
        for (int index = 0; index + 4 * WEIGHTS < bytes.length; index++) {
            if (isValue(bytes, index, 3)) {
                byte[] changed = bytes.clone();
                changed[index] ^= 1;
                Files.write(newest, changed);
                flipped++;

                assertThat(restore()).contains(state(2, 0, 1));
                assertFilled(2, 1);
            }
        }
        assertThat(flipped).isPositive();
        assertThat(warnings).hasSize(flipped).allMatch(warning -> warning.contains("check sum"));
    }

    /** A training that then begins anew does so with the weights it was given. */
    @Test
    void fillsNothingWhereTheOnlyCheckpointIsDamaged() throws IOException {
        write(state(1, 5));
        Path only = folder.resolve("checkpoint-00001-000005.zip");
        byte[] bytes = Files.readAllBytes(only);
        for (int index = 0; index < bytes.length; index++) {
            byte[] changed = bytes.clone();
            changed[index] ^= 1;
            Files.write(only, changed);
            if (restore().isEmpty()) {
                assertFilled(UNTOUCHED, UNTOUCHED);
            } else {
                assertFilled(1, UNTOUCHED); // not all of a zip's headers matter
                weights.assign(UNTOUCHED);
                updater.assign(UNTOUCHED);
            }
        }
        assertThat(warnings).hasSizeGreaterThan(4 * (WEIGHTS + UPDATER));
    }

    @Test
    void goesBackToTheOneBeforeWhereTheBestWeightsAreMissing() throws IOException {
        twoCheckpoints();
        Files.delete(folder.resolve("best-00002.zip"));

        assertThat(restore()).contains(state(2, 0, 1));
        assertFilled(2, 1);
        assertThat(warnings).singleElement().asString().contains("best-00002.zip");
    }

    @Test
    void doesNotUseCheckpointsOfOtherSettings() throws IOException {
        twoCheckpoints();

        Optional<TrainingState> restored =
                checkpoints.restore(
                        "seed 2, these settings", weights, updater, bestWeights, warnings::add);

        assertThat(restored).isEmpty();
        assertFilled(UNTOUCHED, UNTOUCHED);
        assertThat(warnings)
                .containsExactly(
                        "checkpoint-00003-000000.zip: is of other settings or images and is not"
                                + " used",
                        "checkpoint-00002-000000.zip: is of other settings or images and is not"
                                + " used");
    }

    /** Their names are of later epochs than those of the training that has only begun. */
    @Test
    void checkpointsOfOtherSettingsDoNotPushOutTheOnesThatAreUsed() throws IOException {
        twoCheckpoints();
        TrainingState first =
                TrainingState.start("seed 2, these settings").next(result(1, true), steps());

        checkpoints.writeBest(1, filled(WEIGHTS, 7));
        checkpoints.write(first, filled(WEIGHTS, 7), filled(UPDATER, 7));

        assertThat(
                        checkpoints.restore(
                                first.identity(), weights, updater, bestWeights, warnings::add))
                .contains(first);
        assertFilled(7, 7);
        assertThat(files()).containsExactly("best-00001.zip", "checkpoint-00002-000000.zip");
    }

    @Test
    void aWriterThatFailsHalfWayLeavesTheOnesBefore() throws IOException {
        twoCheckpoints();
        List<String> before = files();
        INDArray closed = filled(UPDATER, 4);
        closed.close();

        assertThatThrownBy(() -> checkpoints.write(state(4, 0, 2), filled(WEIGHTS, 4), closed))
                .isInstanceOf(IllegalStateException.class);

        assertThat(files()).isEqualTo(before);
        assertThat(restore()).contains(state(3, 0, 2));
    }

    @Test
    void namesThePlaceThatCannotBeWrittenTo() throws IOException {
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "a file where the folder should be");

        assertThatThrownBy(() -> write(state(1, 1)))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining(folder.toString());
    }

    @Test
    void whatAKilledProcessWasWritingIsNoCheckpoint() throws IOException {
        twoCheckpoints();
        Path unfinished =
                folder.resolve(
                        ".checkpoint-00004-000000.zip.123e4567-e89b-12d3-a456-426614174000.tmp");
        Files.writeString(unfinished, "half");

        assertThat(restore()).contains(state(3, 0, 2));
        assertThat(warnings).isEmpty();
    }

    @Test
    void deletingLeavesNothing() throws IOException {
        twoCheckpoints();

        checkpoints.delete();

        assertThat(folder).doesNotExist();
        assertThat(folder.getParent()).exists();
    }

    @Test
    void deletingLeavesFilesThatAreNotItsOwn() throws IOException {
        twoCheckpoints();
        Files.writeString(folder.resolve("notes.txt"), "mine");

        checkpoints.delete();

        assertThat(files()).containsExactly("notes.txt");
    }

    /** At the beginning of epoch 2, best 1, and of epoch 3, best 2. */
    private void twoCheckpoints() throws IOException {
        checkpoints.writeBest(1, filled(WEIGHTS, 1));
        write(state(2, 0, 1));
        checkpoints.writeBest(2, filled(WEIGHTS, 2));
        write(state(3, 0, 2));
    }

    private void write(TrainingState state) throws IOException {
        checkpoints.write(state, filled(WEIGHTS, state.epoch()), filled(UPDATER, state.epoch()));
    }

    private Optional<TrainingState> restore() throws IOException {
        return checkpoints.restore(IDENTITY, weights, updater, bestWeights, warnings::add);
    }

    private void assertFilled(int epoch, int best) {
        assertThat(weights).isEqualTo(filled(WEIGHTS, epoch));
        assertThat(updater).isEqualTo(filled(UPDATER, epoch));
        assertThat(bestWeights).isEqualTo(filled(WEIGHTS, best));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /**
     * @param best the epochs that were better than those before
     */
    private static TrainingState state(int epoch, int batches, Integer... best) {
        List<Integer> better = List.of(best);
        TrainingState state = TrainingState.start(IDENTITY);
        for (int done = 1; done < epoch; done++) {
            state = state.next(result(done, better.contains(done)), steps());
        }
        return batches == 0 ? state : state.within(batches, 8L * batches, 0.1 * batches, steps());
    }

    private static EpochResult result(int epoch, boolean best) {
        return new EpochResult(
                epoch, 1.0 / 3, 0.7, OptionalDouble.of(0.1 * epoch), 1e-3, 2.5, 10, best);
    }

    private static Map<Stage, Integer> steps() {
        return Map.of(Stage.STEM, 1, Stage.HEAD, 30);
    }

    private static INDArray filled(long length, double value) {
        return Nd4j.valueArrayOf(new long[] {1, length}, value, DataType.FLOAT);
    }

    private static boolean isValue(byte[] bytes, int index, float value) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getFloat(index) == value;
    }
}
