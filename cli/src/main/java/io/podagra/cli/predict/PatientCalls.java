package io.podagra.cli.predict;

import io.podagra.data.AtomicFiles;
import io.podagra.data.Label;
import io.podagra.model.ModelMetadata.PatientCall;
import io.podagra.model.deployment.Classification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Counts what is called of each patient's images, and calls the patient. */
public final class PatientCalls {
    private final Map<String, Counts> patients = new TreeMap<>();

    /** Of one patient. */
    private static final class Counts {
        private int images;
        private int called;
        private int abnormal;
        private int unusable;
    }

    void add(Prediction prediction) {
        prediction.image().patient().ifPresent(patient -> add(patient, prediction));
    }

    private void add(String patient, Prediction prediction) {
        Counts counts = patients.computeIfAbsent(patient, id -> new Counts());
        counts.images++;
        counts.unusable += prediction.error().isPresent() ? 1 : 0;
        Optional<Label> call = prediction.found().flatMap(Classification::call);
        counts.called += call.isPresent() ? 1 : 0;
        counts.abnormal += call.equals(Optional.of(Label.ABNORMAL)) ? 1 : 0;
    }

    /** How many patients there are. */
    public int count() {
        return patients.size();
    }

    /**
     * Writes a row for each patient, sorted by id: images, how many could not be used, how many
     * were called abnormal, their share, and the patient's call, if the model has a rule for it.
     *
     * @throws IOException if the file cannot be written; an older one is then unchanged
     */
    public void write(Path file, Optional<PatientCall> rule, boolean synthetic) throws IOException {
        CSVFormat format =
                CSVFormat.RFC4180
                        .builder()
                        .setRecordSeparator("\n")
                        .setHeader(
                                "patient_id",
                                "images",
                                "unusable_images",
                                "abnormal_images",
                                "abnormal_share",
                                "call",
                                "share_threshold",
                                "synthetic_model")
                        .get();
        AtomicFiles.writeText(
                file,
                writer -> {
                    CSVPrinter csv = new CSVPrinter(writer, format);
                    for (Map.Entry<String, Counts> patient : patients.entrySet()) {
                        Counts counts = patient.getValue();
                        Optional<Double> share =
                                counts.called == 0
                                        ? Optional.empty()
                                        : Optional.of((double) counts.abnormal / counts.called);
                        csv.printRecord(
                                patient.getKey(),
                                counts.images,
                                counts.unusable,
                                counts.called == 0 ? "" : counts.abnormal,
                                share.map(Object::toString).orElse(""),
                                share.flatMap(known -> rule.map(least -> call(known, least)))
                                        .orElse(""),
                                rule.map(least -> Double.toString(least.share())).orElse(""),
                                synthetic);
                    }
                    csv.flush();
                });
    }

    private static String call(double share, PatientCall rule) {
        return (share >= rule.share() ? Label.ABNORMAL : Label.NORMAL).word();
    }
}
