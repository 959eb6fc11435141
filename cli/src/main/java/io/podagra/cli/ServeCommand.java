package io.podagra.cli;

import io.podagra.data.InvalidInputException;
import io.podagra.model.ModelUse;
import io.podagra.model.deployment.Classifier;
import io.podagra.model.deployment.ClassifierSettings;
import io.podagra.pipeline.dicom.FrameSelection;
import io.podagra.serving.PredictionServer;
import io.podagra.serving.ServedModel;
import io.podagra.serving.ServingLimits;
import io.podagra.serving.ServingSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Serves models over HTTP. */
@Command(
        name = "serve",
        description = {
            "Serve exported models or bundles over HTTP, until Ctrl-C or a SIGTERM.",
            "POST an image or a DICOM file to /v1/predict; /openapi.json describes the rest. Images"
                + " are held in memory until they are scored, and never written. On SIGTERM what"
                + " was taken is answered first, and the exit code is 0."
        },
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private static final int FIRST_PORT = 8080;
    private static final int PORTS_TO_TRY = 50;
    private static final long MEBIBYTE = 1 << 20;

    @Spec private CommandSpec spec;
    @Mixin private OutputOptions output;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description =
                    "Address or name of this machine to serve on (default ${DEFAULT-VALUE}, for"
                        + " this machine alone; 0.0.0.0 for every address). Where other machines"
                        + " can reach it, a token is asked for. The connection is not encrypted:"
                        + " put a proxy with TLS before it.")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port (default 8080, or the next free one if it is taken).")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "File, readable by its owner alone, with the token that requests have to show;"
                        + " without it one is made and printed where other machines can reach the"
                        + " server.")
    private Optional<Path> tokenFile = Optional.empty();

    @Option(
            names = "--operating-point",
            paramLabel = "RULE",
            description =
                    "Operating point of the calls, such as youden or sensitivity-0.9 (default: each"
                            + " model's first).")
    private Optional<String> operatingPoint = Optional.empty();

    @Option(
            names = "--frames",
            paramLabel = "WHICH",
            description =
                    "Frames of a DICOM file with several: first, all, or N for every N-th"
                            + " (default: first). A request is answered for 16 images at most.")
    private String frames = "first";

    @Option(
            names = "--max-body",
            paramLabel = "MB",
            defaultValue = "32",
            description = "Largest body that is taken, in MiB (default ${DEFAULT-VALUE}).")
    private int maxBody;

    @Option(
            names = "--queue",
            paramLabel = "N",
            defaultValue = "64",
            description =
                    "Requests that may be without an answer at a time; those beyond are told to"
                            + " come again, by status 429 (default ${DEFAULT-VALUE}).")
    private int queue;

    @Option(
            names = "--timeout",
            paramLabel = "S",
            defaultValue = "30",
            description =
                    "Seconds within which a request is answered, or else refused (default"
                            + " ${DEFAULT-VALUE}).")
    private int timeout;

    @Parameters(
            arity = "1..*",
            paramLabel = "MODEL.zip",
            description =
                    "Models, or bundles with a model for each view; each is asked for by the name"
                            + " of its file.")
    private List<Path> files;

    @Override
    public Integer call() throws InterruptedException {
        output.configureLogging();
        ServingSettings settings = settings();
        FrameSelection selection = FramesOption.parse(frames, spec);
        List<ServedModel> models = load(new ClassifierSettings(operatingPoint, selection));
        try {
            serve(models, settings);
            return 0;
        } finally {
            models.forEach(model -> model.classifier().close());
        }
    }

    /** Until the process is asked to stop; then {@link #stop} ends it. */
    private void serve(List<ServedModel> models, ServingSettings settings)
            throws InterruptedException {
        try (PredictionServer server = PredictionServer.start(models, settings)) {
            Thread stopping = new Thread(() -> stop(server), "stopping");
            Runtime.getRuntime().addShutdownHook(stopping);
            try {
                announce(server, models);
                new CountDownLatch(1).await();
            } finally {
                Runtime.getRuntime().removeShutdownHook(stopping);
            }
        }
    }

    private ServingSettings settings() {
        try {
            return new ServingSettings(
                    host,
                    port.orElse(FIRST_PORT),
                    port.isPresent() ? 1 : PORTS_TO_TRY,
                    tokenFile,
                    ServingLimits.of(queue, maxBody * MEBIBYTE, Duration.ofSeconds(timeout)));
        } catch (InvalidInputException exception) {
            throw new ParameterException(spec.commandLine(), exception.getMessage(), exception);
        }
    }

    private List<ServedModel> load(ClassifierSettings use) {
        List<ServedModel> models = new ArrayList<>();
        try {
            for (Path file : files) {
                output.progress().say("Loading %s ...".formatted(file));
                models.add(new ServedModel(name(file), Classifier.load(file, use)));
            }
            return models;
        } catch (RuntimeException exception) {
            models.forEach(model -> model.classifier().close());
            throw exception;
        }
    }

    private static String name(Path file) {
        return file.toAbsolutePath().getFileName().toString().replaceFirst("(?i)(?<=.)\\.zip$", "");
    }

    private void announce(PredictionServer server, List<ServedModel> models) {
        PrintWriter err = spec.commandLine().getErr();
        for (ServedModel model : models) {
            model.classifier().models().stream()
                    .map(ModelUse::assumptions)
                    .flatMap(List::stream)
                    .distinct()
                    .forEach(said -> err.println("podagra: %s: %s".formatted(model.name(), said)));
            if (model.classifier().synthetic()) {
                err.println("%s: %s".formatted(model.name(), Synthetic.MODEL));
            }
        }
        if (server.isOpenToOthers()) {
            err.println(
                    "Other machines can reach the server. The connection is not encrypted: images"
                        + " and token can be read on the way, so put a proxy with TLS before it.");
        }
        if (tokenFile.isEmpty()) {
            server.token().ifPresent(token -> err.println("Token: " + token));
        }
        err.flush();
        PrintWriter out = spec.commandLine().getOut();
        out.println("Serving: %sv1/predict".formatted(server.address()));
        out.flush();
    }

    /**
     * Runs when the process is ending. To end as asked with nothing lost is success; by itself the
     * Java runtime would say that a signal ended it.
     */
    private void stop(PredictionServer server) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("Stopping: answering what was taken ...");
        err.flush();
        server.close();
        boolean nothingLost = server.hasAnsweredAll();
        err.println(nothingLost ? "Stopped." : "Stopped; requests are left without their answers.");
        err.flush();
        Runtime.getRuntime().halt(nothingLost ? 0 : Podagra.FAILURE);
    }
}
