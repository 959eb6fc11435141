package io.podagra.model.tuning;

import static io.podagra.model.tuning.Searches.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import io.podagra.model.tuning.Trial.Status;
import io.podagra.model.tuning.TuningSettings.Repeats;
import io.podagra.model.tuning.TuningSettings.Search;
import io.podagra.model.tuning.TuningSettings.Stopping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TuningSearchTest {
    @TempDir private Path folder;

    private TuningResult search(TuningSettings settings, String file, Objective objective)
            throws IOException {
        return Searches.search(settings, folder.resolve(file), objective);
    }

    private TuningResult search(
            TuningSettings settings, long seed, String file, Objective objective)
            throws IOException {
        return Searches.search(settings, seed, folder.resolve(file), objective);
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
                .allSatisfy(trial -> assertThat(trial.curve()).hasSize(Hill.EPOCHS));
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
                                Hill.EPOCHS,
                                7,
                                folder.resolve("a.csv"),
                                erring,
                                throwing)
                        .run();

        assertThat(result.trials().stream().map(Trial::status))
                .containsExactly(Status.COMPLETE, Status.FAILED, Status.COMPLETE);
        assertThat(result.trials().get(1).reason()).contains("org/example/Missing");
    }
}
