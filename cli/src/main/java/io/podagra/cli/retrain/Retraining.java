package io.podagra.cli.retrain;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.cli.predict.ClassifierScores;
import io.podagra.cli.study.Arm;
import io.podagra.cli.study.OldModel;
import io.podagra.cli.study.RunFolder;
import io.podagra.data.AtomicFiles;
import io.podagra.data.Cohort;
import io.podagra.data.ProgressListener;
import io.podagra.data.Sha256;
import io.podagra.data.Split;
import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.ScoredImage;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.LabelledScores;
import io.podagra.eval.statistics.Patients;
import io.podagra.model.ModelMetadata;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a study that began with a model of Podagra's made of it: scores the test images with the old
 * model, too, and compares. Written to {@code eval/old-against-new.json}.
 */
public final class Retraining {
    private static final String FILE = "old-against-new.json";
    private static final String SCHEMA = "podagra.retraining/1";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final RunFolder run;
    private final Cohort cohort;
    private final Split split;
    private final double margin;

    /**
     * @param run that is evaluated
     * @param margin of equivalence, above 0
     */
    public Retraining(RunFolder run, Cohort cohort, Split split, double margin) {
        this.run = run;
        this.cohort = cohort;
        this.split = split;
        this.margin = margin;
    }

    /**
     * Scores the test images of the old model's views with it, and compares with the new scores.
     *
     * @param old the model that the study began with
     * @return empty if it is a model of no view of this cohort
     * @throws io.podagra.data.InvalidInputException if its file is gone or has been changed
     * @throws IOException if the result cannot be written
     */
    public Optional<OldAgainstNew> compare(OldModel old, ProgressListener progress)
            throws IOException {
        Path file = old.file();
        ModelMetadata before = old.metadata();
        Method method = before.arm().equals(Arm.SINGLE.name()) ? Method.SINGLE : Method.MULTIPLE;
        List<ScoredImage> test =
                ScoreTable.read(run.testScores()).images().stream()
                        .filter(image -> before.views().contains(image.view()))
                        .toList();
        if (test.isEmpty()) {
            return Optional.empty();
        }
        boolean[] abnormal = new boolean[test.size()];
        double[] now = new double[test.size()];
        for (int image = 0; image < now.length; image++) {
            abnormal[image] = test.get(image).label().code() == 1;
            now[image] = test.get(image).score(method).orElseThrow();
        }
        OldAgainstNew comparison =
                OldAgainstNew.of(
                        Sha256.of(file),
                        before.arm(),
                        LabelledScores.of(
                                new ClassifierScores(cohort).of(file, test, progress), abnormal),
                        LabelledScores.of(now, abnormal),
                        Patients.of(test.stream().map(ScoredImage::patientId).toList()),
                        margin,
                        cautions(old),
                        cohort.synthetic());
        AtomicFiles.writeString(run.evaluation().resolve(FILE), json(comparison));
        return Optional.of(comparison);
    }

    private List<String> cautions(OldModel old) {
        return Stream.of(old.notice(cohort, split), old.caution(cohort))
                .flatMap(Optional::stream)
                .toList();
    }

    private static String json(OldAgainstNew comparison) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("schema", SCHEMA).put("synthetic", comparison.synthetic());
        json.put("oldSha256", comparison.oldSha256()).put("arm", comparison.arm());
        json.put("images", comparison.images()).put("patients", comparison.patients());
        put(json, "aucOld", comparison.oldAuc());
        put(json, "aucNew", comparison.newAuc());
        comparison
                .delong()
                .value()
                .ifPresent(test -> json.putObject("delong").put("z", test.z()).put("p", test.p()));
        comparison
                .clustered()
                .value()
                .ifPresent(
                        test -> json.putObject("clustered").put("z", test.z()).put("p", test.p()));
        comparison
                .interval()
                .value()
                .ifPresent(
                        found -> json.putArray("difference95").add(found.low()).add(found.high()));
        json.put("outcome", comparison.outcome().name().toLowerCase(Locale.ROOT));
        comparison.cautions().forEach(json.putArray("cautions")::add);
        return JSON.writeValueAsString(json) + "\n";
    }

    /** A figure that cannot be computed is null with its reason beside it. */
    private static void put(ObjectNode json, String name, Figure<Double> figure) {
        if (figure.value().isPresent()) {
            json.put(name, figure.value().get());
        } else {
            json.putNull(name);
            json.put(name + "Reason", figure.reason().orElse(""));
        }
    }
}
