import io.podagra.data.Cohort;
import io.podagra.data.CohortImage;
import io.podagra.data.ProgressListener;
import io.podagra.data.audit.Duplicate;
import io.podagra.data.audit.Duplicates;
import io.podagra.data.audit.Inspection.Inspected;
import io.podagra.data.audit.Inspections;
import io.podagra.pipeline.CohortInspector;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * How well near-duplicates are told from images that are merely alike: changed copies of some images
 * of a cohort are added to it, each under a patient of its own, and searched for.
 */
public final class NearDuplicateBenchmark {
    private static final int ORIGINALS = 100;
    private static final int OTHER_PAIRS = 20_000;

    private NearDuplicateBenchmark() {}

    public static void main(String[] cohorts) throws IOException {
        for (String cohort : cohorts) {
            run(Cohort.read(Path.of(cohort)));
        }
    }

    private static void run(Cohort cohort) throws IOException {
        Path folder = Files.createTempDirectory("near-duplicates");
        try {
            Map<String, List<CohortImage>> copies = plant(cohort, folder);
            List<CohortImage> all = new ArrayList<>(cohort.images());
            copies.values().forEach(all::addAll);
            CohortInspector inspector = new CohortInspector();
            Inspections seen = Inspections.of(all, inspector, ProgressListener.SILENT);
            Duplicates found = Duplicates.find(seen, inspector, ProgressListener.SILENT);
            System.out.printf(
                    Locale.ROOT,
                    "%n%s: %,d images, %,d copies of %d of them%n%n",
                    cohort.folder().getFileName(),
                    cohort.images().size(),
                    all.size() - cohort.images().size(),
                    copies.values().iterator().next().size());
            System.out.println(
                    "| copy | found | likeness: least | median | bits of 64: median | 99 in 100 | most |");
            System.out.println("|---|--:|--:|--:|--:|--:|--:|");
            copies.forEach((name, made) -> report(name, made, cohort, seen, found, inspector));
            others(cohort, seen, found, inspector);
        } finally {
            try (var files = Files.list(folder)) {
                files.map(Path::toFile).forEach(File::delete);
            }
            Files.delete(folder);
        }
    }

    private static Map<String, UnaryOperator<BufferedImage>> changes() {
        Map<String, UnaryOperator<BufferedImage>> changes = new LinkedHashMap<>();
        changes.put("JPEG, quality 70", image -> image);
        changes.put("half the size", image -> halved(image));
        changes.put("15 % brighter", image -> brighter(image, 1.15));
        changes.put("15 % darker", image -> brighter(image, 0.85));
        changes.put("frame cut off", image -> cropped(image, frame(image), 0));
        changes.put("image area cropped by 1.5 % a side", image -> cropped(image, frame(image), 0.015));
        changes.put("image area cropped by 3 % a side", image -> cropped(image, frame(image), 0.03));
        changes.put("calipers added", NearDuplicateBenchmark::measured);
        changes.put(
                "all: calipers, cropped 1.5 %, brighter, halved",
                image -> halved(brighter(cropped(measured(image), frame(image), 0.015), 1.15)));
        return changes;
    }

    /** Copies by kind, in the order of their originals. Every copy is a JPEG of quality 70. */
    private static Map<String, List<CohortImage>> plant(Cohort cohort, Path folder)
            throws IOException {
        Map<String, List<CohortImage>> copies = new LinkedHashMap<>();
        for (var change : changes().entrySet()) {
            List<CohortImage> made = new ArrayList<>();
            for (CohortImage original : originals(cohort)) {
                String id = "copy-%d-%d.jpg".formatted(copies.size(), made.size());
                write(change.getValue().apply(grey(original.file())), folder.resolve(id));
                made.add(
                        new CohortImage(
                                id,
                                folder.resolve(id),
                                "patient of " + id,
                                original.view(),
                                original.label(),
                                original.attributes()));
            }
            copies.put(change.getKey(), made);
        }
        return copies;
    }

    private static List<CohortImage> originals(Cohort cohort) {
        List<CohortImage> images = cohort.images();
        List<CohortImage> originals = new ArrayList<>();
        for (int index = 0; index < ORIGINALS; index++) {
            originals.add(images.get((int) ((long) index * images.size() / ORIGINALS)));
        }
        return originals;
    }

    private static void report(
            String name,
            List<CohortImage> copies,
            Cohort cohort,
            Inspections seen,
            Duplicates found,
            CohortInspector inspector) {
        List<CohortImage> originals = originals(cohort);
        double[] likeness = new double[copies.size()];
        double[] bits = new double[copies.size()];
        int hits = 0;
        for (int index = 0; index < copies.size(); index++) {
            CohortImage original = originals.get(index);
            CohortImage copy = copies.get(index);
            likeness[index] = inspector.likeness(original, copy);
            bits[index] = hashDistance(seen, original, copy);
            // Where a picture has no frame, two kinds of copies are the same file.
            String twin = seen.whole().get(copy).pixelDigest();
            hits +=
                    found.all().stream()
                                    .map(Duplicate::pair)
                                    .filter(pair -> pair.first().equals(original))
                                    .map(pair -> seen.whole().get(pair.second()).pixelDigest())
                                    .anyMatch(twin::equals)
                            ? 1
                            : 0;
        }
        Arrays.sort(likeness);
        Arrays.sort(bits);
        int last = bits.length - 1;
        System.out.printf(
                Locale.ROOT,
                "| %s | %d %% | %.3f | %.3f | %.0f | %.0f | %.0f |%n",
                name,
                Math.round(100.0 * hits / copies.size()),
                likeness[0],
                likeness[last / 2],
                bits[last / 2],
                bits[last * 99 / 100],
                bits[last]);
    }

    /** Pairs of different patients, by the same device in the same view, chosen by chance. */
    private static void others(
            Cohort cohort, Inspections seen, Duplicates found, CohortInspector inspector) {
        Map<String, List<CohortImage>> groups = new HashMap<>();
        for (CohortImage image : cohort.images()) {
            String group = image.view() + " " + image.attributes().get("device");
            groups.computeIfAbsent(group, key -> new ArrayList<>()).add(image);
        }
        List<CohortImage> images = cohort.images();
        Random random = new Random(1);
        List<CohortImage[]> pairs = new ArrayList<>();
        while (pairs.size() < OTHER_PAIRS) {
            CohortImage one = images.get(random.nextInt(images.size()));
            String group = one.view() + " " + one.attributes().get("device");
            List<CohortImage> alike = groups.get(group);
            CohortImage other = alike.get(random.nextInt(alike.size()));
            if (!one.patientId().equals(other.patientId())) {
                pairs.add(new CohortImage[] {one, other});
            }
        }
        double[] likeness =
                pairs.parallelStream()
                        .mapToDouble(pair -> inspector.likeness(pair[0], pair[1]))
                        .sorted()
                        .toArray();
        double[] bits =
                pairs.stream().mapToDouble(pair -> hashDistance(seen, pair[0], pair[1])).sorted().toArray();
        long alarms =
                found.all().stream()
                        .map(Duplicate::pair)
                        .filter(pair -> !pair.samePatient())
                        .filter(
                                pair ->
                                        !pair.first().patientId().startsWith("patient of")
                                                && !pair.second().patientId().startsWith("patient of"))
                        .count();
        int last = likeness.length - 1;
        System.out.printf(
                Locale.ROOT,
                "%nDifferent patients, same device and view, %,d pairs by chance: likeness median %.2f,"
                        + " 99 in 100 below %.2f, most %.2f; bits median %.0f, 1 in 100 below %.0f."
                        + " False alarms among all %,d pairs of the cohort: %d%n",
                last + 1,
                likeness[last / 2],
                likeness[last * 99 / 100],
                likeness[last],
                bits[last / 2],
                bits[last / 100],
                (long) images.size() * (images.size() - 1) / 2,
                alarms);
    }

    private static int hashDistance(Inspections seen, CohortImage one, CohortImage other) {
        Inspected first = seen.whole().get(one);
        return first.appearance().hashDistance(seen.whole().get(other).appearance());
    }

    private static BufferedImage grey(Path file) throws IOException {
        BufferedImage read = ImageIO.read(file.toFile());
        BufferedImage grey =
                new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < read.getHeight(); y++) {
            for (int x = 0; x < read.getWidth(); x++) {
                grey.getRaster().setSample(x, y, 0, read.getRaster().getSample(x, y, 0));
            }
        }
        return grey;
    }

    private static BufferedImage brighter(BufferedImage image, double gain) {
        BufferedImage result =
                new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                long grey = Math.round(gain * image.getRaster().getSample(x, y, 0));
                result.getRaster().setSample(x, y, 0, Math.min(255, grey));
            }
        }
        return result;
    }

    private static BufferedImage halved(BufferedImage image) {
        int width = image.getWidth() / 2;
        int height = image.getHeight() / 2;
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        // Not by AWT, which takes grey for linear and changes it.
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int[] block = image.getRaster().getSamples(2 * x, 2 * y, 2, 2, 0, (int[]) null);
                result.getRaster().setSample(x, y, 0, Arrays.stream(block).sum() / 4);
            }
        }
        return result;
    }

    /** Two crosses with arms of four pixels, as devices draw them. */
    private static BufferedImage measured(BufferedImage image) {
        BufferedImage result = brighter(image, 1);
        for (int[] place : new int[][] {{2, 5, 0}, {3, 5, 8}}) {
            int x = image.getWidth() * place[0] / place[1];
            int y = image.getHeight() / 3 + place[2];
            for (int along = -4; along <= 4; along++) {
                result.getRaster().setSample(x + along, y, 0, 255);
                result.getRaster().setSample(x, y + along, 0, 255);
            }
        }
        return result;
    }

    /**
     * Left, top, right and bottom of the part whose rows and columns are not all of the corner's
     * grey but for a fifth: the picture without the phantom's frame, or all of it.
     */
    private static int[] frame(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int background = image.getRaster().getSample(0, height - 1, 0);
        int[] bounds = {0, 0, width, height};
        while (bounds[0] < width / 4 && same(image, bounds[0], 0, 1, height, background)) {
            bounds[0]++;
        }
        while (bounds[2] > width * 3 / 4 && same(image, bounds[2] - 1, 0, 1, height, background)) {
            bounds[2]--;
        }
        while (bounds[1] < height / 4 && same(image, 0, bounds[1], width, 1, background)) {
            bounds[1]++;
        }
        while (bounds[3] > height * 3 / 4 && same(image, 0, bounds[3] - 1, width, 1, background)) {
            bounds[3]--;
        }
        return bounds;
    }

    private static boolean same(
            BufferedImage image, int x, int y, int width, int height, int background) {
        int[] values = image.getRaster().getSamples(x, y, width, height, 0, (int[]) null);
        long same = Arrays.stream(values).filter(grey -> grey == background).count();
        return same > 0.6 * values.length;
    }

    private static BufferedImage cropped(BufferedImage image, int[] frame, double share) {
        int width = frame[2] - frame[0];
        int height = frame[3] - frame[1];
        int x = (int) Math.round(share * width);
        int y = (int) Math.round(share * height);
        return image.getSubimage(frame[0] + x, frame[1] + y, width - 2 * x, height - 2 * y);
    }

    private static void write(BufferedImage image, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(0.7f);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        }
        writer.dispose();
    }
}
