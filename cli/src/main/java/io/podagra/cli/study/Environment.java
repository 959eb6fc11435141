package io.podagra.cli.study;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.podagra.data.AtomicFiles;
import io.podagra.data.Cohort;
import io.podagra.data.InvalidInputException;
import io.podagra.data.SplitSettings;
import io.podagra.data.View;
import io.podagra.model.BackendProbe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a run ran on: {@code environment.json}. Holds no patient, image or user name. */
final class Environment {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String BASE_CHECKSUM = "baseSha256";
    private static final String SCHEMA = "podagra.environment/1";

    private Environment() {}

    static void write(
            Path file,
            Cohort cohort,
            SplitSettings split,
            InitialWeights weights,
            Map<String, Object> runtime)
            throws IOException {
        Map<String, Object> environment = new LinkedHashMap<>();
        environment.put("schema", SCHEMA);
        environment.put("startedAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        environment.put("synthetic", cohort.synthetic());
        environment.put("cohort", describe(cohort));
        environment.put("split", describe(split));
        environment.put("base", weights.words());
        weights.description().sha256().ifPresent(sha -> environment.put(BASE_CHECKSUM, sha));
        environment.put("backend", BackendProbe.backendName());
        environment.put("nativeClassifier", RuntimeReport.nativeClassifier());
        environment.put("gitRevision", gitRevision());
        environment.putAll(runtime);
        AtomicFiles.writeString(file, JSON.writeValueAsString(environment) + "\n");
    }

    /**
     * Refuses to go on with a run on another cohort than it began with.
     *
     * @throws InvalidInputException if the cohort's images or labels changed
     */
    static void requireSameCohort(Path file, Cohort cohort) {
        String recorded;
        try {
            recorded = JSON.readTree(file.toFile()).path("cohort").path("fingerprint").asText();
        } catch (IOException exception) {
            throw new InvalidInputException(
                    "%s: cannot be read, so the run cannot go on; start a new one".formatted(file),
                    exception);
        }
        if (!recorded.equals(cohort.fingerprint())) {
            throw new InvalidInputException(
                    "%s: the run began on another state of the cohort (fingerprint %.12s, now %.12s); give the cohort it began with, or start a new run"
                            .formatted(file, recorded, cohort.fingerprint()));
        }
    }

    /**
     * Refuses to go on with a run from other base weights than it began with.
     *
     * @throws InvalidInputException if their file has changed
     */
    static void requireSameBase(Path file, InitialWeights weights) throws IOException {
        String recorded = JSON.readTree(file.toFile()).path(BASE_CHECKSUM).asText("");
        String now = weights.description().sha256().orElse("");
        if (!recorded.equals(now)) {
            throw new InvalidInputException(
                    "%s: the run began with other base weights (SHA-256 %.12s, now %.12s); put the file back, or start a new run"
                            .formatted(
                                    file,
                                    recorded.isEmpty() ? "none" : recorded,
                                    now.isEmpty() ? "none" : now));
        }
    }

    /**
     * The views of the cohort that {@link #write} wrote.
     *
     * @throws InvalidInputException if they are not there
     */
    static List<View> views(Path file) {
        List<View> views = new ArrayList<>();
        try {
            JSON.readTree(file.toFile())
                    .path("cohort")
                    .path("views")
                    .forEach(view -> views.add(new View(view.asText())));
        } catch (IOException | IllegalArgumentException exception) {
            throw new InvalidInputException(
                    "%s: cannot be read (%s); go on with the study by 'study --resume'"
                            .formatted(file, exception.getMessage()),
                    exception);
        }
        return views;
    }

    /** What {@link #write} wrote, as texts to show; sections are left out. */
    static Map<String, String> facts(Path file) throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        JSON.readTree(file.toFile())
                .properties()
                .forEach(
                        entry -> {
                            if (entry.getValue().isValueNode()) {
                                facts.put(entry.getKey(), entry.getValue().asText());
                            }
                        });
        return facts;
    }

    private static Map<String, Object> describe(Cohort cohort) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("fingerprint", cohort.fingerprint());
        description.put("images", cohort.images().size());
        description.put("patients", cohort.patients().size());
        description.put("views", cohort.views().stream().map(view -> view.name()).toList());
        return description;
    }

    private static Map<String, Object> describe(SplitSettings split) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("unit", split.unit().word());
        description.put("description", split.words());
        return description;
    }

    /** Of the checkout Podagra was started from; {@code unknown} if it is none. */
    private static String gitRevision() {
        try {
            Process git =
                    new ProcessBuilder(
                                    List.of(
                                            "git",
                                            "-C",
                                            System.getProperty("podagra.home", "."),
                                            "describe",
                                            "--always",
                                            "--dirty",
                                            "--abbrev=40"))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0
                    ? output.strip()
                    : "unknown";
        } catch (IOException exception) {
            return "unknown";
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
