package io.podagra.cli.study;

import io.podagra.cli.settings.StudySettings;
import io.podagra.data.Cohort;
import io.podagra.data.Part;
import io.podagra.data.Split;
import io.podagra.eval.EvaluationInput;
import io.podagra.eval.ImageAttributes;
import io.podagra.eval.LearningCurve;
import io.podagra.eval.OperatingPoints;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.StudyEvaluation;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.report.EvaluationReport;
import io.podagra.eval.report.Language;
import io.podagra.eval.report.ReportContext;
import io.podagra.model.ModelMetadata;
import io.podagra.model.ModelZip;
import io.podagra.model.tuning.TuningSummary;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the arms' scores together into the two methods, chooses the operating points on the
 * validation images, evaluates the test images, and writes what came out.
 */
final class StudyReport {
    private final Cohort cohort;
    private final Split split;
    private final StudySettings settings;
    private final InitialWeights weights;
    private final Optional<OldModel> oldModel;
    private final RunFolder run;
    private final List<Arm> arms;

    StudyReport(
            Cohort cohort,
            Split split,
            StudySettings settings,
            InitialWeights weights,
            Optional<OldModel> oldModel,
            RunFolder run,
            List<Arm> arms) {
        this.weights = weights;
        this.oldModel = oldModel;
        this.cohort = cohort;
        this.split = split;
        this.settings = settings;
        this.run = run;
        this.arms = List.copyOf(arms);
    }

    /**
     * @param tunings how arms' settings were found, where they were
     * @param plan whose trainings are done
     * @param explanations of the test images; closed in the end
     */
    StudyMetrics write(
            Map<Arm, TuningSummary> tunings, LearningCurvePlan plan, ExplainedPictures explanations)
            throws IOException {
        MethodScores scores =
                MethodScores.read(
                        arms.stream().map(arm -> ArmWork.whole(arm, split, run)).toList());
        ScoreTable validation = scores.table(split.images(Part.VALIDATION));
        ScoreTable test = scores.table(split.images(Part.TEST));
        validation.write(run.validationScores());
        test.write(run.testScores());

        OperatingPoints points = OperatingPoints.fromValidation(validation);
        putIntoModels(new ModelChoices(validation, points, settings.evaluation()));
        ImageAttributes.write(run.attributes(), test.images(), settings.evaluation().subgroups());
        Optional<LearningCurve> curve = new LearningCurveReport(split, run, arms).write(plan, test);
        StudyMetrics metrics =
                StudyEvaluation.of(
                        new EvaluationInput(
                                test,
                                Optional.of(validation),
                                points,
                                settings.evaluation(),
                                curve));
        ReportContext context =
                StudyFacts.context(cohort, split, settings, weights, oldModel, run, arms, tunings);
        ContextFile.write(run.context(), context);
        try (ExplainedPictures pictures = explanations) {
            EvaluationReport.write(run.evaluation(), metrics, test, context, Language.EN, pictures);
        }
        return metrics;
    }

    private void putIntoModels(ModelChoices choices) throws IOException {
        for (Arm arm : arms) {
            ModelMetadata metadata = ModelZip.readMetadata(run.model(arm));
            ModelMetadata chosen = choices.into(metadata, arm);
            if (!chosen.equals(metadata)) {
                ModelZip.update(run.model(arm), chosen, Map.of());
            }
        }
    }
}
