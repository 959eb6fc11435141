package io.podagra.model.tuning;

import static java.util.Objects.requireNonNull;

import io.podagra.data.InvalidInputException;
import io.podagra.model.training.EpochResult;
import io.podagra.model.training.StoppingRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;

/**
 * Searches for the settings that an arm is best trained with.
 *
 * <p>Arbiter proposes and runs the candidates, one after another unless told otherwise. A trial
 * that fails is a row with its reason. Every trial that ended is on disk: a search that died takes
 * the same way again, without the trainings that it had ended, and so goes on where it was. The
 * same settings and seed give the same candidates; those of a genetic search follow from the
 * scores, too.
 */
public final class TuningSearch {
    private final TuningSettings settings;
    private final long seed;
    private final Objective objective;
    private final TuningListener listener;
    private final TrialLog log;
    private final EarlyStopping earlyStopping;
    private final Map<Integer, Map<String, Object>> valuesByNumber = new ConcurrentHashMap<>();
    private volatile Optional<RuntimeException> fatal = Optional.empty();

    /**
     * @param trialsFile where ended trials are kept, in an existing folder; those in it are not
     *     trained again
     * @param seed of the candidates
     * @throws InvalidInputException if the file cannot be read, or is of another search
     */
    public TuningSearch(
            TuningSettings settings,
            long seed,
            Path trialsFile,
            Objective objective,
            TuningListener listener)
            throws IOException {
        this.settings = requireNonNull(settings, "settings is null");
        this.seed = seed;
        this.objective = requireNonNull(objective, "objective is null");
        this.listener = requireNonNull(listener, "listener is null");
        this.log = new TrialLog(trialsFile, List.copyOf(settings.space().searched().keySet()));
        this.earlyStopping = new EarlyStopping(settings);
    }

    /**
     * Searches, and trains the best with other seeds.
     *
     * @throws InvalidInputException if not a single trial could be trained in full
     * @throws IOException if trials cannot be written
     */
    public TuningResult run() throws IOException {
        Candidates candidates =
                new Candidates(
                        Generators.of(settings, seed), settings.plannedTrials(), this::enough);
        execute(candidates, candidate -> trial(values(candidate), candidate.getIndex() + 1, 0));
        List<Trial> best =
                log.ended().stream()
                        .filter(trial -> trial.status() == Trial.Status.COMPLETE)
                        .filter(trial -> trial.epochs() > 0)
                        .sorted(Trial.BEST_FIRST)
                        .limit(settings.repeats().best())
                        .toList();
        if (best.isEmpty()) {
            throw noneTrained();
        }
        repeat(best);
        return result(best);
    }

    private void repeat(List<Trial> best) throws IOException {
        List<RepeatedCandidates.Repeat> repeats =
                RepeatedCandidates.of(best, settings.repeats().times());
        if (repeats.isEmpty()) {
            return;
        }
        listener.onRepeats(repeats.size());
        Candidates candidates =
                new Candidates(new RepeatedCandidates(repeats), repeats.size(), fatal::isPresent);
        execute(
                candidates,
                candidate -> {
                    RepeatedCandidates.Repeat repeat = repeats.get(candidate.getIndex());
                    return trial(
                            valuesByNumber.get(repeat.number()), repeat.number(), repeat.repeat());
                });
    }

    private void execute(Candidates candidates, Function<Candidate<?>, Trial> work)
            throws IOException {
        OptimizationConfiguration configuration =
                new OptimizationConfiguration.Builder()
                        .candidateGenerator(candidates)
                        .scoreFunction(new LargestScore())
                        .terminationConditions(candidates)
                        .build();
        new Runner(configuration, settings.parallel(), new TrialTasks(work)).execute();
        if (fatal.isPresent()) {
            if (fatal.get() instanceof UncheckedIOException exception) {
                throw exception.getCause();
            }
            throw fatal.get();
        }
    }

    @SuppressWarnings("unchecked") // CandidateSpace makes no other
    private static Map<String, Object> values(Candidate<?> candidate) {
        return (Map<String, Object>) candidate.getValue();
    }

    private boolean enough() {
        List<Trial> ended = log.ended();
        double minutes = ended.stream().mapToDouble(Trial::seconds).sum() / 60;
        return fatal.isPresent()
                || (settings.minutes() > 0 && minutes >= settings.minutes())
                || (settings.patience() > 0 && sinceBest(ended) >= settings.patience());
    }

    private static int sinceBest(List<Trial> ended) {
        double best = Double.NEGATIVE_INFINITY;
        int since = 0;
        for (Trial trial : ended) {
            double score = trial.score().orElse(Double.NEGATIVE_INFINITY);
            since = score > best ? 0 : since + 1;
            best = Math.max(best, score);
        }
        return since;
    }

    /** Carries out a trial, or finds what it came to before. */
    private Trial trial(Map<String, Object> values, int number, int repeat) {
        valuesByNumber.put(number, values);
        Trial begun = Trial.begun(number, repeat, texts(values));
        try {
            Trial ended =
                    earlier(begun)
                            .or(() -> twin(begun).map(begun::asCopyOf))
                            .orElseGet(() -> train(begun, values));
            log.add(ended);
            listener.onTrial(ended);
            return ended;
        } catch (IOException exception) {
            fatal = Optional.of(new UncheckedIOException(exception));
        } catch (InvalidInputException exception) {
            fatal = Optional.of(exception);
        }
        return begun.failed("the search ended", 0);
    }

    private Optional<Trial> earlier(Trial begun) {
        Optional<Trial> recorded = log.recorded(begun.number(), begun.repeat());
        if (recorded.isPresent() && !recorded.get().values().equals(begun.values())) {
            throw new InvalidInputException(
                    "trial %d of an earlier start had %s, expected %s; the search has changed, move its trials.csv away to search anew"
                            .formatted(begun.number(), recorded.get().values(), begun.values()));
        }
        return recorded;
    }

    /** A trial with the same values; with the same seed it would come to the same. */
    private Optional<Trial> twin(Trial begun) {
        return log.ended().stream()
                .filter(trial -> trial.repeat() == begun.repeat())
                .filter(trial -> trial.values().equals(begun.values()))
                .findFirst();
    }

    private Trial train(Trial begun, Map<String, Object> values) {
        long start = System.nanoTime();
        Progress progress = new Progress(begun, start);
        listener.onTrial(begun);
        try {
            Map<String, Object> all = new LinkedHashMap<>(settings.space().fixed());
            all.putAll(values);
            StoppingRule rule = begun.repeat() == 0 ? progress::stopping : StoppingRule.never();
            Outcome outcome =
                    objective.evaluate(all, begun.number(), begun.repeat(), rule, progress::follow);
            return begun.ended(outcome, secondsSince(start));
        } catch (IOException | RuntimeException | OutOfMemoryError problem) {
            // Native memory that cannot be had is an OutOfMemoryError, too.
            return progress.trial.failed(reason(problem), secondsSince(start));
        }
    }

    /** In one line: it becomes a cell of a table. */
    private static String reason(Throwable problem) {
        String message = problem.getMessage() == null ? "" : problem.getMessage();
        String name =
                problem instanceof InvalidInputException || message.contains(" ")
                        ? ""
                        : problem.getClass().getSimpleName() + " ";
        return (name + message).replaceAll("\\s+", " ").strip();
    }

    private static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }

    /** The values as they are written: numbers without an exponent. */
    static Map<String, String> texts(Map<String, Object> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((name, value) -> texts.put(name, Values.text(value)));
        return texts;
    }

    private TuningResult result(List<Trial> best) {
        List<Trial> all = log.ended();
        List<TuningResult.Candidate> candidates = new ArrayList<>();
        for (Trial trial : best) {
            candidates.add(
                    new TuningResult.Candidate(
                            trial.number(),
                            all.stream()
                                    .filter(other -> other.number() == trial.number())
                                    .toList()));
        }
        TuningResult.Candidate chosen =
                candidates.stream().min(TuningResult.Candidate.BEST_FIRST).orElseThrow();
        Map<String, Object> values = new LinkedHashMap<>(settings.space().fixed());
        values.putAll(valuesByNumber.get(chosen.number()));
        return new TuningResult(
                all,
                chosen.number(),
                values,
                chosen.mean(),
                chosen.standardDeviation(),
                chosen.size());
    }

    private InvalidInputException noneTrained() {
        String reason =
                log.ended().stream()
                        .map(Trial::reason)
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse("none began");
        return new InvalidInputException(
                "none of %d trials could be trained in full; the first: %s"
                        .formatted(log.ended().size(), reason));
    }

    /** The score after each epoch: what the epochs' measure gave, or what tossing a coin gives. */
    public static List<Double> curve(List<EpochResult> history) {
        return history.stream().map(epoch -> epoch.validationAuc().orElse(0.5)).toList();
    }

    /** A trial while it is trained. */
    private final class Progress {
        private final long start;
        private Trial trial;

        Progress(Trial trial, long start) {
            this.trial = trial;
            this.start = start;
        }

        void follow(List<Double> curve) {
            trial = trial.withCurve(curve, secondsSince(start));
            listener.onTrial(trial);
        }

        Optional<String> stopping(List<EpochResult> history) {
            Trial now = trial.withCurve(curve(history), secondsSince(start));
            List<Trial> others =
                    log.ended().stream()
                            .filter(other -> other.repeat() == 0 && other.epochs() > 0)
                            .toList();
            return earlyStopping.reason(now, others);
        }
    }
}
