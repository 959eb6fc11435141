package io.podagra.ui.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The one table of a run's file, by one connection. Every method is one short transaction and safe
 * for use by several threads; each throws an {@link IllegalStateException} if the file cannot be
 * read or written.
 *
 * <p>{@code seq} rises with everything that is written, also with what takes another's place;
 * {@code slot} is the time of an update, and 0 where one record stands.
 */
final class RecordTable implements AutoCloseable {
    static final String TABLE =
            "CREATE TABLE record (seq INTEGER PRIMARY KEY AUTOINCREMENT, role INTEGER NOT NULL,"
                    + " session TEXT NOT NULL, type TEXT NOT NULL, worker TEXT NOT NULL,"
                    + " slot INTEGER NOT NULL, time INTEGER NOT NULL, kind TEXT NOT NULL,"
                    + " content BLOB NOT NULL)";
    static final String INDEX =
            "CREATE UNIQUE INDEX record_key ON record (role, session, type, worker, slot)";

    /**
     * A record as it lies in the file.
     *
     * @param kind a word that need not be one of {@link RecordKind}
     */
    @SuppressWarnings("ArrayRecordComponent") // on its way to be decoded, never compared
    record Row(long seq, RecordKey key, long time, String kind, byte[] content) {}

    /** That something was written under a key: the latest of it. */
    record Change(long seq, int role, RecordKey key, long time) {}

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;

    RecordTable(Connection connection) {
        this.connection = connection;
    }

    synchronized void put(RecordRole role, RecordKey key, long time, String kind, byte[] content) {
        change(
                "INSERT OR REPLACE INTO record"
                        + " (role, session, type, worker, slot, time, kind, content)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                role.number(),
                key.session(),
                key.type(),
                key.worker(),
                role == RecordRole.UPDATE ? time : 0,
                time,
                kind,
                content);
    }

    /** Removes the first, third, fifth... update of a series. */
    synchronized void keepEverySecondUpdate(RecordKey key) {
        change(
                "DELETE FROM record WHERE seq IN (SELECT seq FROM"
                        + " (SELECT seq, row_number() OVER (ORDER BY slot) AS n FROM record"
                        + " WHERE role = ? AND session = ? AND type = ? AND worker = ?)"
                        + " WHERE n % 2 = 1)",
                RecordRole.UPDATE.number(), key.session(), key.type(), key.worker());
    }

    /**
     * Records in the order of time.
     *
     * @param condition after WHERE
     * @param values for its question marks: numbers and texts
     */
    synchronized List<Row> rows(String condition, Object... values) {
        return list(
                row ->
                        new Row(
                                row.getLong(1),
                                new RecordKey(row.getString(2), row.getString(3), row.getString(4)),
                                row.getLong(5),
                                row.getString(6),
                                row.getBytes(7)),
                "SELECT seq, session, type, worker, time, kind, content FROM record WHERE "
                        + condition,
                values);
    }

    /** Numbers that a query selects. */
    synchronized List<Long> numbers(String query, Object... values) {
        return list(row -> row.getLong(1), query, values);
    }

    /** Texts that a query selects. */
    synchronized List<String> texts(String query, Object... values) {
        return list(row -> row.getString(1), query, values);
    }

    /** What was written after a position, the latest of each key, in the order of writing. */
    synchronized List<Change> changesAfter(long seq) {
        return list(
                row ->
                        new Change(
                                row.getLong(1),
                                row.getInt(2),
                                new RecordKey(row.getString(3), row.getString(4), row.getString(5)),
                                row.getLong(6)),
                "SELECT max(seq), role, session, type, worker, max(time) FROM record WHERE seq > ?"
                        + " GROUP BY role, session, type, worker ORDER BY max(seq)",
                seq);
    }

    private void change(String sql, Object... values) {
        try (PreparedStatement statement = prepared(sql, values)) {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private <T> List<T> list(RowReader<T> reader, String sql, Object... values) {
        try (PreparedStatement statement = prepared(sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> list = new ArrayList<>();
            while (rows.next()) {
                list.add(reader.read(rows));
            }
            return list;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private PreparedStatement prepared(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private static IllegalStateException failed(SQLException e) {
        return new IllegalStateException("the curves cannot be kept or read: " + e.getMessage(), e);
    }

    /** Leaves the connection as one file without logs beside it, if nobody reads at the moment. */
    synchronized void tidyUp() {
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            statement.execute("PRAGMA journal_mode = DELETE");
        } catch (SQLException e) {
            // A reader is in the way: the log stays beside the file and is read with it.
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}
