package io.podagra.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.podagra.cli.study.RuntimeReport;
import io.podagra.model.Backend;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what the network really runs on. */
@Command(
        name = "doctor",
        description = {
            "Show what the network really runs on, and how fast.",
            "Backend, native library, whether the layers use oneDNN, memory limits, versions, and"
                    + " the pace of a small training batch."
        },
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Runnable {
    @Spec private CommandSpec spec;
    @Mixin private OutputOptions output;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public void run() {
        output.configureLogging();
        Backend.require();
        output.progress().say("Training a ResNet-50 for a few steps ...");
        Map<String, Object> report = RuntimeReport.probed();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(toJson(report));
        } else {
            report.forEach(
                    (name, value) ->
                            out.println("%-24s %s".formatted(name, readable(name, value))));
            if (Boolean.FALSE.equals(report.get("oneDnnHelpers"))
                    && Boolean.FALSE.equals(report.get("cudnnHelpers"))) {
                out.println(
                        "The layers run on Deeplearning4j's slow built-in path; see 'Machines' in"
                                + " README.md.");
            }
        }
        out.flush();
    }

    private static String readable(String name, Object value) {
        return name.endsWith("Bytes") && value instanceof Long bytes
                ? String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1 << 30))
                : value.toString();
    }

    private static String toJson(Map<String, Object> report) {
        try {
            return JsonMapper.builder().build().writeValueAsString(report);
        } catch (JsonProcessingException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
