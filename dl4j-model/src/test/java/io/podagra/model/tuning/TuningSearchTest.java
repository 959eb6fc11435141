package io.podagra.model.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import io.podagra.model.training.EpochResult;
import io.podagra.model.training.StoppingRule;
import io.podagra.model.tuning.Trial.Status;
import io.podagra.model.tuning.TuningSettings.Repeats;
import io.podagra.model.tuning.TuningSettings.Search;
import io.podagra.model.tuning.TuningSettings.Stopping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TuningSearchTest {
    private static final int EPOCHS = 9;

    @TempDir private Path folder;

    /** A curve that rises to a height that is 1 at learning rate 0.001 and dropout 0. */
    private static class Hill implements Objective {
        final List<String> trained = new ArrayList<>();
        final List<Integer> forgotten = new ArrayList<>();
        private final Map<String, Integer> kept = new HashMap<>();
        int epochs;

        double height(Map<String, Object> values) {
            double decades = Math.log10((double) values.get("rate")) + 3;
            return 1 - 0.1 * decades * decades - 0.3 * (double) values.get("dropout");
        }

        @Override
        public Outcome evaluate(
                Map<String, Object> values,
                int trial,
                int repeat,
                StoppingRule rule,
                Consumer<List<Double>> curve)
                throws IOException {
            trained.add(trial + "/" + repeat);
            int begin = kept.getOrDefault(trial + "/" + repeat, 0);
            List<Double> scores = new ArrayList<>();
            List<EpochResult> history = new ArrayList<>();
            for (int epoch = 1; epoch <= EPOCHS; epoch++) {
                epochs += epoch > begin ? 1 : 0;
                double score = height(values) * epoch / EPOCHS;
                scores.add(score);
                history.add(
                        new EpochResult(epoch, 1, 1, OptionalDouble.of(score), 0.1, 1, 1, false));
                curve.accept(scores);
                Optional<String> reason = rule.reason(history);
                if (reason.isPresent() && epoch < EPOCHS) {
                    kept.put(trial + "/" + repeat, epoch);
                    return new Outcome(score, scores, epoch, reason);
                }
            }
            return new Outcome(scores.get(EPOCHS - 1), scores, EPOCHS, Optional.empty());
        }

        @Override
        public void forget(int trial) {
            kept.remove(trial + "/0");
            forgotten.add(trial);
        }
    }

    private static TuningSettings settings(Search search, int trials) {
        return settings(search, trials, Stopping.NONE, new Repeats(1, 0));
    }

    private static TuningSettings settings(
            Search search, int trials, Stopping stopping, Repeats repeats) {
        Map<String, Parameter> space = new LinkedHashMap<>();
        space.put("rate", new Parameter.LogUniform(0.00001, 0.1));
        space.put("dropout", new Parameter.Uniform(0, 0.5));
        space.put("momentum", new Parameter.Fixed(0.9));
        return new TuningSettings(
                true,
                search,
                trials,
                0,
                0,
                TuningSettings.Score.AUC,
                0,
                0.25,
                stopping,
                1,
                repeats,
                1,
                4,
                false,
                new SearchSpace(space));
    }

    private TuningResult search(TuningSettings settings, String file, Objective objective)
            throws IOException {
        return search(settings, 7, file, objective);
    }

    private TuningResult search(
            TuningSettings settings, long seed, String file, Objective objective)
            throws IOException {
        return new TuningSearch(
                        settings, EPOCHS, seed, folder.resolve(file), objective, trial -> {})
                .run();
    }

    @ParameterizedTest
    @EnumSource(Search.class)
    void proposesTheSameCandidatesForTheSameSeed(Search search) throws IOException {
        TuningResult first = search(settings(search, 15), "a.csv", new Hill());
        TuningResult second = search(settings(search, 15), "b.csv", new Hill());

        assertThat(first.trials()).hasSize(15);
        assertThat(second.trials().stream().map(Trial::values).toList())
                .isEqualTo(first.trials().stream().map(Trial::values).toList());
    }

    @Test
    void proposesOtherCandidatesForAnotherSeed() throws IOException {
        TuningSettings settings = settings(Search.RANDOM, 5);
        TuningResult first = search(settings, "a.csv", new Hill());
        TuningResult second = search(settings, 8, "b.csv", new Hill());

        assertThat(second.trials().get(0).values()).isNotEqualTo(first.trials().get(0).values());
    }

    @Test
    void triesEveryPointOfAGridOnce() throws IOException {
        TuningResult result = search(settings(Search.GRID, 16), "a.csv", new Hill());

        assertThat(result.trials()).hasSize(16);
        assertThat(result.trials().stream().map(Trial::values).distinct()).hasSize(16);
        assertThat(result.trials().stream().map(trial -> trial.values().get("dropout")))
                .containsOnly("0", "0.1667", "0.3333", "0.5");
    }

    @Test
    void breedsBetterCandidatesThanItBeganWith() throws IOException {
        TuningResult result = search(settings(Search.GENETIC, 60), "a.csv", new Hill());

        double begun = meanScore(result.trials().subList(0, 16));
        double bred = meanScore(result.trials().subList(40, 60));
        assertThat(bred).isGreaterThan(begun + 0.05);
    }

    private static double meanScore(List<Trial> trials) {
        return trials.stream()
                .mapToDouble(trial -> trial.score().orElseThrow())
                .average()
                .orElseThrow();
    }

    @Test
    void givesFixedValuesToEveryTrialAndToTheWinner() throws IOException {
        List<Object> seen = new ArrayList<>();
        Hill hill = new Hill();
        TuningResult result =
                search(
                        settings(Search.RANDOM, 3),
                        "a.csv",
                        (values, trial, repeat, rule, curve) -> {
                            seen.add(values.get("momentum"));
                            return hill.evaluate(values, trial, repeat, rule, curve);
                        });

        assertThat(seen).containsExactly(0.9, 0.9, 0.9);
        assertThat(result.values()).containsEntry("momentum", 0.9);
        assertThat(Files.readString(folder.resolve("a.csv"))).doesNotContain("momentum");
    }

    @Test
    void makesAFailingTrialARowWithItsReason() throws IOException {
        Hill hill = new Hill();
        TuningResult result =
                search(
                        settings(Search.RANDOM, 6),
                        "a.csv",
                        (values, trial, repeat, rule, curve) -> {
                            switch (trial) {
                                case 2 -> throw new IllegalStateException("the loss is NaN");
                                case 3 -> throw new OutOfMemoryError("no native memory left");
                                case 4 -> throw new IOException("a file is broken\nreally");
                                case 5 ->
                                        throw new InvalidInputException("batches of 64 need more");
                                default -> {}
                            }
                            return hill.evaluate(values, trial, repeat, rule, curve);
                        });

        assertThat(result.trials().stream().map(Trial::status))
                .containsExactly(
                        Status.COMPLETE,
                        Status.FAILED,
                        Status.FAILED,
                        Status.FAILED,
                        Status.FAILED,
                        Status.COMPLETE);
        assertThat(Files.readString(folder.resolve("a.csv")))
                .contains(
                        "the loss is NaN",
                        "no native memory left",
                        "a file is broken really",
                        "batches of 64 need more");
        assertThat(result.chosen()).isIn(1, 6);
    }

    @Test
    void saysWhyIfNoTrialCouldBeTrained() {
        assertThatThrownBy(
                        () ->
                                search(
                                        settings(Search.RANDOM, 3),
                                        "a.csv",
                                        (values, trial, repeat, rule, curve) -> {
                                            throw new IllegalStateException("the loss is NaN");
                                        }))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("none of 3 trials")
                .hasMessageContaining("the loss is NaN");
    }

    @Test
    void trainsAllALittleAndTheBestThirdOnAndFindsTheSameWinner() throws IOException {
        Hill inFull = new Hill();
        Hill halved = new Hill();
        TuningResult full = search(settings(Search.RANDOM, 36), "full.csv", inFull);
        TuningResult fast =
                search(
                        settings(Search.RANDOM, 36, Stopping.HALVING, new Repeats(2, 0)),
                        "halved.csv",
                        halved);

        assertThat(fast.chosen()).isEqualTo(full.chosen());
        assertThat(halved.epochs).isEqualTo(36 + 12 * 2 + 4 * 6);
        assertThat(inFull.epochs).isEqualTo(36 * 9);
        assertThat(fast.trials().stream().filter(trial -> trial.status() == Status.COMPLETE))
                .hasSize(4)
                .allSatisfy(trial -> assertThat(trial.curve()).hasSize(EPOCHS));
        assertThat(fast.trials())
                .filteredOn(trial -> trial.status() == Status.STOPPED)
                .hasSize(32)
                .allSatisfy(trial -> assertThat(trial.epochs()).isIn(1, 3))
                .allSatisfy(
                        trial ->
                                assertThat(trial.reason())
                                        .matches("after epoch [13] number .* of which .* went on"));
        assertThat(halved.forgotten).doesNotContain(fast.chosen()).hasSizeGreaterThan(31);
    }

    @Test
    void letsNoFewerGoOnThanAreRepeated() throws IOException {
        TuningResult result =
                search(
                        settings(Search.RANDOM, 9, Stopping.HALVING, new Repeats(4, 1)),
                        "a.csv",
                        new Hill());

        assertThat(result.trials().stream().filter(trial -> trial.repeat() == 1)).hasSize(4);
    }

    @Test
    void stopsWhatIsBelowTheMedianOfTheOthers() throws IOException {
        Hill hill = new Hill();
        TuningResult result =
                search(
                        settings(Search.RANDOM, 30, Stopping.MEDIAN, new Repeats(1, 0)),
                        "a.csv",
                        hill);

        assertThat(result.trials().subList(0, 3).stream().map(Trial::status))
                .containsOnly(Status.COMPLETE);
        assertThat(result.trials().stream().filter(trial -> trial.status() == Status.STOPPED))
                .isNotEmpty()
                .allSatisfy(trial -> assertThat(trial.reason()).contains("median"));
    }

    @Test
    void trainsTheBestAgainAndChoosesByTheMean() throws IOException {
        Hill lucky =
                new Hill() {
                    @Override
                    double height(Map<String, Object> values) {
                        // The first to be trained is lucky once.
                        return trained.size() == 1 ? 1.2 : super.height(values);
                    }
                };
        TuningResult result =
                search(
                        settings(Search.RANDOM, 12, Stopping.NONE, new Repeats(3, 2)),
                        "a.csv",
                        lucky);

        assertThat(lucky.trained).hasSize(12 + 6);
        assertThat(lucky.trained.subList(12, 18))
                .filteredOn(key -> key.startsWith("1/"))
                .hasSize(2);
        assertThat(result.repeats()).isEqualTo(2);
        assertThat(result.standardDeviation()).isPresent();
        assertThat(result.chosen()).isNotEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Search.class)
    void goesOnWhereItDied(Search search) throws IOException {
        TuningSettings settings = settings(search, 14, Stopping.HALVING, new Repeats(2, 1));
        List<String> states = new ArrayList<>();
        TuningResult undisturbed =
                new TuningSearch(
                                settings,
                                EPOCHS,
                                7,
                                folder.resolve("a.csv"),
                                new Hill(),
                                trial -> states.add(written(folder.resolve("a.csv"))))
                        .run();

        // What was on disk at five moments: among the first epochs of all, at the rungs, at the
        // end.
        for (int part = 1; part <= 5; part++) {
            String file = "resumed" + part + ".csv";
            Files.writeString(folder.resolve(file), states.get(part * (states.size() - 1) / 5));
            Hill rest = new Hill();
            TuningResult resumed = search(settings, file, rest);

            assertThat(resumed.trials().stream().map(TuningSearchTest::withoutSeconds))
                    .as("resumed at state %d", part)
                    .containsExactlyElementsOf(
                            undisturbed.trials().stream()
                                    .map(TuningSearchTest::withoutSeconds)
                                    .toList());
            assertThat(resumed.chosen()).isEqualTo(undisturbed.chosen());
            if (part == 5) {
                assertThat(rest.trained).isEmpty();
            }
        }
    }

    private static String written(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static Object withoutSeconds(Trial trial) {
        return List.of(
                trial.number(),
                trial.repeat(),
                trial.values(),
                trial.status(),
                trial.score(),
                trial.curve(),
                trial.reason());
    }

    @Test
    void refusesTheTrialsOfAnotherSearch() throws IOException {
        search(settings(Search.RANDOM, 3), "a.csv", new Hill());

        assertThatThrownBy(() -> search(settings(Search.RANDOM, 3), 8, "a.csv", new Hill()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("trial 1 of an earlier start had");
    }

    @Test
    void doesNotTrainTheSameSettingsTwice() throws IOException {
        Map<String, Parameter> space = new LinkedHashMap<>();
        space.put("rate", new Parameter.Choice(List.of(0.01, 0.001)));
        space.put("dropout", new Parameter.Choice(List.of(0.0)));
        Hill hill = new Hill();
        TuningResult result =
                search(settings(Search.RANDOM, 8).withSpace(new SearchSpace(space)), "a.csv", hill);

        assertThat(hill.trained).hasSize(2);
        assertThat(result.trials()).hasSize(8);
        assertThat(result.trials().stream().map(Trial::reason))
                .filteredOn(reason -> reason.startsWith("same settings as trial"))
                .hasSize(6);
    }

    @Test
    void endsAfterSoManyTrialsWithoutABetterOne() throws IOException {
        TuningSettings all = settings(Search.RANDOM, 50);
        TuningSettings patient =
                new TuningSettings(
                        true,
                        all.search(),
                        50,
                        0,
                        4,
                        all.score(),
                        0,
                        0.25,
                        all.stopping(),
                        1,
                        all.repeats(),
                        1,
                        4,
                        false,
                        all.space());
        List<Trial> trials = search(patient, "a.csv", new Hill()).trials();

        assertThat(trials).hasSizeBetween(5, 49);
        double best = trials.get(trials.size() - 5).score().orElseThrow();
        assertThat(trials.subList(trials.size() - 4, trials.size()))
                .allSatisfy(
                        trial -> assertThat(trial.score().orElseThrow()).isLessThanOrEqualTo(best));
    }

    @Test
    void trainsSeveralAtATimeWithoutMoreThanWereAskedFor() throws IOException {
        TuningSettings all = settings(Search.RANDOM, 9);
        TuningSettings parallel =
                new TuningSettings(
                        true,
                        all.search(),
                        9,
                        0,
                        0,
                        all.score(),
                        0,
                        0.25,
                        all.stopping(),
                        1,
                        new Repeats(2, 1),
                        3,
                        4,
                        false,
                        all.space());
        Hill hill = new Hill();
        Objective guarded =
                (values, trial, repeat, rule, curve) -> {
                    synchronized (hill) {
                        return hill.evaluate(values, trial, repeat, rule, curve);
                    }
                };
        List<Trial> trials = search(parallel, "a.csv", guarded).trials();

        assertThat(trials.stream().map(Trial::number).limit(9).sorted())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(trials).hasSize(11);
    }

    @Test
    void comesToTheSameFromItsLogAloneWhereScoresAreEqual() throws IOException {
        Hill flat =
                new Hill() {
                    @Override
                    double height(Map<String, Object> values) {
                        return 0.9;
                    }
                };
        TuningSettings settings = settings(Search.RANDOM, 9, Stopping.HALVING, new Repeats(1, 1));
        Objective slow =
                (values, trial, repeat, rule, curve) -> {
                    try {
                        Thread.sleep(
                                60L * (9 - trial)); // so that the log has other seconds for each
                    } catch (InterruptedException exception) {
                        throw new IOException(exception);
                    }
                    return flat.evaluate(values, trial, repeat, rule, curve);
                };
        TuningResult first = search(settings, "a.csv", slow);
        String log = Files.readString(folder.resolve("a.csv"));
        Hill none = new Hill();
        TuningResult second = search(settings, "a.csv", none);

        assertThat(none.trained).isEmpty();
        assertThat(Files.readString(folder.resolve("a.csv"))).isEqualTo(log);
        assertThat(second.chosen()).isEqualTo(first.chosen());
    }

    @Test
    void givesThePlaceOfATrialThatFailsAfterARungToTheNextBest() throws IOException {
        Hill hill = new Hill();
        Objective fragile =
                (values, trial, repeat, rule, curve) -> {
                    Outcome outcome = hill.evaluate(values, trial, repeat, rule, curve);
                    if (outcome.epochs() > 1 && hill.forgotten.isEmpty()) {
                        hill.forgotten.add(trial);
                        throw new IllegalStateException("no room on the disk");
                    }
                    return outcome;
                };
        TuningSettings settings = settings(Search.RANDOM, 3, Stopping.HALVING, new Repeats(1, 0));
        TuningResult result = search(settings, "a.csv", fragile);

        assertThat(result.trials().stream().map(Trial::status))
                .containsExactlyInAnyOrder(Status.FAILED, Status.COMPLETE, Status.STOPPED);
        Hill none = new Hill();
        assertThat(search(settings, "a.csv", none).chosen()).isEqualTo(result.chosen());
        assertThat(none.trained).isEmpty();
    }

    @Test
    void survivesErrorsAndAListenerThatThrows() throws IOException {
        Hill hill = new Hill();
        Objective erring =
                (values, trial, repeat, rule, curve) -> {
                    if (trial == 2) {
                        throw new NoClassDefFoundError("org/example/Missing");
                    }
                    return hill.evaluate(values, trial, repeat, rule, curve);
                };
        TuningListener throwing =
                trial -> {
                    throw new IllegalStateException("the page broke");
                };
        TuningResult result =
                new TuningSearch(
                                settings(Search.RANDOM, 3),
                                EPOCHS,
                                7,
                                folder.resolve("a.csv"),
                                erring,
                                throwing)
                        .run();

        assertThat(result.trials().stream().map(Trial::status))
                .containsExactly(Status.COMPLETE, Status.FAILED, Status.COMPLETE);
        assertThat(result.trials().get(1).reason()).contains("org/example/Missing");
    }

    @Test
    void takesALogThatIsNoTableForDamaged() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "trial,repeat\n1,\"0\n");

        assertThatThrownBy(() -> search(settings(Search.RANDOM, 3), "a.csv", new Hill()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("move it away to search anew");
    }

    @Test
    void endsWhenTrialsCannotBeWritten() throws IOException {
        Files.createFile(folder.resolve("file"));
        Hill hill = new Hill();

        assertThatThrownBy(() -> search(settings(Search.RANDOM, 5), "file/trials.csv", hill))
                .isInstanceOf(IOException.class);
        assertThat(hill.trained).hasSize(1);
    }
}
