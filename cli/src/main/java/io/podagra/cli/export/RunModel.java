package io.podagra.cli.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.cli.study.Arm;
import io.podagra.cli.study.RunFolder;
import io.podagra.data.InvalidInputException;
import io.podagra.eval.Method;
import io.podagra.eval.report.EvaluationReport;
import io.podagra.model.ModelEntries;
import io.podagra.model.ModelJson;
import io.podagra.model.ModelMetadata;
import io.podagra.model.ModelZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A trained arm of a run, and what its zip tells beside the network: figures, environment, trials,
 * card. All of it is in the run folder, so that the same run gives the same bytes.
 */
final class RunModel {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SCHEMA = "podagra.model-metrics/1";

    private final RunFolder run;
    private final Arm arm;
    private final ModelMetadata metadata;

    private RunModel(RunFolder run, Arm arm, ModelMetadata metadata) {
        this.run = run;
        this.arm = arm;
        this.metadata = metadata;
    }

    /**
     * @throws InvalidInputException if the arm is not trained, or the run not evaluated
     */
    static RunModel of(RunFolder run, Arm arm) {
        Path model = run.model(arm);
        if (!Files.isRegularFile(model)) {
            throw new InvalidInputException(
                    "%s: arm '%s' has no model yet; go on with the study by 'study --resume'"
                            .formatted(run.path(), arm.name()));
        }
        if (!Files.isRegularFile(metrics(run)) || !Files.isRegularFile(run.context())) {
            throw new InvalidInputException(
                    "%s: is not evaluated yet, so its models have no operating points; go on with it by 'study --resume'"
                            .formatted(run.path()));
        }
        return new RunModel(run, arm, ModelZip.readMetadata(model));
    }

    private static Path metrics(RunFolder run) {
        return run.evaluation().resolve(EvaluationReport.METRICS_FILE);
    }

    Path file() {
        return run.model(arm);
    }

    ModelMetadata metadata() {
        return metadata;
    }

    /**
     * The entries beside network and metadata.
     *
     * @param more entries, of which the card tells
     */
    Map<String, byte[]> entries(Map<String, byte[]> more) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>(more);
        ObjectNode figures = figures();
        entries.put(ModelEntries.METRICS, ModelJson.write(figures));
        entries.put(ModelEntries.ENVIRONMENT, environment());
        if (Files.exists(run.trials(arm))) {
            entries.put(ModelEntries.TRIALS, Files.readAllBytes(run.trials(arm)));
        }
        ModelCard card = ModelCard.of(metadata, figures, cautions(), more);
        entries.put(ModelEntries.CARD_JSON, ModelJson.write(card));
        entries.put(ModelEntries.CARD_HTML, CardHtml.of(card));
        return entries;
    }

    /** Of the study's figures those of this model's method on the images it serves. */
    private ObjectNode figures() throws IOException {
        Method method = arm.view().isEmpty() ? Method.SINGLE : Method.MULTIPLE;
        JsonNode study = JSON.readTree(metrics(run).toFile());
        ObjectNode figures = JSON.createObjectNode();
        figures.put("schema", SCHEMA);
        figures.put("method", method.word());
        figures.put("synthetic", metadata.synthetic());
        ObjectNode sets = figures.putObject("sets");
        study.path("sets")
                .properties()
                .forEach(
                        set -> {
                            if (arm.view().isEmpty() || metadata.views().contains(set.getKey())) {
                                sets.set(set.getKey(), only(method, set.getValue()));
                            }
                        });
        return figures;
    }

    private static ObjectNode only(Method method, JsonNode set) {
        ObjectNode own = JSON.createObjectNode();
        List.of("images", "patients", "positives").forEach(name -> own.set(name, set.path(name)));
        own.set("figures", set.path("methods").path(method.word()));
        return own;
    }

    private byte[] environment() throws IOException {
        return ModelJson.write(JSON.readTree(run.environment().toFile()));
    }

    private List<String> cautions() throws IOException {
        JsonNode context = JSON.readTree(run.context().toFile());
        List<String> cautions = new ArrayList<>();
        context.path("notices").forEach(notice -> cautions.add(notice.asText()));
        context.path("cautions").forEach(caution -> cautions.add(caution.asText()));
        return cautions;
    }
}
