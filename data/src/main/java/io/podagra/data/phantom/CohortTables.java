package io.podagra.data.phantom;

import io.podagra.data.AtomicFiles;
import io.podagra.data.Cohort;
import io.podagra.data.Label;
import io.podagra.data.SyntheticMark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The two tables of a synthetic cohort: what its makers say, and what is true. */
final class CohortTables {
    private static final CSVFormat CSV = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private final List<CohortPlan.PlannedImage> plan;
    private final PhantomSettings settings;

    CohortTables(List<CohortPlan.PlannedImage> plan, PhantomSettings settings) {
        this.plan = plan;
        this.settings = settings;
    }

    /** Writes the truth first: a folder that has its manifest is a whole cohort. */
    void write(Path folder) throws IOException {
        AtomicFiles.writeText(folder.resolve(PhantomCohort.TRUTH), this::printTruth);
        AtomicFiles.writeText(folder.resolve(Cohort.MANIFEST), this::printManifest);
    }

    private void printManifest(Appendable out) throws IOException {
        try (CSVPrinter printer = new CSVPrinter(out, CSV)) {
            printer.printRecord(
                    "image",
                    "patient_id",
                    "view",
                    "label",
                    "study_id",
                    "laterality",
                    "device",
                    "site",
                    "acquired_at",
                    SyntheticMark.COLUMN);
            for (CohortPlan.PlannedImage planned : plan) {
                Patient patient = planned.patient();
                printer.printRecord(
                        image(planned),
                        patient.id(),
                        planned.view().word(),
                        label(planned.labelledAbnormal()).word(),
                        planned.studyId(),
                        patient.left() ? "left" : "right",
                        planned.study().device().label(),
                        patient.site().id(),
                        planned.study().date(),
                        true);
            }
        }
    }

    private void printTruth(Appendable out) throws IOException {
        try (CSVPrinter printer = new CSVPrinter(out, CSV)) {
            List<String> header = new ArrayList<>(List.of("image", "label", "mask"));
            for (Sign sign : Sign.values()) {
                header.add(sign.word());
            }
            header.addAll(List.of("distractors", "overlays"));
            printer.printRecord(header);
            for (CohortPlan.PlannedImage planned : plan) {
                printer.printRecord(truth(planned));
            }
        }
    }

    private List<String> truth(CohortPlan.PlannedImage planned) {
        Disease disease = PhantomImage.disease(planned, settings);
        List<String> row = new ArrayList<>();
        row.add(image(planned));
        row.add(label(planned.abnormal()).word());
        row.add(planned.abnormal() ? PhantomCohort.MASKS + "/" + planned.fileName() : "");
        for (Sign sign : Sign.values()) {
            row.add(String.format(Locale.ROOT, "%.3f", disease.severity(sign)));
        }
        row.add(Distractors.of(PhantomImage.joint(planned, settings)).words(disease));
        row.add(Overlays.of(planned, settings).words());
        return row;
    }

    private static String image(CohortPlan.PlannedImage planned) {
        return PhantomCohort.IMAGES + "/" + planned.fileName();
    }

    private static Label label(boolean abnormal) {
        return abnormal ? Label.ABNORMAL : Label.NORMAL;
    }
}
