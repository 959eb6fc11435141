package io.podagra.model.tuning;

import static java.util.Objects.requireNonNull;

import io.podagra.data.InvalidInputException;
import io.podagra.model.training.EpochResult;
import io.podagra.model.training.StoppingRule;
import io.podagra.model.training.TrainingDivergedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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
    /** Trains to the end. */
    private static final int NO_RUNG = Integer.MAX_VALUE;

    private final TuningSettings settings;
    private final long seed;
    private final Objective objective;
    private final TuningListener listener;
    private final TrialLog log;
    private final EarlyStopping earlyStopping;
    private final Halving halving;
    private final Map<Integer, Map<String, Object>> valuesByNumber = new ConcurrentHashMap<>();
    private volatile Optional<RuntimeException> fatal = Optional.empty();

    /**
     * @param trialsFile where ended trials are kept, in an existing folder; those in it are not
     *     trained again
     * @param epochs of a trial in full, at most
     * @param seed of the candidates
     * @throws InvalidInputException if the file cannot be read, or is of another search
     */
    public TuningSearch(
            TuningSettings settings,
            int epochs,
            long seed,
            Path trialsFile,
            Objective objective,
            TuningListener listener)
            throws IOException {
        this.settings = requireNonNull(settings, "settings is null");
        this.seed = seed;
        this.objective = requireNonNull(objective, "objective is null");
        this.listener = new FailsafeListener(requireNonNull(listener, "listener is null"));
        this.log = new TrialLog(trialsFile, List.copyOf(settings.space().searched().keySet()));
        this.earlyStopping = new EarlyStopping(settings);
        this.halving = new Halving(settings, epochs);
    }

    /**
     * Searches, and trains the best with other seeds.
     *
     * @throws InvalidInputException if not a single trial could be trained in full
     * @throws IOException if trials cannot be written
     */
    public TuningResult run() throws IOException {
        List<Integer> rungs = halving.rungs();
        Candidates candidates =
                new Candidates(
                        Generators.of(settings, seed), settings.plannedTrials(), this::enough);
        int first = rungs.isEmpty() ? NO_RUNG : rungs.get(0);
        execute(
                candidates,
                candidate ->
                        trial(values(candidate), new TrialKey(candidate.getIndex() + 1, 0), first));
        for (int rung = 0; rung < rungs.size(); rung++) {
            goOn(rungs.get(rung), rung + 1 < rungs.size() ? rungs.get(rung + 1) : NO_RUNG);
        }
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
        List<TrialKey> repeats = KnownCandidates.repeated(best, settings.repeats().times());
        if (!repeats.isEmpty()) {
            listener.onRepeats(repeats.size());
            train(new KnownCandidates(repeats), NO_RUNG);
        }
        return TuningResult.of(best, log.ended(), settings.space(), valuesByNumber);
    }

    /**
     * Trains the best of those that wait at a rung to the next one, and stops the others. A place
     * that becomes free because a trial fails goes to the next best.
     */
    private void goOn(int rung, int next) throws IOException {
        List<Trial> waiting = waitingAt(rung);
        int places = halving.places(waiting.size());
        listener.onRung(rung, places, waiting.size());
        int begun = 0;
        int free = places;
        while (free > 0 && begun < waiting.size()) {
            List<TrialKey> batch =
                    waiting.subList(begun, Math.min(waiting.size(), begun + free)).stream()
                            .map(TrialKey::of)
                            .toList();
            train(new KnownCandidates(batch), next);
            begun += batch.size();
            free = (int) batch.stream().filter(this::hasFailed).count();
        }
        for (int rank = begun; rank < waiting.size(); rank++) {
            Trial stopped =
                    waiting.get(rank)
                            .stopped(
                                    "after epoch %d number %d of %d, of which %d went on"
                                            .formatted(rung, rank + 1, waiting.size(), begun));
            log.add(stopped);
            objective.forget(stopped.number());
            listener.onTrial(stopped);
        }
    }

    private boolean hasFailed(TrialKey key) {
        return log.ended(key).map(Trial::status).equals(Optional.of(Trial.Status.FAILED));
    }

    /**
     * The best first, of equals the earlier one: what a trial took changes once it goes on, and a
     * search that is resumed has to come to the same.
     */
    private List<Trial> waitingAt(int rung) {
        return log.ended().stream()
                .filter(trial -> trial.repeat() == 0 && trial.waitsAt(rung))
                .filter(trial -> !isCopy(trial))
                .sorted(Trial.LARGEST_FIRST)
                .toList();
    }

    private void train(KnownCandidates known, int rung) throws IOException {
        execute(
                new Candidates(known, known.size(), given -> fatal.isPresent()),
                candidate -> {
                    TrialKey key = known.of(candidate);
                    return trial(valuesByNumber.get(key.number()), key, rung);
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

    /**
     * @param given candidates so far
     */
    private boolean enough(int given) {
        if (log.recorded(new TrialKey(given + 1, 0)).isPresent()) {
            return fatal.isPresent(); // an earlier start had not had enough
        }
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

    /**
     * Carries out a trial, or finds what it came to before.
     *
     * @param rung epochs after which it waits for the others
     */
    private Trial trial(Map<String, Object> values, TrialKey key, int rung) {
        valuesByNumber.put(key.number(), values);
        Trial begun = Trial.begun(key.number(), key.repeat(), texts(values));
        try {
            Optional<Trial> known = earlier(begun, rung);
            known.ifPresent(log::replay);
            Trial ended =
                    known.or(() -> twin(begun).map(begun::asCopyOf))
                            .orElseGet(() -> train(begun, values, rung));
            if (known.isEmpty()) {
                log.add(ended);
                forgetHopeless(ended, rung);
            }
            listener.onTrial(ended);
            return ended;
        } catch (IOException exception) {
            fatal = Optional.of(new UncheckedIOException(exception));
        } catch (InvalidInputException exception) {
            fatal = Optional.of(exception);
        }
        return begun.failed("the search ended");
    }

    /** What an earlier start came to, up to a rung; empty if it had not got so far. */
    private Optional<Trial> earlier(Trial begun, int rung) {
        Optional<Trial> recorded = log.recorded(TrialKey.of(begun));
        if (recorded.isEmpty()) {
            return Optional.empty();
        }
        Trial trial = recorded.get();
        if (!trial.values().equals(begun.values())) {
            throw new InvalidInputException(
                    "trial %d of an earlier start had %s, expected %s; the search has changed, move its trials.csv away to search anew"
                            .formatted(begun.number(), trial.values(), begun.values()));
        }
        if (trial.wentOnFrom(rung)) {
            return Optional.of(trial.waitingAt(rung));
        }
        boolean waitsBelow =
                halving.rungs().stream().anyMatch(lower -> lower < rung && trial.waitsAt(lower));
        return waitsBelow && begun.repeat() == 0 && !isCopy(trial) ? Optional.empty() : recorded;
    }

    /** A trial with the same values; with the same seed it would come to the same. */
    private Optional<Trial> twin(Trial begun) {
        return log.ended().stream()
                .filter(trial -> trial.number() != begun.number())
                .filter(trial -> trial.repeat() == begun.repeat() && !isCopy(trial))
                .filter(trial -> trial.values().equals(begun.values()))
                .findFirst();
    }

    private static boolean isCopy(Trial trial) {
        return trial.epochs() == 0;
    }

    /** Trials are kept only as long as they can still be among those that go on. */
    private void forgetHopeless(Trial ended, int rung) throws IOException {
        if (rung == NO_RUNG) {
            if (ended.status() == Trial.Status.STOPPED) {
                objective.forget(ended.number());
            }
            return;
        }
        List<Trial> waiting = waitingAt(rung);
        for (Trial trial :
                waiting.stream().skip(halving.places(settings.plannedTrials())).toList()) {
            objective.forget(trial.number());
        }
    }

    private Trial train(Trial begun, Map<String, Object> values, int rung) {
        long start = System.nanoTime();
        Trial before = log.ended(TrialKey.of(begun)).orElse(begun);
        Progress progress = new Progress(begun, rung, start);
        listener.onTrial(begun);
        try {
            Map<String, Object> all = new LinkedHashMap<>(settings.space().fixed());
            all.putAll(values);
            StoppingRule rule = begun.repeat() == 0 ? progress::stopping : StoppingRule.never();
            Outcome outcome =
                    objective.evaluate(all, begun.number(), begun.repeat(), rule, progress::follow);
            return begun.ended(before, outcome, secondsSince(start));
        } catch (IOException | RuntimeException | Error problem) {
            // Native memory that cannot be had is an Error, and so is a disk that lost a mapped
            // file.
            double seconds = before.seconds() + secondsSince(start);
            return progress.furthest(before).failed(reason(problem), rung - 1, seconds);
        }
    }

    /** In one line: it becomes a cell of a table. */
    private static String reason(Throwable problem) {
        if (problem instanceof TrainingDivergedException diverged) {
            return diverged.what();
        }
        String message = problem.getMessage() == null ? "" : problem.getMessage();
        String name =
                problem instanceof InvalidInputException || message.contains(" ")
                        ? ""
                        : problem.getClass().getSimpleName() + " ";
        return (name + message).replaceAll("\\s+", " ").strip();
    }

    /** To a tenth, as the log has them: a search that goes on breaks ties by the same numbers. */
    private static double secondsSince(long nanoTime) {
        return Math.round((System.nanoTime() - nanoTime) / 1e8) / 10.0;
    }

    /** The values as they are written: numbers without an exponent. */
    static Map<String, String> texts(Map<String, Object> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((name, value) -> texts.put(name, Values.text(value)));
        return texts;
    }

    private InvalidInputException noneTrained() {
        String reason =
                log.ended().stream()
                        .filter(trial -> trial.status() == Trial.Status.FAILED)
                        .map(Trial::reason)
                        .findFirst()
                        .orElse("none began");
        return new InvalidInputException(
                "none of %d trials could be trained in full; the first that failed: %s. Once the cause is gone, move the arm's trials.csv away to search anew"
                        .formatted(log.ended().size(), reason));
    }

    /** The score after each epoch: what the epochs' measure gave, or what tossing a coin gives. */
    public static List<Double> curve(List<EpochResult> history) {
        return history.stream().map(epoch -> epoch.validationAuc().orElse(0.5)).toList();
    }

    /** A trial while it is trained. */
    private final class Progress {
        private final int rung;
        private final long start;
        private Trial trial;

        Progress(Trial trial, int rung, long start) {
            this.trial = trial;
            this.rung = rung;
            this.start = start;
        }

        void follow(List<Double> curve) {
            trial = trial.withCurve(curve, secondsSince(start));
            listener.onTrial(trial);
        }

        /** It may fail before it is where it had been. */
        Trial furthest(Trial before) {
            return before.curve().size() > trial.curve().size() ? before : trial;
        }

        Optional<String> stopping(List<EpochResult> history) {
            if (history.size() >= rung) {
                return Optional.of("waits for the others");
            }
            Trial now = trial.withCurve(curve(history), secondsSince(start));
            List<Trial> others =
                    log.ended().stream()
                            .filter(other -> other.repeat() == 0 && !isCopy(other))
                            .toList();
            return earlyStopping.reason(now, others);
        }
    }
}
