package io.podagra.ui.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.core.storage.StatsStorage;

/**
 * A process of its own that writes to a run. It says "open" and then, for each line that it is
 * given, writes as many updates as the line says and answers with the number of all so far.
 */
final class WriterProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;

    private WriterProcess(Process process) {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    static WriterProcess of(Path folder) throws IOException {
        WriterProcess writer =
                new WriterProcess(
                        new ProcessBuilder(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        WriterProcess.class.getName(),
                                        folder.toString())
                                .redirectError(ProcessBuilder.Redirect.INHERIT)
                                .start());
        writer.awaitAnswer("open");
        return writer;
    }

    /** Returns when they are written. */
    void write(int updates) {
        say(updates);
        awaitAnswer("written");
    }

    /** Returns at once. */
    void say(int updates) {
        try {
            process.getOutputStream().write((updates + "\n").getBytes(UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the process says next, without what libraries print; empty once it has ended. */
    void awaitAnswer(String expected) {
        try {
            String line = answers.readLine();
            while (line != null && !line.equals(expected)) {
                line = answers.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("the writer ended before it said " + expected);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As SIGKILL does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Lets it close the run. */
    @Override
    public void close() throws IOException {
        try {
            process.getOutputStream().close();
        } finally {
            process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
        }
    }

    public static void main(String[] arguments) throws IOException {
        try (RunStatsStorage run = RunStatsStorage.open(Path.of(arguments[0]));
                BufferedReader orders =
                        new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            StatsStorage storage = run.storage();
            storage.putStaticInfo(
                    new JsonRecord(run.run(), JsonRecord.TRIALS, "settings", 1, "{}"));
            System.out.println("open");
            int written = 0;
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                int last = written + Integer.parseInt(order);
                while (written < last) {
                    written++;
                    String json =
                            "{\"number\":" + written + ",\"text\":\"" + "x".repeat(5_000) + "\"}";
                    storage.putUpdate(
                            new JsonRecord(
                                    run.run(),
                                    JsonRecord.TRIALS,
                                    JsonRecord.WORKER_ID,
                                    written,
                                    json));
                    System.out.println(written);
                }
                System.out.println("written");
            }
        }
    }
}
