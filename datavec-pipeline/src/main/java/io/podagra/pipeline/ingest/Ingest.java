package io.podagra.pipeline.ingest;

import io.podagra.data.InvalidInputException;
import io.podagra.data.ProgressListener;
import io.podagra.data.Workers;
import io.podagra.data.audit.FrameFlag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes a cohort of a hospital's export.
 *
 * <p>Every image becomes a PNG of its pixels alone, named by a keyed hash; patients and studies are
 * named by keyed hashes too, and of what else is known only view, label, device and site are kept,
 * and the day if asked for. What a device draws around the tissue is cut off unless told otherwise.
 * The same source, labels and key give the same bytes; a run that was interrupted is gone on with
 * by running it again.
 */
public final class Ingest {
    private final IngestSettings settings;
    private final HashKey key;
    private final Pseudonyms pseudonyms;
    private final SourceTree tree;
    private final Optional<LabelTable> labels;

    private Ingest(IngestSettings settings) throws IOException {
        this.settings = settings;
        // The table before the key: no key is made by a command that is given wrongly.
        this.tree = SourceTree.of(settings.source(), ours(settings));
        this.labels =
                settings.labels().isPresent()
                        ? Optional.of(
                                LabelTable.read(
                                        settings.labels().get(),
                                        settings.columns(),
                                        settings.encoding()))
                        : Optional.empty();
        this.key = HashKey.of(settings.key());
        this.pseudonyms = new Pseudonyms(key);
    }

    /**
     * Takes in what can be taken.
     *
     * @param progress hears of each file, from several threads
     * @throws InvalidInputException if nothing can be begun with: no source, a table or key that
     *     cannot be used, a cohort's folder that holds something else
     * @throws IOException if the cohort cannot be written
     */
    public static IngestReport run(IngestSettings settings, ProgressListener progress)
            throws IOException {
        Places.check(settings);
        return new Ingest(settings).run(progress);
    }

    private static Set<Path> ours(IngestSettings settings) throws IOException {
        Set<Path> ours = new LinkedHashSet<>();
        if (settings.labels().isPresent()) {
            ours.add(Places.real(settings.labels().get()));
        }
        return ours;
    }

    private IngestReport run(ProgressListener progress) throws IOException {
        SourceIdentity identity = SourceIdentity.of(settings.source(), tree, pseudonyms);
        try (CohortFolder cohort = CohortFolder.open(settings.cohort(), identity)) {
            return run(cohort, identity.owner(), progress);
        }
    }

    private IngestReport run(CohortFolder cohort, IngestJson.Owner owner, ProgressListener progress)
            throws IOException {
        Words words = new Words(settings.values());
        PatientPattern pattern = new PatientPattern(settings.patientPattern());
        Optional<TableClaims> table =
                labels.map(
                        rows ->
                                new TableClaims(
                                        rows,
                                        tree.candidates(),
                                        words,
                                        pattern,
                                        settings.datesKept()));
        Claims claims = table.isPresent() ? table.get() : new FolderClaims(words, pattern);
        List<Outcome> outcomes =
                take(
                        new Intake(
                                cohort,
                                new SourceFiles(settings.frames(), settings.cleaner()),
                                claims,
                                pseudonyms),
                        progress);
        Manifest manifest = Manifest.of(outcomes, pseudonyms, settings.datesKept());
        IngestReport report = report(outcomes, manifest, table);
        if (settings.originals().isPresent()) {
            Originals.write(settings.originals().get(), outcomes);
        }
        cohort.finish(
                manifest.isEmpty() ? Optional.empty() : Optional.of(manifest.text()),
                manifest.imageIds(),
                IngestJson.of(owner, report, inOrderOfHashes(outcomes), pseudonyms));
        if (settings.beforeAfter().isPresent()) {
            BeforeAfterSheet.write(
                    settings.beforeAfter().get(),
                    inOrderOfHashes(outcomes),
                    new SourceFiles(settings.frames(), settings.cleaner().withoutMasking()),
                    cohort.path(),
                    report.synthetic());
        }
        return report;
    }

    private List<Outcome> take(Intake intake, ProgressListener progress) throws IOException {
        AtomicLong done = new AtomicLong();
        int total = tree.candidates().size();
        List<Outcome> outcomes;
        try (Workers workers = Workers.onAllProcessors()) {
            outcomes =
                    workers.map(
                            tree.candidates(),
                            name -> {
                                Outcome outcome = intake.take(name);
                                progress.progressed(done.incrementAndGet(), total);
                                return outcome;
                            });
        }
        List<Outcome> tried = new ArrayList<>();
        for (Outcome outcome : outcomes) { // those that others left no memory for, now alone
            tried.add(Intake.lackedMemory(outcome) ? intake.take(outcome.name()) : outcome);
        }
        List<Outcome> all = new ArrayList<>(Conflicts.resolve(tried));
        all.addAll(tree.others());
        all.sort(Comparator.comparing(outcome -> outcome.name().relative()));
        return all;
    }

    /** The order of paths would tell something of the names. */
    private List<Outcome> inOrderOfHashes(List<Outcome> outcomes) {
        return outcomes.stream()
                .sorted(Comparator.comparing(outcome -> pseudonyms.file(outcome.name())))
                .toList();
    }

    private IngestReport report(
            List<Outcome> outcomes, Manifest manifest, Optional<TableClaims> table) {
        int taken = 0;
        int ignored = 0;
        Map<Reason, Integer> reasons = new HashMap<>();
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Taken) {
                taken++;
            } else if (outcome instanceof Outcome.Ignored) {
                ignored++;
            } else if (outcome instanceof Outcome.Refused refused) {
                reasons.merge(refused.reason(), 1, Integer::sum);
            }
        }
        return new IngestReport(
                taken,
                ignored,
                reasons,
                manifest.patients(),
                manifest.imagesByView(),
                flagged(outcomes),
                settings.cleaner(),
                table.map(this::labels),
                settings.datesKept(),
                manifest.synthetic(),
                key.created());
    }

    private static Map<FrameFlag, Integer> flagged(List<Outcome> outcomes) {
        Map<String, Set<FrameFlag>> byImage = new HashMap<>(); // one may be of several files
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Taken taken) {
                for (Outcome.Picture picture : taken.pictures()) {
                    byImage.computeIfAbsent(picture.id(), id -> EnumSet.noneOf(FrameFlag.class))
                            .addAll(picture.flags());
                }
            }
        }
        Map<FrameFlag, Integer> flagged = new EnumMap<>(FrameFlag.class);
        byImage.values()
                .forEach(flags -> flags.forEach(flag -> flagged.merge(flag, 1, Integer::sum)));
        return flagged;
    }

    private IngestReport.Labels labels(TableClaims table) {
        LabelText text = labels.orElseThrow().source();
        return new IngestReport.Labels(
                text.encoding(),
                text.separator(),
                labels.orElseThrow().rows().size(),
                table.unusedLines());
    }
}
