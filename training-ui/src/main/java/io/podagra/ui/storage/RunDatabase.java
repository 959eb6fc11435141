package io.podagra.ui.storage;

import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Opens the file of a run, an SQLite database with the table {@link RecordTable#TABLE}.
 *
 * <p>It is written with SQLite's write-ahead log, in which a reader never holds up the writer, and
 * what was committed survives the process. The log needs memory that both share, so they must be on
 * the same machine; once the writer has ended properly there is no log.
 */
final class RunDatabase {
    /** "PodA": what tells our files from other databases. */
    private static final int APPLICATION = 0x506f6441;

    private static final int VERSION = 1;
    private static final int BUSY_MILLISECONDS = 5_000;

    private RunDatabase() {}

    /**
     * A connection that may write, to a file that is created if there is none.
     *
     * @throws InvalidInputException if the file is none of ours, which is left as it is
     */
    static Connection writing(Path file) {
        try {
            boolean anew = !Files.exists(file) || Files.size(file) == 0;
            SQLiteConfig config = new SQLiteConfig();
            config.setBusyTimeout(BUSY_MILLISECONDS);
            return checked(
                    DriverManager.getConnection(url(file), config.toProperties()),
                    connection -> {
                        if (anew) {
                            create(connection);
                        }
                        requireOurs(connection);
                        run(
                                connection,
                                "PRAGMA journal_mode = WAL",
                                "PRAGMA synchronous = NORMAL",
                                // A patient's picture that is replaced leaves no bytes behind.
                                "PRAGMA secure_delete = ON");
                    });
        } catch (SQLException | IOException | LinkageError e) {
            throw unreadable(file, e);
        }
    }

    /**
     * A connection that reads. It leaves the file as it is, and works in a folder that must not be
     * written to.
     *
     * @throws InvalidInputException if the file is none of ours or cannot be read
     */
    static Connection reading(Path file) {
        List<Throwable> failures = new ArrayList<>();
        for (Access access : Access.values()) {
            try {
                return access.open(file);
            } catch (SQLiteException e) {
                failures.add(e);
                if (!isDenied(e)) {
                    break;
                }
            } catch (SQLException | LinkageError e) {
                failures.add(e);
                break;
            }
        }
        throw unreadable(file, failures.get(failures.size() - 1));
    }

    /** The ways to read, from the one that sees what another process writes. */
    private enum Access {
        /** Together with a writer, if there is one. */
        SHARED("?mode=ro"),

        /**
         * The file and its log, without the locks and the shared memory that a folder which must
         * not be written to lacks when its run was killed or copied.
         */
        ALONE("?mode=ro&vfs=" + (isWindows() ? "win32-none" : "unix-none")),

        /** The file without its log, which is missing. */
        FIXED("?mode=ro&immutable=1");

        private final String parameters;

        Access(String parameters) {
            this.parameters = parameters;
        }

        Connection open(Path file) throws SQLException {
            SQLiteConfig config = new SQLiteConfig();
            config.setReadOnly(true);
            config.setBusyTimeout(BUSY_MILLISECONDS);
            return checked(
                    DriverManager.getConnection(url(file) + parameters, config.toProperties()),
                    connection -> {
                        // Nothing that the file defines is run, and no reading outside a page.
                        run(
                                connection,
                                "PRAGMA trusted_schema = OFF",
                                "PRAGMA cell_size_check = ON");
                        if (this == ALONE) {
                            run(connection, "PRAGMA locking_mode = EXCLUSIVE");
                        }
                        requireOurs(connection);
                    });
        }
    }

    /** Escaped, since a question mark in the path would begin the parameters. */
    private static String url(Path file) {
        return "jdbc:sqlite:file:" + file.toUri().getRawPath();
    }

    private interface Preparation {
        void on(Connection connection) throws SQLException;
    }

    private static Connection checked(Connection connection, Preparation preparation)
            throws SQLException {
        try {
            preparation.on(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** All at once: a process that is killed meanwhile leaves an empty file. */
    private static void create(Connection connection) throws SQLException {
        run(
                connection,
                "BEGIN IMMEDIATE",
                "PRAGMA application_id = " + APPLICATION,
                "PRAGMA user_version = " + VERSION,
                RecordTable.TABLE,
                RecordTable.INDEX,
                "COMMIT");
    }

    private static void requireOurs(Connection connection) throws SQLException {
        if (number(connection, "PRAGMA application_id") != APPLICATION) {
            throw new SQLException("it is a database of another program");
        }
        long version = number(connection, "PRAGMA user_version");
        if (version != VERSION) {
            throw new SQLException("it has version " + version + ", known is " + VERSION);
        }
        // No views and triggers: they would be code of whoever made the file.
        long ours =
                number(
                        connection,
                        "SELECT count(*) FROM sqlite_schema WHERE sql IN ('"
                                + RecordTable.TABLE
                                + "', '"
                                + RecordTable.INDEX
                                + "')");
        long others =
                number(
                        connection,
                        "SELECT count(*) FROM sqlite_schema"
                                + " WHERE type <> 'table' AND type <> 'index'");
        if (ours != 2 || others != 0) {
            throw new SQLException("its tables are not those of a run");
        }
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    /** Whether SQLite lacks a right or a file that another way of reading does without. */
    private static boolean isDenied(SQLiteException e) {
        int primary = e.getErrorCode() & 0xff;
        return primary == SQLiteErrorCode.SQLITE_CANTOPEN.code
                || primary == SQLiteErrorCode.SQLITE_READONLY.code
                || primary == SQLiteErrorCode.SQLITE_IOERR.code;
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    private static InvalidInputException unreadable(Path file, Throwable cause) {
        return new InvalidInputException(
                "The file "
                        + file
                        + " is no storage of training curves that can be read ("
                        + cause.getMessage()
                        + ", perhaps of an earlier version of Podagra); move it away to record"
                        + " anew.",
                cause);
    }
}
