package io.podagra.ui.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.api.StatsReport;
import org.deeplearning4j.ui.model.storage.impl.SbeStorageMetaData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run's file made by someone who wants it to do something when it is opened. */
class HostileFileTest {
    private static final AtomicBoolean RAN = new AtomicBoolean();

    @TempDir Path folder;
    private Path file;
    private String session;

    /** Runs as soon as it is deserialised. */
    private static final class Gadget implements Serializable {
        @Serial private static final long serialVersionUID = 1;

        @Serial
        private void readObject(ObjectInputStream in) {
            RAN.set(true);
        }
    }

    /** Runs as soon as it is made by its name. */
    public static final class ByName {
        static {
            RAN.set(true);
        }
    }

    @BeforeEach
    void record() throws IOException {
        RAN.set(false);
        file = folder.resolve("stats.db");
        try (RunStatsStorage run = RunStatsStorage.open(folder)) {
            session = run.run();
            run.storage()
                    .putStaticInfo(new JsonRecord(session, JsonRecord.TRIALS, "good", 1, "{}"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.podagra.ui.storage.HostileFileTest$ByName",
                "json",
                "curve",
                "network",
                "metadata"
            })
    void neitherTheNameOfAKindNorSerialisedObjectsInItRunCode(String kind)
            throws SQLException, IOException {
        byte[] gadget = serialised();
        for (RecordRole role : RecordRole.values()) {
            plant(role.number(), kind, gadget);
        }
        try (RunStatsStorage run = RunStatsStorage.replay(folder)) {
            everything(run.storage());
            assertThat(run.storage().getAllStaticInfos(session, JsonRecord.TRIALS))
                    .extracting(Persistable::getWorkerID)
                    .contains("good");
        }
        assertThat(RAN).isFalse();
    }

    @Test
    void objectsThatDeeplearning4jAttachesAreLeftClosed() {
        Gadget gadget = new Gadget();
        try (RunStatsStorage run = RunStatsStorage.open(folder)) {
            run.storage()
                    .putStorageMetaData(
                            new SbeStorageMetaData(1, session, "type", "w", "a", "b", gadget));
            CurveReport report = new CurveReport();
            report.reportIDs(session, StatsListener.TYPE_ID, JsonRecord.WORKER_ID, 1);
            report.reportDataSetMetaData(List.of(gadget), Gadget.class);
            run.storage().putUpdate(report);
        }
        try (RunStatsStorage run = RunStatsStorage.replay(folder)) {
            StatsStorage storage = run.storage();
            assertThat(storage.getStorageMetaData(session, "type").getExtraMetaData()).isNull();
            StatsReport report =
                    (StatsReport)
                            storage.getLatestUpdate(
                                    session, StatsListener.TYPE_ID, JsonRecord.WORKER_ID);
            assertThat(report.getDataSetMetaData()).isEmpty();
        }
        assertThat(RAN).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE VIEW more AS SELECT * FROM record",
                "CREATE TRIGGER more AFTER INSERT ON record BEGIN DELETE FROM record; END",
                "ALTER TABLE record ADD COLUMN more TEXT",
                "PRAGMA user_version = 7",
                "PRAGMA application_id = 7"
            })
    void aFileThatDefinesAnythingElseIsRefusedAndLeftAsItIs(String more)
            throws SQLException, IOException {
        change(more);
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> RunStatsStorage.replay(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("move it away");
        assertThatThrownBy(() -> RunStatsStorage.open(folder))
                .isInstanceOf(InvalidInputException.class);
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void aFileCutShortIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, 700));
        assertThatThrownBy(() -> RunStatsStorage.replay(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(file.toString());
    }

    private void plant(int role, String kind, byte[] content) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement insert =
                        connection.prepareStatement(
                                "INSERT INTO record (role, session, type, worker, slot, time, kind,"
                                        + " content) VALUES (?, '', ?, 'bad', 0, 0, ?, ?)")) {
            insert.setInt(1, role);
            insert.setString(2, JsonRecord.TRIALS);
            insert.setString(3, kind);
            insert.setBytes(4, content);
            insert.executeUpdate();
        }
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Asks for all that a page could ask for. */
    private void everything(StatsStorage storage) {
        assertThat(storage.listSessionIDs()).contains(session);
        for (String type : storage.listTypeIDsForSession(session)) {
            List<Persistable> standing = storage.getAllStaticInfos(session, type);
            List<Persistable> updates = storage.getAllUpdatesAfter(session, type, -1);
            assertThat(standing).doesNotContainNull();
            assertThat(updates).doesNotContainNull();
            storage.getStorageMetaData(session, type);
            storage.getLatestUpdateAllWorkers(session, type);
        }
    }

    private static byte[] serialised() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Gadget());
        }
        return bytes.toByteArray();
    }
}
