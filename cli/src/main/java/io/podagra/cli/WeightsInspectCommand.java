package io.podagra.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.podagra.cli.terminal.Printable;
import io.podagra.model.weights.BaseWeights;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a file of weights is. */
@Command(
        name = "inspect",
        description = {
            "Say what a file of weights is, and whether Podagra can begin a training with it.",
            "Reads HDF5 of Keras and RadImageNet, .pth and .pt of PyTorch, safetensors, and model"
                    + " zips; told by content, not by name. No code of a file is run."
        },
        mixinStandardHelpOptions = true)
final class WeightsInspectCommand implements Callable<Integer> {
    private static final String NETWORK = "ResNet-50";

    @Spec private CommandSpec spec;
    @Mixin private OutputOptions output;

    @Parameters(paramLabel = "FILE", description = "The weights.")
    private Path file;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        output.configureLogging();
        BaseWeights weights = BaseWeights.read(file);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(toJson(weights));
        } else {
            words(weights)
                    .forEach(
                            (name, value) ->
                                    out.println(Printable.of("%-12s %s".formatted(name, value))));
        }
        out.flush();
        return 0;
    }

    private Map<String, String> words(BaseWeights weights) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("file", file.toString());
        words.put("format", weights.format().words());
        words.put("network", NETWORK + ", " + weights.variant().words());
        words.put("input", weights.normalisation().words());
        weights.caution().ifPresent(caution -> words.put("caution", caution));
        words.put("tensors", String.valueOf(weights.tensorsInFile()));
        words.put(
                "parameters",
                String.format(Locale.ROOT, "%,d without the head", weights.parameters()));
        words.put("SHA-256", weights.sha256());
        words.put(
                "published",
                weights.publishedName().orElse("not a published file that Podagra knows"));
        new TreeMap<>(weights.metadata()).forEach((key, value) -> words.put("  " + key, value));
        return words;
    }

    private String toJson(BaseWeights weights) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("file", file.toString());
        facts.put("format", word(weights.format()));
        facts.put("network", NETWORK);
        facts.put("downsampling", word(weights.variant().downsampling()));
        facts.put("poolPadding", weights.variant().poolPadding());
        facts.put("epsilon", weights.variant().epsilon());
        facts.put("normalisation", word(weights.normalisation()));
        facts.put("caution", weights.caution().orElse(null));
        facts.put("tensors", weights.tensorsInFile());
        facts.put("parameters", weights.parameters());
        facts.put("sha256", weights.sha256());
        facts.put("published", weights.publishedName().orElse(null));
        facts.put("metadata", new TreeMap<>(weights.metadata()));
        try {
            return JsonMapper.builder().build().writeValueAsString(facts);
        } catch (JsonProcessingException exception) {
            throw new IllegalStateException(exception);
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
