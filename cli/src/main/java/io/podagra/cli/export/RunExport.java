package io.podagra.cli.export;

import io.podagra.cli.study.Arm;
import io.podagra.cli.study.RunFolder;
import io.podagra.data.Cohort;
import io.podagra.data.ProgressListener;
import io.podagra.model.ModelExport;
import io.podagra.model.ModelJson;
import io.podagra.model.ModelZip;
import io.podagra.model.deployment.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes models of a run for use elsewhere.
 *
 * @param half the run's cohort, if weights are to be stored with 16 bits and what that changes is
 *     to be measured on its images
 * @param folded whether the network is added with its batch norms folded
 */
public record RunExport(RunFolder run, Optional<Cohort> half, boolean folded) {
    private static final String FIRST_LETTER = "[A-Za-z0-9][A-Za-z0-9_-]*";

    /**
     * Writes the model of one arm.
     *
     * @throws io.podagra.data.InvalidInputException if it is not trained and evaluated
     * @throws IOException if the file cannot be written; an older one is then unchanged
     */
    public void arm(Arm arm, Path out, ProgressListener progress) throws IOException {
        RunModel model = RunModel.of(run, arm);
        ModelExport export = new ModelExport(half.isPresent(), folded);
        Map<String, byte[]> more = new TreeMap<>();
        if (half.isPresent()) {
            Path tried = temporary(out, "half");
            try {
                new ModelExport(true, false).write(tried, model.file(), Map.of());
                more.put(
                        HalfPrecision.ENTRY,
                        HalfPrecision.measure(tried, run, arm, half.get(), progress).toJson());
            } finally {
                Files.deleteIfExists(tried);
            }
        }
        export.write(out, model.file(), model.entries(more));
    }

    /**
     * Writes a bundle of the networks of all views.
     *
     * @param arms one for each view
     * @throws io.podagra.data.InvalidInputException if one is not trained and evaluated
     * @throws IOException if the file cannot be written; an older one is then unchanged
     */
    public void bundle(List<Arm> arms, Path out, ProgressListener progress) throws IOException {
        Map<String, Path> models = new LinkedHashMap<>();
        List<Bundle.Entry> entries = new ArrayList<>();
        boolean synthetic = false;
        try {
            for (Arm arm : arms) {
                String view = arm.view().orElseThrow().name();
                Path model = temporary(out, "model-" + models.size());
                String name =
                        "models/%s.zip"
                                .formatted(
                                        view.matches(FIRST_LETTER)
                                                ? view
                                                : "view-" + (models.size() + 1));
                models.put(name, model);
                arm(arm, model, progress);
                entries.add(new Bundle.Entry(view, name));
                synthetic |= ModelZip.readMetadata(model).synthetic();
            }
            Bundle bundle = new Bundle(Bundle.SCHEMA, "multiple", entries, synthetic);
            ModelZip.writeBundle(out, models, Map.of(Bundle.ENTRY, ModelJson.write(bundle)));
        } finally {
            for (Path model : models.values()) {
                Files.deleteIfExists(model);
            }
        }
    }

    private static Path temporary(Path out, String what) {
        return out.resolveSibling("." + out.getFileName() + "." + what + ".tmp");
    }
}
