package io.podagra.model.tuning;

import static io.podagra.model.tuning.Searches.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import io.podagra.model.tuning.TuningSettings.Repeats;
import io.podagra.model.tuning.TuningSettings.Search;
import io.podagra.model.tuning.TuningSettings.Stopping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a search's log is good for. */
class ResumedSearchTest {
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
    void goesOnWhereItDied(Search search) throws IOException {
        TuningSettings settings = settings(search, 14, Stopping.HALVING, new Repeats(2, 1));
        List<String> states = new ArrayList<>();
        TuningResult undisturbed =
                new TuningSearch(
                                settings,
                                Hill.EPOCHS,
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

            assertThat(resumed.trials().stream().map(ResumedSearchTest::withoutSeconds))
                    .as("resumed at state %d", part)
                    .containsExactlyElementsOf(
                            undisturbed.trials().stream()
                                    .map(ResumedSearchTest::withoutSeconds)
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
