package io.podagra.cli.export;

import io.podagra.cli.study.Arm;
import io.podagra.cli.study.PatientCallChoice;
import io.podagra.cli.study.RunFolder;
import io.podagra.data.AtomicFiles;
import io.podagra.data.Cohort;
import io.podagra.data.ProgressListener;
import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import io.podagra.model.ModelExport;
import io.podagra.model.ModelJson;
import io.podagra.model.ModelMetadata;
import io.podagra.model.ModelMetadata.PatientCall;
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
            more.put(HalfPrecision.ENTRY, halfPrecision(model, arm, out, progress).toJson());
        }
        export.write(out, model.file(), model.entries(more));
    }

    /** A patient's images of all views count together; the study's threshold is one for all. */
    private Optional<PatientCall> patientCall(List<ModelMetadata> models) {
        return models.get(0).operatingPoints().stream()
                .findFirst()
                .flatMap(
                        point ->
                                PatientCallChoice.of(
                                        ScoreTable.read(run.validationScores()),
                                        Method.MULTIPLE,
                                        point.threshold()));
    }

    private HalfPrecision halfPrecision(
            RunModel model, Arm arm, Path out, ProgressListener progress) throws IOException {
        Path tried = AtomicFiles.temporary(out);
        Optional<Path> triedFolded =
                folded ? Optional.of(AtomicFiles.temporary(out)) : Optional.empty();
        try {
            new ModelExport(true, false).write(tried, model.file(), Map.of());
            if (triedFolded.isPresent()) {
                new ModelExport(true, true).writeFoldedAlone(triedFolded.get(), model.file());
            }
            return HalfPrecision.measure(
                    tried, triedFolded, run, arm, half.orElseThrow(), progress);
        } finally {
            Files.deleteIfExists(tried);
            if (triedFolded.isPresent()) {
                Files.deleteIfExists(triedFolded.get());
            }
        }
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
        List<ModelMetadata> written = new ArrayList<>();
        try {
            for (Arm arm : arms) {
                String view = arm.view().orElseThrow().name();
                Path model = AtomicFiles.temporary(out);
                String name =
                        "models/%s.zip"
                                .formatted(
                                        view.matches(FIRST_LETTER)
                                                ? view
                                                : "view-" + (models.size() + 1));
                models.put(name, model);
                arm(arm, model, progress);
                entries.add(new Bundle.Entry(view, name));
                written.add(ModelZip.readMetadata(model));
            }
            Bundle bundle =
                    new Bundle(
                            Bundle.SCHEMA,
                            Method.MULTIPLE.word(),
                            entries,
                            patientCall(written),
                            written.stream().anyMatch(ModelMetadata::synthetic));
            ModelZip.writeBundle(out, models, Map.of(Bundle.ENTRY, ModelJson.write(bundle)));
        } finally {
            for (Path model : models.values()) {
                Files.deleteIfExists(model);
            }
        }
    }
}
