package io.podagra.model.training;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.podagra.data.AtomicFiles;
import io.podagra.data.CheckedZipEntry;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The checkpoints of one training: the last two, and the weights of the best epoch.
 *
 * <p>A checkpoint is a zip, not compressed, whose entries' check sums tell whether it is whole. It
 * appears when it is written whole, and only then is the one before the last deleted, so that a
 * process killed at any moment, or a full disk, leaves one to go on from.
 */
public final class CheckpointFolder {
    private static final JsonMapper JSON = JsonMapper.builder().addModule(new Jdk8Module()).build();
    private static final String STATE = "state.json";
    private static final String WEIGHTS = "weights.f32";
    private static final String UPDATER = "updater.f32";
    private static final String BEST = "best";
    private static final String LAST = "checkpoint";
    private static final String SUFFIX = ".zip";
    private static final int KEPT = 2;

    private final Path folder;

    /**
     * @param folder made when there is something to keep
     */
    public CheckpointFolder(Path folder) {
        this.folder = folder;
    }

    /** Writes a checkpoint and drops the one before the last. */
    void write(TrainingState state, INDArray weights, INDArray updater) throws IOException {
        Path file =
                folder.resolve(
                        "%s-%05d-%06d%s".formatted(LAST, state.epoch(), state.batches(), SUFFIX));
        writeZip(
                file,
                zip -> {
                    entry(zip, STATE, () -> zip.write(JSON.writeValueAsBytes(state)));
                    entry(zip, WEIGHTS, () -> ArrayFile.write(zip, weights));
                    entry(zip, UPDATER, () -> ArrayFile.write(zip, updater));
                });
        keep(LAST, file);
        if (state.best().isPresent()) { // only now does nobody need those before
            keep(BEST, best(state.best().get().epoch()));
        }
    }

    /**
     * Keeps the weights of the best epoch; those of the best before it go with the last that needs
     * them.
     */
    void writeBest(int epoch, INDArray weights) throws IOException {
        writeZip(best(epoch), zip -> entry(zip, WEIGHTS, () -> ArrayFile.write(zip, weights)));
    }

    /**
     * Deletes all but the newest two. A training only goes forward: what is named as if it came
     * after the file just written is damaged or of another training, and was not gone on from.
     */
    private void keep(String kind, Path written) throws IOException {
        List<Path> files = newestFirst(kind);
        int newest = files.indexOf(written);
        for (Path file : files) {
            int place = files.indexOf(file) - newest;
            if (place < 0 || place >= KEPT) {
                Files.deleteIfExists(file);
            }
        }
    }

    /**
     * Goes back to the newest checkpoint that is whole.
     *
     * @param identity that it must have
     * @param weights and updater, filled from it
     * @param bestWeights filled with those of its best epoch; untouched if there is none yet
     * @param warn told of a checkpoint that cannot be used
     * @return empty if there is none; the arrays are then untouched
     */
    Optional<TrainingState> restore(
            String identity,
            INDArray weights,
            INDArray updater,
            INDArray bestWeights,
            Consumer<String> warn)
            throws IOException {
        for (Path file : newestFirst(LAST)) {
            try {
                TrainingState state = readState(file);
                if (!state.identity().equals(identity)) {
                    warn.accept(
                            "%s: is of other settings or images and is not used"
                                    .formatted(file.getFileName()));
                    continue;
                }
                Optional<Path> best = state.best().map(result -> best(result.epoch()));
                // Before anything is filled: a training that begins anew needs what is in the
                // arrays.
                verify(file, UPDATER, updater);
                verify(file, WEIGHTS, weights);
                if (best.isPresent()) {
                    verify(best.get(), WEIGHTS, bestWeights);
                    read(best.get(), WEIGHTS, bestWeights);
                }
                read(file, UPDATER, updater);
                read(file, WEIGHTS, weights);
                return Optional.of(state);
            } catch (IOException exception) {
                warn.accept(
                        "%s: is damaged (%s); training goes on from the one before it, or begins anew if there is none"
                                .formatted(file.getFileName(), exception.getMessage()));
            }
        }
        return Optional.empty();
    }

    /** Deletes every checkpoint, and the folder if nothing else is in it: the training is over. */
    public void delete() throws IOException {
        for (Path file :
                Stream.concat(newestFirst(LAST).stream(), newestFirst(BEST).stream()).toList()) {
            Files.deleteIfExists(file);
        }
        if (Files.isDirectory(folder)) {
            try {
                Files.delete(folder);
            } catch (DirectoryNotEmptyException exception) {
                // What is in it is not ours.
            }
        }
    }

    private Path best(int epoch) {
        return folder.resolve("%s-%05d%s".formatted(BEST, epoch, SUFFIX));
    }

    private List<Path> newestFirst(String kind) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> isOf(file, kind))
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .toList();
        }
    }

    private static boolean isOf(Path file, String kind) {
        String name = file.getFileName().toString();
        return name.startsWith(kind + "-") && name.endsWith(SUFFIX);
    }

    private static TrainingState readState(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = open(zip, STATE)) {
            return JSON.readValue(in.readAllBytes(), TrainingState.class);
        }
    }

    private static void read(Path file, String entry, INDArray into) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = new BufferedInputStream(open(zip, entry), 1 << 16)) {
            ArrayFile.readInto(in, into);
        }
    }

    /** Whether an entry is whole and fits. */
    private static void verify(Path file, String entry, INDArray array) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = open(zip, entry)) {
            long length = ArrayFile.bytes(array);
            if (in.transferTo(OutputStream.nullOutputStream()) != length) {
                throw new IOException("%s does not have %,d bytes".formatted(entry, length));
            }
        }
    }

    private static InputStream open(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("has no " + name);
        }
        return new CheckedZipEntry(zip.getInputStream(entry), entry);
    }

    private static void writeZip(Path file, ZipWriter content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        AtomicFiles.write(
                file,
                temporary -> {
                    try (ZipOutputStream zip =
                            new ZipOutputStream(
                                    new BufferedOutputStream(
                                            Files.newOutputStream(temporary), 1 << 16))) {
                        zip.setLevel(Deflater.NO_COMPRESSION);
                        content.write(zip);
                    }
                });
    }

    private static void entry(ZipOutputStream zip, String name, Content content)
            throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        content.write();
        zip.closeEntry();
    }

    @FunctionalInterface
    private interface ZipWriter {
        void write(ZipOutputStream zip) throws IOException;
    }

    @FunctionalInterface
    private interface Content {
        void write() throws IOException;
    }
}
