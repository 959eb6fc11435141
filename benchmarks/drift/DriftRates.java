import io.podagra.cli.drift.Drift;
import io.podagra.cli.drift.DriftComparison;
import io.podagra.cli.drift.ImageObserver;
import io.podagra.cli.drift.NewImage;
import io.podagra.cli.drift.Verdict;
import io.podagra.data.Cohort;
import io.podagra.data.ProgressListener;
import io.podagra.data.phantom.Equipment;
import io.podagra.data.phantom.PhantomCohort;
import io.podagra.data.phantom.PhantomSettings;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.Wilson;
import io.podagra.model.ImageClassifier;
import io.podagra.model.ModelArchive;
import io.podagra.model.fingerprint.Fingerprint;
import io.podagra.model.fingerprint.ObservedImage;
import io.podagra.model.fingerprint.ScoredImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How often images are called shifted: of new patients of the devices that a model was trained with,
 * and of patients of devices that it never saw, with and without the devices' names.
 */
final class DriftRates {
    private static final int DRAWS = 200;

    private DriftRates() {}

    public static void main(String[] arguments) throws Exception {
        Path model = Path.of(arguments[0]);
        Path known = Path.of(arguments[1]);
        Path unseen = Path.of(arguments[2]);
        if (!Files.exists(unseen)) {
            PhantomSettings paper = PhantomSettings.paper();
            PhantomCohort.write(
                    unseen,
                    new PhantomSettings(
                            200, 600, 13, paper.difficulty(), paper.labelNoise(), paper.overlays(),
                            Equipment.DRAWN),
                    ProgressListener.SILENT);
        }
        Fingerprint fingerprint;
        try (ModelArchive archive = ModelArchive.open(model)) {
            fingerprint = Fingerprint.read(archive).orElseThrow();
        }
        try (ImageClassifier classifier = ImageClassifier.load(model)) {
            ImageObserver observer = new ImageObserver(classifier);
            Map<String, List<ScoredImage>> ofKnown = byPatient(observer, known);
            Map<String, List<ScoredImage>> ofUnseen = byPatient(observer, unseen);
            System.out.printf(
                    "images unusual: %.2f %% of known devices, %.2f %% of unseen ones%n",
                    100 * unusual(fingerprint, ofKnown), 100 * unusual(fingerprint, ofUnseen));
            System.out.println("| patients are of | named | n | shifted | 95 % | same | too few |");
            System.out.println("|---|---|--:|--:|--:|--:|--:|");
            for (boolean named : new boolean[] {true, false}) {
                for (int patients : new int[] {1, 3, 5, 10, 20, 40, 80}) {
                    report("known devices", fingerprint, ofKnown, patients, named);
                }
                for (int patients : new int[] {1, 3, 5, 10, 20, 40}) {
                    report("unseen devices", fingerprint, ofUnseen, patients, named);
                }
                oneHospital(fingerprint, ofUnseen, named);
            }
        }
    }

    private static Map<String, List<ScoredImage>> byPatient(ImageObserver observer, Path cohort)
            throws Exception {
        List<ScoredImage> images =
                observer.observe(
                                NewImage.read(cohort.resolve(Cohort.MANIFEST)),
                                ProgressListener.SILENT)
                        .images();
        return images.stream()
                .collect(
                        Collectors.groupingBy(
                                image -> image.image().patient(),
                                TreeMap::new,
                                Collectors.toList()));
    }

    private static double unusual(Fingerprint print, Map<String, List<ScoredImage>> images) {
        List<ScoredImage> all = images.values().stream().flatMap(List::stream).toList();
        return (double) print.unusual(all) / all.size();
    }

    private static void report(
            String words,
            Fingerprint fingerprint,
            Map<String, List<ScoredImage>> patients,
            int number,
            boolean named) {
        Random random = new Random(number);
        List<List<ScoredImage>> pool = new ArrayList<>(patients.values());
        List<Verdict> verdicts = new ArrayList<>();
        for (int draw = 0; draw < DRAWS; draw++) {
            Collections.shuffle(pool, random);
            verdicts.add(verdict(fingerprint, pool.subList(0, number), named));
        }
        print(words, number + "", named, verdicts);
    }

    /** All patients of one device, as a hospital with one new device would send them. */
    private static void oneHospital(
            Fingerprint fingerprint, Map<String, List<ScoredImage>> patients, boolean named) {
        Map<String, List<List<ScoredImage>>> byDevice =
                patients.values().stream()
                        .collect(
                                Collectors.groupingBy(
                                        images -> images.get(0).image().device().orElseThrow()));
        List<Verdict> verdicts = new ArrayList<>();
        byDevice.values().stream()
                .filter(all -> all.size() >= 5)
                .forEach(all -> verdicts.add(verdict(fingerprint, all.subList(0, 5), named)));
        print("one unseen device", "5", named, verdicts);
    }

    private static Verdict verdict(
            Fingerprint fingerprint, List<List<ScoredImage>> patients, boolean named) {
        List<ScoredImage> images =
                patients.stream()
                        .flatMap(List::stream)
                        .map(image -> named ? image : withoutDevice(image))
                        .toList();
        Drift drift = DriftComparison.of(fingerprint, images);
        return drift.verdict();
    }

    private static ScoredImage withoutDevice(ScoredImage image) {
        ObservedImage known = image.image();
        return new ScoredImage(
                new ObservedImage(known.patient(), known.view(), Optional.empty(), known.traits()),
                image.score(),
                image.features());
    }

    private static void print(
            String words, String patients, boolean named, List<Verdict> verdicts) {
        int shifted = count(verdicts, Verdict.Shifted.class);
        Interval interval =
                Wilson.interval(shifted, verdicts.size(), 0.95, "draw").orElseThrow();
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %d of %d | %.1f-%.1f %% | %d | %d |%n",
                words,
                named ? "yes" : "no",
                patients,
                shifted,
                verdicts.size(),
                100 * interval.low(),
                100 * interval.high(),
                count(verdicts, Verdict.Same.class),
                count(verdicts, Verdict.TooFew.class));
    }

    private static int count(List<Verdict> verdicts, Class<? extends Verdict> kind) {
        return (int) verdicts.stream().filter(kind::isInstance).count();
    }
}
