package io.podagra.cli.study;

import io.podagra.cli.settings.StudySettings;
import io.podagra.data.Cohort;
import io.podagra.data.CohortImage;
import io.podagra.data.Part;
import io.podagra.data.Split;
import io.podagra.eval.report.ReportContext;
import io.podagra.model.tuning.TuningSummary;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a reader of the report must know of how the study was done. */
final class StudyFacts {
    /** The paper: 4,032 images, of which 1,616 were test images. */
    private static final int PAPER_TRAINING_IMAGES = 2416;

    private StudyFacts() {}

    static ReportContext context(
            Cohort cohort,
            Split split,
            StudySettings settings,
            InitialWeights weights,
            Optional<OldModel> oldModel,
            RunFolder run,
            List<Arm> arms,
            Map<Arm, TuningSummary> tunings)
            throws IOException {
        return new ReportContext(
                "Study " + run.name(),
                cohort.synthetic(),
                notices(cohort, split, oldModel),
                cautions(cohort, split, oldModel, weights, arms),
                facts(cohort, split, settings, weights, tunings),
                Optional.of(Instant.now()),
                Optional.of(StudyFlow.of(cohort, split)),
                Environment.facts(run.environment()));
    }

    /** What takes from every figure's worth. */
    static List<String> notices(Cohort cohort, Split split, Optional<OldModel> oldModel) {
        List<String> notices = new ArrayList<>(split.cautions());
        oldModel.flatMap(old -> old.notice(cohort, split)).ifPresent(notices::add);
        return notices;
    }

    private static List<String> cautions(
            Cohort cohort,
            Split split,
            Optional<OldModel> oldModel,
            InitialWeights weights,
            List<Arm> arms) {
        List<String> cautions = new ArrayList<>();
        weights.caution().ifPresent(cautions::add);
        oldModel.flatMap(old -> old.caution(cohort)).ifPresent(cautions::add);
        int training = split.images(Part.TRAIN).size();
        if (training < PAPER_TRAINING_IMAGES) {
            cautions.add(
                    "The single model saw %,d training images; the paper's saw about %,d."
                            .formatted(training, PAPER_TRAINING_IMAGES));
        }
        int fewest =
                arms.stream()
                        .mapToInt(arm -> arm.images(split, Part.TRAIN).size())
                        .min()
                        .orElseThrow();
        cautions.add(
                "Each network of the multiple model saw only its own view's training images, %,d for the smallest view, where the single model saw %,d: a difference between the methods may be one of sample size."
                        .formatted(fewest, training));
        return cautions;
    }

    private static Map<String, String> facts(
            Cohort cohort,
            Split split,
            StudySettings settings,
            InitialWeights weights,
            Map<Arm, TuningSummary> tunings) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Cohort", counts(cohort.images()));
        for (Part part : Part.values()) {
            facts.put("Part " + part.word(), counts(split.images(part)));
        }
        facts.put("Split", settings.splitSettings().words());
        facts.put("Network", "ResNet-50 (Deeplearning4j zoo, corrected), " + weights.words());
        facts.put("Image size", settings.image().size() + " px");
        facts.put("Preprocessing", settings.image().words());
        facts.put("Augmentation", settings.augmentation().enabled() ? "on" : "off");
        facts.put("Training", settings.training().words());
        if (!tunings.isEmpty()) {
            facts.put(
                    "Tuning",
                    "every network on its training patients alone; what was not searched is as"
                            + " said under Training and Augmentation. Searched: "
                            + settings.tuning().space().words());
        }
        tunings.forEach(
                (arm, summary) ->
                        facts.put("Tuning of " + arm.name(), TuningWords.sentence(summary)));
        facts.put("Seed", Long.toString(settings.seed()));
        facts.put("Cohort fingerprint", cohort.fingerprint());
        facts.put("Podagra", ReleaseVersion.current());
        return facts;
    }

    private static String counts(List<CohortImage> images) {
        return "%,d images of %,d patients"
                .formatted(
                        images.size(),
                        images.stream().map(CohortImage::patientId).distinct().count());
    }
}
