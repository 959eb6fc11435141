import io.podagra.data.audit.FrameFlag;
import io.podagra.pipeline.FrameCleaner;
import io.podagra.pipeline.dicom.DicomException;
import io.podagra.pipeline.dicom.DicomFile;
import io.podagra.pipeline.dicom.DicomImage;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Of each folder of images: how much of them is kept, which are flagged, and of how many pairs, put
 * together side by side, two screens are told. Of DICOM files a line each, by pixels alone.
 */
public final class CleanBenchmark {
    private static final FrameCleaner CLEANER = new FrameCleaner(true, false);

    /** Pairs put together: every so many images. */
    private static final int PAIRS = 90;

    /** Black columns between two images that do not touch. */
    private static final int GAP = 24;

    private CleanBenchmark() {}

    public static void main(String[] folders) throws IOException, DicomException {
        for (String folder : folders) {
            List<Path> files = files(Path.of(folder));
            if (files.get(0).toString().endsWith(".dcm")) {
                for (Path file : files) {
                    DicomImage image = DicomFile.read(file).frames().frame(0);
                    FrameCleaner.Cleaned cleaned =
                            CLEANER.clean(image.width(), image.height(), image.pixels());
                    BufferedImage kept = picture(cleaned);
                    System.out.printf(
                            Locale.ROOT,
                            "%s %d x %d kept %d x %d %s%n",
                            file.getFileName(),
                            image.width(),
                            image.height(),
                            kept.getWidth(),
                            kept.getHeight(),
                            cleaned.flags().stream().map(FrameFlag::word).sorted().toList());
                }
            } else {
                images(folder, files);
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void images(String folder, List<Path> files) throws IOException {
        List<Double> shares = new ArrayList<>();
        Map<FrameFlag, Integer> flagged = new EnumMap<>(FrameFlag.class);
        for (Path file : files) {
            BufferedImage image = ImageIO.read(file.toFile());
            FrameCleaner.Cleaned cleaned = clean(image);
            shares.add(pixels(picture(cleaned)) / pixels(image));
            cleaned.flags().forEach(flag -> flagged.merge(flag, 1, Integer::sum));
        }
        shares.sort(null);
        System.out.printf(
                Locale.ROOT,
                "%s: %d images; kept whole %d, median %.3f, least %.3f; flagged %s%n",
                folder,
                files.size(),
                shares.stream().filter(share -> share == 1).count(),
                shares.get(shares.size() / 2),
                shares.get(0),
                flagged);
        System.out.printf(
                "put together: touching %d of %d told, %d columns apart %d of %d%n",
                told(files, 0), PAIRS, GAP, told(files, GAP), PAIRS);
    }

    /** Of how many pairs two screens are told. */
    private static int told(List<Path> files, int gap) throws IOException {
        int told = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
            int first = pair * (files.size() - 2) / PAIRS;
            BufferedImage left = cut(files.get(first));
            BufferedImage right = cut(files.get(first + 1));
            told += clean(beside(left, right, gap)).flags().contains(FrameFlag.DUAL_SCREEN) ? 1 : 0;
        }
        return told;
    }

    /** The right one as wide and high as the left one, as devices divide a screen; a frame around. */
    private static BufferedImage beside(BufferedImage left, BufferedImage right, int gap) {
        int width = 2 * left.getWidth() + gap;
        BufferedImage both =
                new BufferedImage(
                        width + 2 * GAP,
                        left.getHeight() + 2 * GAP,
                        BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = both.createGraphics();
        graphics.drawImage(left, GAP, GAP, null);
        graphics.drawImage(
                right, GAP + left.getWidth() + gap, GAP, left.getWidth(), left.getHeight(), null);
        graphics.dispose();
        return both;
    }

    private static BufferedImage cut(Path file) throws IOException {
        return picture(clean(ImageIO.read(file.toFile())));
    }

    private static FrameCleaner.Cleaned clean(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        boolean grey = image.getRaster().getNumBands() == 1;
        byte[] samples = new byte[width * height * (grey ? 1 : 3)];
        for (int pixel = 0; pixel < width * height; pixel++) {
            if (grey) {
                samples[pixel] =
                        (byte) image.getRaster().getSample(pixel % width, pixel / width, 0);
            } else {
                int colour = image.getRGB(pixel % width, pixel / width);
                samples[3 * pixel] = (byte) (colour >> 16);
                samples[3 * pixel + 1] = (byte) (colour >> 8);
                samples[3 * pixel + 2] = (byte) colour;
            }
        }
        return CLEANER.clean(width, height, samples);
    }

    private static BufferedImage picture(FrameCleaner.Cleaned cleaned) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(cleaned.png()));
    }

    private static double pixels(BufferedImage image) {
        return (double) image.getWidth() * image.getHeight();
    }
}
