package io.podagra.eval.report;

import io.podagra.data.Label;
import io.podagra.eval.EvaluationInput;
import io.podagra.eval.EvaluationSettings;
import io.podagra.eval.LearningCurve;
import io.podagra.eval.Method;
import io.podagra.eval.OperatingPoints;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.ScoredImage;
import io.podagra.eval.StudyEvaluation;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A study that has everything a report can show: two methods, validation scores, devices of which
 * one is rare, a learning curve, the flow of the data, the environment and pictures. To look at it:
 * run {@link #main} with a folder.
 */
final class ReportExample {
    private static final String[] VIEWS = {"dorsal", "medial", "plantar"};
    private static final String[] DEVICES = {"Scanner A", "Scanner B"};

    private ReportExample() {}

    /** Writes the example in every language, with the images marked as patients' and as drawn. */
    public static void main(String[] arguments) throws IOException {
        for (Language language : Language.values()) {
            Path folder = Path.of(arguments[0]).resolve(language.tag());
            write(folder, metrics(2000), context(false), language);
            write(Path.of(folder + "-synthetic"), metrics(200), context(true), language);
        }
    }

    static void write(Path folder, StudyMetrics metrics, ReportContext context, Language language)
            throws IOException {
        EvaluationReport.write(folder, metrics, test(), context, language, ReportExample::picture);
    }

    static ScoreTable test() {
        return table("t", 70, 5);
    }

    private static ScoreTable validation() {
        return table("v", 50, 6);
    }

    static StudyMetrics metrics(int redraws) {
        ScoreTable validation = validation();
        return StudyEvaluation.of(
                new EvaluationInput(
                        test(),
                        Optional.of(validation),
                        OperatingPoints.fromValidation(validation),
                        EvaluationSettings.defaults().withBootstrapRedraws(redraws),
                        Optional.of(learningCurve())));
    }

    static ReportContext context(boolean synthetic) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Cohort", "2,400 images of 200 patients");
        facts.put("Split", "by patients, 60 % training, of which 15 % validation");
        facts.put("Network", "ResNet-50, from base weights");
        facts.put("Training", "30 epochs, Adam, learning rate 0.0001");
        facts.put("Preprocessing", "cropped, resized to 224 px");
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("Podagra", "0.1.0");
        environment.put("Java", "17.0.9");
        environment.put("Processor", "8 cores");
        return new ReportContext(
                "Study of the first metatarsophalangeal joint",
                synthetic,
                List.of(),
                List.of("The single model saw 960 training images; the paper's saw about 2,416."),
                facts,
                Optional.of(Instant.parse("2026-01-05T10:20:00Z")),
                Optional.of(flow()),
                environment);
    }

    private static DataFlow flow() {
        ScoreTable training = table("l", 80, 7);
        ScoreTable validation = validation();
        List<ScoredImage> cohort = new ArrayList<>(training.images());
        cohort.addAll(validation.images());
        cohort.addAll(test().images());
        return new DataFlow(
                group("cohort", ScoreTable.of(cohort)),
                List.of(
                        new DataFlow.Exclusion("cannot be read", 3),
                        new DataFlow.Exclusion("duplicate of another image", 17)),
                List.of(
                        group("train", training),
                        group("validation", validation),
                        group("test", test())));
    }

    private static DataFlow.Group group(String name, ScoreTable table) {
        List<DataFlow.ViewCount> byView = new ArrayList<>();
        for (String view : VIEWS) {
            List<ScoredImage> own =
                    table.images().stream().filter(image -> image.view().equals(view)).toList();
            byView.add(new DataFlow.ViewCount(view, own.size(), abnormal(own)));
        }
        return new DataFlow.Group(
                name,
                table.patients().count(),
                table.images().size(),
                abnormal(table.images()),
                byView);
    }

    private static int abnormal(List<ScoredImage> images) {
        return (int) images.stream().filter(image -> image.label() == Label.ABNORMAL).count();
    }

    private static LearningCurve learningCurve() {
        List<LearningCurve.Point> points = new ArrayList<>();
        double[][] aucs = {{0.25, 0.79, 0.71}, {0.5, 0.83, 0.79}, {1, 0.87, 0.86}};
        for (double[] row : aucs) {
            points.add(point(LearningCurve.Kind.FRACTION, row[0], Method.SINGLE, 960, row[1]));
            points.add(point(LearningCurve.Kind.FRACTION, row[0], Method.MULTIPLE, 320, row[2]));
        }
        points.add(point(LearningCurve.Kind.EQUAL_N, 1.0 / 3, Method.SINGLE, 960, 0.81));
        return new LearningCurve(points);
    }

    private static LearningCurve.Point point(
            LearningCurve.Kind kind, double fraction, Method method, int images, double auc) {
        return new LearningCurve.Point(
                kind,
                fraction,
                method,
                (int) Math.round(images * fraction),
                (int) Math.round(80 * fraction),
                Figure.of(auc),
                Figure.of(new Interval(auc - 0.03, auc + 0.03)));
    }

    /** Twelve images of each patient; a third of the patients are healthy. */
    private static ScoreTable table(String prefix, int patients, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<ScoredImage> images = new ArrayList<>();
        for (int patient = 0; patient < patients; patient++) {
            double joint = random.nextDouble() - 0.5;
            String device = patient < 4 ? "Scanner C" : DEVICES[patient % 2];
            for (int i = 0; i < 12; i++) {
                boolean abnormal = patient % 3 != 0 && random.nextInt(4) > 0;
                double common = (abnormal ? 0.66 : 0.34) + 0.5 * joint + noise(random, 0.6);
                images.add(
                        new ScoredImage(
                                "%s%03d-%02d.png".formatted(prefix, patient, i),
                                prefix + patient,
                                VIEWS[i % VIEWS.length],
                                abnormal ? Label.ABNORMAL : Label.NORMAL,
                                Map.of(
                                        Method.SINGLE, clip(common + noise(random, 0.25)),
                                        Method.MULTIPLE, clip(common + noise(random, 0.3))),
                                Map.of("device", device, "laterality", i < 6 ? "left" : "right")));
            }
        }
        return ScoreTable.of(images);
    }

    private static double noise(SplittableRandom random, double range) {
        return range * (random.nextDouble() - 0.5);
    }

    private static double clip(double score) {
        return Math.min(1, Math.max(0, score));
    }

    private static Optional<BufferedImage> picture(String imageId) {
        BufferedImage picture = new BufferedImage(224, 224, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = picture.createGraphics();
        int hash = Math.floorMod(imageId.hashCode(), 100_000);
        for (int band = 0; band < 8; band++) {
            int grey = 30 + (hash >> band) % 160;
            graphics.setColor(new Color(grey, grey, grey));
            graphics.fillOval(-20, band * 28 - 10, 264, 20 + hash % 20);
        }
        graphics.dispose();
        return Optional.of(picture);
    }
}
