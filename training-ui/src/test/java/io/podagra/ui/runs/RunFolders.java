package io.podagra.ui.runs;

import io.podagra.ui.storage.JsonRecord;
import io.podagra.ui.storage.RunStatsStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Folders of runs with the files that a comparison reads, as a study writes them. */
final class RunFolders {
    private RunFolders() {}

    /**
     * A finished run.
     *
     * @param learningRate a setting
     * @param cohort its fingerprint
     * @param auc of the single model on all test images; the others follow from it
     */
    static Path finished(Path folder, double learningRate, String cohort, double auc) {
        Path run = begun(folder, learningRate, cohort);
        write(run.resolve("eval/metrics.json"), metrics(auc));
        write(run.resolve("eval/report.html"), "<!DOCTYPE html>");
        return run;
    }

    /** A run that has ended before its evaluation. */
    static Path begun(Path folder, double learningRate, String cohort) {
        write(
                folder.resolve("run.yaml"),
                """
                seed: 42
                image:
                  size: 96
                augmentation:
                  rotation:
                    range:
                    - -10.0
                    - 10.0
                training:
                  epochs: 30
                  learningRate: %s
                tuning:
                  enabled: false
                ui:
                  port: %d
                """
                        .formatted(learningRate, 9000 + folder.getFileName().toString().length()));
        write(
                folder.resolve("environment.json"),
                """
                {"schema": "podagra.environment/1", "startedAt": "2026-11-28T22:25:38Z",
                 "synthetic": true,
                 "cohort": {"fingerprint": "%s", "images": 240, "patients": 40},
                 "split": {"unit": "patient", "description": "by patients"},
                 "podagra": "0.1.0", "java": "OpenJDK 17", "baseSha256": "5a2d411bf174914aff87"}
                """
                        .formatted(cohort));
        write(folder.resolve("split.csv"), "image,part\na.png,test\n");
        try (RunStatsStorage storage = RunStatsStorage.open(folder)) {
            storage.storage()
                    .putStaticInfo(
                            new JsonRecord(
                                    storage.run(), JsonRecord.EVALUATION, "podagra", 1, "{}"));
        }
        return folder;
    }

    static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String metrics(double auc) {
        return """
        {"schema": "podagra.metrics/1", "synthetic": true,
         "sets": {"all": %s, "dorsal": %s}}
        """
                .formatted(set(auc, 96), set(auc - 0.03, 48));
    }

    private static String set(double auc, int images) {
        return """
        {"images": %d, "patients": 16, "positives": %d,
         "methods": {"single": %s, "multiple": %s},
         "comparison": {"clustered": {"z": 1.0, "p": 0.0421},
          "aucDifference": {"value": 0.02, "ci95": [-0.01, 0.05]},
          "verdict": "inconclusive"}}
        """
                .formatted(images, images / 2, figures(auc), figures(auc - 0.02));
    }

    private static String figures(double auc) {
        return String.format(
                Locale.ROOT,
                """
                {"auc": %1$.4f, "aucClustered95": [%2$.4f, %3$.4f],
                 "accuracy": {"value": %2$.4f, "wilson95": [0.5, 0.9], "bootstrap95": [0.6, 0.95]},
                 "sensitivity": {"value": 0.8, "wilson95": [0.5, 0.9], "bootstrap95": null},
                 "specificity": {"value": null, "wilson95": null, "bootstrap95": null}}
                """,
                auc,
                auc - 0.05,
                Math.min(1, auc + 0.05));
    }
}
