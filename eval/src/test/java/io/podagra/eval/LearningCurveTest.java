package io.podagra.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import io.podagra.data.Label;
import io.podagra.eval.LearningCurve.Kind;
import io.podagra.eval.LearningCurve.Point;
import io.podagra.eval.statistics.AucEstimate;
import io.podagra.eval.statistics.ClusteredAuc;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The points of a learning curve, and the file that keeps them. */
class LearningCurveTest {
    private static final String HEADER =
            "kind,fraction,method,training_images,training_patients,auc,auc_low,auc_high\n";

    @TempDir private Path folder;

    @Test
    void aPointIsTheAucOfAllImagesWithPatientsAsTheUnits() {
        ScoreTable table = scores(8);

        Point point = Point.of(Kind.FRACTION, 0.5, Method.SINGLE, 20, 10, table);

        AucEstimate clustered =
                ClusteredAuc.estimate(table.scores(Method.SINGLE), table.patients()).orElseThrow();
        assertThat(point.auc()).isEqualTo(Figure.of(clustered.auc()));
        assertThat(point.interval()).isEqualTo(clustered.interval(0.95));
    }

    @Test
    void aPointOfOnePatientOfAClassHasNoIntervalAndSaysWhy() {
        Point point = Point.of(Kind.FRACTION, 0.5, Method.SINGLE, 20, 10, scores(2));

        assertThat(point.auc().isKnown()).isTrue();
        assertThat(point.interval().reason().orElseThrow()).contains("there is only one");
    }

    @Test
    void pointsAreInAscendingOrderOfTheFractionSingleBeforeMultiple() {
        Point multiple = point(Kind.FRACTION, 0.5, Method.MULTIPLE);
        Point single = point(Kind.FRACTION, 0.5, Method.SINGLE);
        Point equal = point(Kind.EQUAL_N, 0.3, Method.SINGLE);

        assertThat(new LearningCurve(List.of(multiple, single, equal)).points())
                .containsExactly(equal, single, multiple);
    }

    @Test
    void whatIsWrittenReadsBackTheSame() throws IOException {
        LearningCurve curve =
                new LearningCurve(
                        List.of(
                                point(Kind.EQUAL_N, 1 / 3.0, Method.SINGLE),
                                point(Kind.FRACTION, 0.5, Method.SINGLE),
                                point(Kind.FRACTION, 1, Method.MULTIPLE)));
        Path file = folder.resolve("eval/learning-curve.csv");

        curve.write(file);

        assertThat(file)
                .content()
                .startsWith(
                        HEADER
                                + "equal-n,0.3333333333333333,single,20,10,0.75,0.7,0.8125\n"
                                + "fraction,0.5,single,20,10,");
        assertThat(LearningCurve.read(file)).isEqualTo(curve);
    }

    @Test
    void undefinedFiguresAreEmptyCells() throws IOException {
        Point known = point(Kind.FRACTION, 0.5, Method.SINGLE);
        Point unknown =
                new Point(
                        Kind.FRACTION,
                        1,
                        Method.SINGLE,
                        20,
                        10,
                        Figure.undefined("no abnormal image"),
                        Figure.undefined("no abnormal image"));
        Path file = folder.resolve("learning-curve.csv");

        new LearningCurve(List.of(known, unknown)).write(file);

        assertThat(file).content().endsWith("fraction,1.0,single,20,10,,,\n");
        List<Point> read = LearningCurve.read(file).points();
        assertThat(read.get(0)).isEqualTo(known);
        assertThat(read.get(1).auc().reason()).contains("there is no figure in learning-curve.csv");
        assertThat(read.get(1).interval().isKnown()).isFalse();
    }

    @Test
    void saysEverythingThatIsWrongWithTheFile() throws IOException {
        Path file = folder.resolve("learning-curve.csv");
        Files.writeString(
                file,
                HEADER
                        + "half,0.5,single,20,10,0.75,0.7,0.8\n"
                        + "fraction,0,single,20,10,0.75,0.7,0.8\n"
                        + "fraction,0.5,both,20,10,0.75,0.7,0.8\n"
                        + "fraction,0.5,single,many,10,0.75,0.7,0.8\n"
                        + "fraction,0.5,single,20,10,NaN,0.7,0.8\n"
                        + "fraction,0.5,single,20,10,0.75,0.9,0.8\n");

        assertThatThrownBy(() -> LearningCurve.read(file))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e ->
                                assertThat(e.problems())
                                        .hasSize(6)
                                        .anySatisfy(
                                                problem ->
                                                        assertThat(problem)
                                                                .isEqualTo(
                                                                        file
                                                                                + ", row 2: kind is"
                                                                                + " 'half',"
                                                                                + " expected"
                                                                                + " fraction or"
                                                                                + " equal-n; resume"
                                                                                + " the run, which"
                                                                                + " writes it"
                                                                                + " again")));
        assertThatThrownBy(() -> LearningCurve.read(folder.resolve("missing.csv")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("missing.csv: cannot be read");
    }

    private static Point point(Kind kind, double fraction, Method method) {
        return new Point(
                kind,
                fraction,
                method,
                20,
                10,
                Figure.of(0.75),
                Figure.of(new Interval(0.7, 0.8125)));
    }

    /** Two images of each patient, half of the patients abnormal. */
    private static ScoreTable scores(int patients) {
        List<ScoredImage> images = new ArrayList<>();
        for (int image = 0; image < 2 * patients; image++) {
            int patient = image / 2;
            images.add(
                    new ScoredImage(
                            "i" + image,
                            "p" + patient,
                            "left",
                            patient % 2 == 0 ? Label.NORMAL : Label.ABNORMAL,
                            Map.of(Method.SINGLE, (image * 7 % 10) / 10.0)));
        }
        return ScoreTable.of(images);
    }
}
