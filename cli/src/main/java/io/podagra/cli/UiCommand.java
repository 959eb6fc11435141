package io.podagra.cli;

import io.podagra.cli.study.PageNotices;
import io.podagra.ui.server.TrainingUi;
import io.podagra.ui.server.UiSettings;
import io.podagra.ui.storage.RunStatsStorage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Opens runs in the browser, finished or going on. */
@Command(
        name = "ui",
        description = {"Show runs in the browser, finished or still going on, until Ctrl-C."},
        mixinStandardHelpOptions = true)
final class UiCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private OutputOptions output;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = PageOptions.HOST_DESCRIPTION)
    private String host;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "9000",
            description = "First port tried for the page (default ${DEFAULT-VALUE}).")
    private int port;

    @Parameters(
            arity = "1..*",
            paramLabel = "RUN",
            description = "Run folders, or folders that hold runs.")
    private List<Path> runs;

    @Override
    public Integer call() throws InterruptedException {
        output.configureLogging();
        List<RunStatsStorage> storages = RunStatsStorage.replayAll(GivenRuns.in(runs));
        try {
            UiSettings settings = new UiSettings(host, port);
            try (TrainingUi ui = TrainingUi.start(settings)) {
                storages.forEach(storage -> ui.attach(storage.storage()));
                PageNotices.of(ui, settings).forEach(spec.commandLine().getErr()::println);
                spec.commandLine().getErr().flush();
                spec.commandLine().getOut().println("Page: " + ui.link("/"));
                spec.commandLine().getOut().flush();
                new CountDownLatch(1).await();
            }
        } finally {
            storages.forEach(RunStatsStorage::close);
        }
        return 0;
    }
}
