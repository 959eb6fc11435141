package io.podagra.cli.export;

import io.podagra.cli.study.Arm;
import io.podagra.cli.study.RunFolder;
import io.podagra.model.ModelArchive;
import io.podagra.model.ModelZip;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Puts into the models of a run what was found out about them after they were trained. */
public final class ModelDossier {
    private ModelDossier() {}

    /**
     * Adds figures, environment, trials and card to each arm's model; a model that has them is left
     * as it is.
     *
     * @throws IOException if a model cannot be written; it is then unchanged
     */
    public static void write(RunFolder run, List<Arm> arms) throws IOException {
        for (Arm arm : arms) {
            RunModel model = RunModel.of(run, arm);
            Map<String, byte[]> entries = model.entries(Map.of());
            if (!holds(model, entries)) {
                ModelZip.update(model.file(), model.metadata(), entries);
            }
        }
    }

    private static boolean holds(RunModel model, Map<String, byte[]> entries) {
        try (ModelArchive archive = ModelArchive.open(model.file())) {
            return entries.entrySet().stream()
                    .allMatch(
                            entry ->
                                    archive.text(entry.getKey())
                                            .filter(held -> Arrays.equals(held, entry.getValue()))
                                            .isPresent());
        }
    }
}
