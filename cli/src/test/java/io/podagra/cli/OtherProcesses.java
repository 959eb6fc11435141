package io.podagra.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands in virtual machines with the flags of this one, each with its sums in one order. */
final class OtherProcesses {
    private final List<Process> started = new ArrayList<>();

    /**
     * Starts a command.
     *
     * @param run its folder, beside which there is a log of what it says
     */
    Process start(Path run, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Podagra.class.getName());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log(run).toFile());
        builder.environment().put("OMP_NUM_THREADS", "1");
        Process process = builder.start();
        started.add(process);
        return process;
    }

    /** What the last command with this folder said. */
    static String said(Path run) throws IOException {
        return Files.readString(log(run));
    }

    private static Path log(Path run) {
        return run.resolveSibling(run.getFileName() + ".log");
    }

    /** Leaves nothing running. */
    void kill() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }
}
