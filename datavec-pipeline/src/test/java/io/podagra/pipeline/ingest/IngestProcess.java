package io.podagra.pipeline.ingest;

import io.podagra.data.ProgressListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An ingest in a process of its own, of folders {@code view/label/P1.png}. After its first files it
 * says so in a line, and goes on only when it is sent something, or closed.
 */
final class IngestProcess implements AutoCloseable {
    private static final String PRESETS_DIFFER = "Warning: Versions of org.bytedeco:javacpp:";
    static final Pattern PATIENT = Pattern.compile("(P\\d+)");

    private final Process process;

    private IngestProcess(Process process) {
        this.process = process;
    }

    static IngestProcess start(IngestSettings settings) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new IngestProcess(
                new ProcessBuilder(
                                java.toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                IngestProcess.class.getName(),
                                settings.source().toString(),
                                settings.cohort().toString(),
                                settings.key().toString())
                        .start());
    }

    public static void main(String[] arguments) throws IOException {
        ProgressListener waiting =
                (done, total) -> {
                    synchronized (IngestProcess.class) {
                        System.out.println(done + " of " + total);
                        try {
                            if (System.in.read() < 0) {
                                return;
                            }
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                };
        Ingest.run(
                IngestSettings.of(
                                Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]))
                        .withPatientPattern(PATIENT),
                waiting);
    }

    /** Returns when a file has been taken; from then on it stands still. */
    String awaitFirstFile() throws IOException {
        return process.inputReader(StandardCharsets.UTF_8).readLine();
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /**
     * Lets it run to its end, and returns what it said on standard error, but for JavaCPP's remark
     * on its presets' releases, which the launcher leaves to the log.
     */
    String finish() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.lines()
                .filter(line -> !line.startsWith(PRESETS_DIFFER))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
