import io.podagra.data.Cohort;
import io.podagra.data.CohortImage;
import io.podagra.data.phantom.PhantomCohort;
import io.podagra.pipeline.FrameCleaner;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/** How much of overlays that are drawn into clean images is painted over, and what else. */
public final class CleanMasksBenchmark {
    private static final int IMAGES = 40;

    /** Grey values by which a drawn pixel differs from what was there: fainter ones nobody sees. */
    private static final int SEEN = 20;

    /** Pixels around what is drawn that may be painted over with it. */
    private static final int BESIDE = 4;

    private interface Drawing {
        void draw(Graphics2D graphics, int width, int height, Random random);
    }

    private record Kind(String name, boolean smooth, boolean coloured, Drawing drawing) {}

    private record Measured(long drawn, long found, long others, long changed) {}

    private CleanMasksBenchmark() {}

    public static void main(String[] cohorts) throws IOException {
        for (String folder : cohorts) {
            measure(Cohort.read(Path.of(folder)));
        }
    }

    private static void measure(Cohort cohort) throws IOException {
        List<BufferedImage> images = clean(cohort);
        System.out.printf(
                "%n%s%s, %d images%n%n| drawn | edges | painted over | other pixels changed |%n|---|---|--:|--:|%n",
                cohort.synthetic() ? "SYNTHETIC: " : "",
                cohort.folder().getFileName(),
                images.size());
        print("nothing", "", sum(images, new Kind("", false, false, (g, w, h, r) -> {})));
        for (Kind kind : kinds()) {
            print(kind.name(), kind.smooth() ? "smooth" : "hard", sum(images, kind));
        }
    }

    private static void print(String name, String edges, Measured sum) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %.3f %% |%n",
                name,
                edges,
                sum.drawn() == 0
                        ? ""
                        : "%.1f %%".formatted(100.0 * sum.found() / sum.drawn()),
                100.0 * sum.changed() / sum.others());
    }

    /**
     * Image areas without overlays: the phantom's by its truth; of another cohort those in which
     * nothing is found, so that it says nothing of what is changed where nothing was drawn.
     */
    private static List<BufferedImage> clean(Cohort cohort) throws IOException {
        Set<String> drawnOn = withOverlays(cohort);
        List<BufferedImage> clean = new ArrayList<>();
        for (CohortImage image : cohort.images()) {
            if (clean.size() == IMAGES) {
                break;
            }
            if (drawnOn.contains(image.id())) {
                continue;
            }
            BufferedImage area = area(ImageIO.read(image.file().toFile()));
            if (cohort.synthetic() || Arrays.equals(pixels(area), pixels(paintedOver(area)))) {
                clean.add(area);
            }
        }
        return clean;
    }

    /** The first column is the image, the last one its overlays; no value has a comma. */
    private static Set<String> withOverlays(Cohort cohort) throws IOException {
        Path truth = cohort.folder().resolve(PhantomCohort.TRUTH);
        return !Files.exists(truth)
                ? Set.of()
                : Files.readAllLines(truth).stream()
                        .skip(1)
                        .filter(row -> !row.endsWith(","))
                        .map(row -> row.substring(0, row.indexOf(',')))
                        .collect(Collectors.toSet());
    }

    /** Without the frame, in which everything is painted over. */
    private static BufferedImage area(BufferedImage image) throws IOException {
        return cleaned(coloured(image), new FrameCleaner(true, false));
    }

    private static BufferedImage cleaned(BufferedImage image, FrameCleaner cleaner)
            throws IOException {
        byte[] samples = new byte[3 * image.getWidth() * image.getHeight()];
        for (int sample = 0; sample < samples.length; sample++) {
            int pixel = sample / 3;
            samples[sample] =
                    (byte)
                            image.getRaster()
                                    .getSample(
                                            pixel % image.getWidth(),
                                            pixel / image.getWidth(),
                                            sample % 3);
        }
        byte[] png = cleaner.clean(image.getWidth(), image.getHeight(), samples).png();
        return coloured(ImageIO.read(new ByteArrayInputStream(png)));
    }

    private static BufferedImage coloured(BufferedImage image) {
        BufferedImage copy =
                new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        boolean grey = image.getRaster().getNumBands() == 1;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                // By samples: colour management would change grey values.
                for (int band = 0; band < 3; band++) {
                    copy.getRaster()
                            .setSample(x, y, band, image.getRaster().getSample(x, y, grey ? 0 : band));
                }
            }
        }
        return copy;
    }

    private static BufferedImage paintedOver(BufferedImage image) throws IOException {
        return cleaned(image, new FrameCleaner(false, true));
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static Measured sum(List<BufferedImage> images, Kind kind) throws IOException {
        long[] sum = new long[4];
        Random random = new Random(4);
        for (BufferedImage image : images) {
            Measured one = measure(image, kind, random);
            sum[0] += one.drawn();
            sum[1] += one.found();
            sum[2] += one.others();
            sum[3] += one.changed();
        }
        return new Measured(sum[0], sum[1], sum[2], sum[3]);
    }

    private static Measured measure(BufferedImage image, Kind kind, Random random)
            throws IOException {
        BufferedImage drawn = coloured(image);
        Graphics2D graphics = drawn.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING,
                kind.smooth()
                        ? RenderingHints.VALUE_ANTIALIAS_ON
                        : RenderingHints.VALUE_ANTIALIAS_OFF);
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING,
                kind.smooth()
                        ? RenderingHints.VALUE_TEXT_ANTIALIAS_ON
                        : RenderingHints.VALUE_TEXT_ANTIALIAS_OFF);
        int least = kind.smooth() ? 150 : 200;
        int grey = least + random.nextInt(256 - least);
        Color[] colours = {new Color(255, 255, 0), new Color(0, 255, 255), new Color(0, 230, 0)};
        graphics.setColor(
                kind.coloured() ? colours[random.nextInt(3)] : new Color(grey, grey, grey));
        kind.drawing().draw(graphics, image.getWidth(), image.getHeight(), random);
        graphics.dispose();
        return compare(pixels(image), pixels(drawn), pixels(paintedOver(drawn)), image.getWidth());
    }

    private static Measured compare(int[] clean, int[] drawn, int[] after, int width) {
        boolean[] near = new boolean[clean.length];
        long of = 0;
        long found = 0;
        for (int pixel = 0; pixel < clean.length; pixel++) {
            if (difference(clean[pixel], drawn[pixel]) >= SEEN) {
                of++;
                found += drawn[pixel] != after[pixel] ? 1 : 0;
                for (int y = -BESIDE; y <= BESIDE; y++) {
                    for (int x = -BESIDE; x <= BESIDE; x++) {
                        int other = pixel + y * width + x;
                        if (other >= 0 && other < near.length) {
                            near[other] = true;
                        }
                    }
                }
            }
        }
        long others = 0;
        long changed = 0;
        for (int pixel = 0; pixel < clean.length; pixel++) {
            if (!near[pixel]) {
                others++;
                changed += drawn[pixel] != after[pixel] ? 1 : 0;
            }
        }
        return new Measured(of, found, others, changed);
    }

    private static int difference(int one, int other) {
        int most = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            most = Math.max(most, Math.abs((one >> shift & 255) - (other >> shift & 255)));
        }
        return most;
    }

    private static List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        for (boolean smooth : new boolean[] {false, true}) {
            kinds.add(new Kind("small letters, 11 to 14 px", smooth, false, text(11, 14)));
            kinds.add(new Kind("large letters, 18 to 28 px", smooth, false, text(18, 28)));
            kinds.add(new Kind("letters in yellow, cyan, green", smooth, true, text(11, 20)));
            kinds.add(new Kind("upright crosses", smooth, false, crosses(false)));
            kinds.add(new Kind("lying crosses", smooth, false, crosses(true)));
            kinds.add(new Kind("crosses in yellow, cyan, green", smooth, true, crosses(false)));
            kinds.add(new Kind("dotted line", smooth, false, CleanMasksBenchmark::dots));
            kinds.add(new Kind("ruler's ticks", smooth, false, CleanMasksBenchmark::ruler));
            kinds.add(new Kind("arrow", smooth, false, CleanMasksBenchmark::arrow));
        }
        return kinds;
    }

    private static Drawing text(int least, int most) {
        String[] words = {"MTP1 DORSAL L", "RIGHT FOOT", "D1 4.8 mm", "Name 1962-07-03", "SAGITTAL 2"};
        String[] families = {Font.SANS_SERIF, Font.MONOSPACED};
        return (graphics, width, height, random) -> {
            int size = least + random.nextInt(most - least + 1);
            int style = random.nextBoolean() ? Font.BOLD : Font.PLAIN;
            graphics.setFont(new Font(families[random.nextInt(2)], style, size));
            String word = words[random.nextInt(words.length)];
            int room = Math.max(1, width - graphics.getFontMetrics().stringWidth(word));
            graphics.drawString(
                    word, random.nextInt(room), size + random.nextInt(Math.max(1, height - 2 * size)));
        };
    }

    private static Drawing crosses(boolean lying) {
        return (graphics, width, height, random) -> {
            for (int cross = 0; cross < 2; cross++) {
                int arm = 4 + random.nextInt(3);
                int x = 12 + random.nextInt(width - 24);
                int y = 12 + random.nextInt(height - 24);
                int slant = lying ? arm : 0;
                graphics.drawLine(x - arm, y - slant, x + arm, y + slant);
                graphics.drawLine(x - slant, y + arm, x + slant, y - arm);
            }
        };
    }

    private static void dots(Graphics2D graphics, int width, int height, Random random) {
        int step = 4 + random.nextInt(5);
        double angle = random.nextDouble() * Math.PI;
        for (int dot = -8; dot <= 8; dot++) {
            int x = (int) Math.round(width / 2.0 + dot * step * Math.cos(angle));
            int y = (int) Math.round(height / 2.0 + dot * step * Math.sin(angle));
            graphics.fillRect(x, y, 2, 2);
        }
    }

    private static void ruler(Graphics2D graphics, int width, int height, Random random) {
        int step = 20 + random.nextInt(20);
        for (int y = step / 2; y < height - 4; y += step) {
            graphics.fillRect(width - 9, y, 6, 2);
        }
    }

    private static void arrow(Graphics2D graphics, int width, int height, Random random) {
        int x = 30 + random.nextInt(width - 60);
        int y = 30 + random.nextInt(height - 60);
        graphics.setStroke(new BasicStroke(1.5f));
        graphics.drawLine(x, y, x + 18, y - 14);
        graphics.drawLine(x, y, x + 7, y - 1);
        graphics.drawLine(x, y, x + 2, y - 7);
    }
}
