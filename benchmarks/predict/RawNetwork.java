import io.podagra.model.ImageClassifier;
import io.podagra.pipeline.ImageLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How many images a second a network scores in batches of 16 that are decoded already. */
final class RawNetwork {
    private static final int BATCH = 16;

    private RawNetwork() {}

    /** Model, list of images (one path a line after a header), how many to score. */
    public static void main(String[] arguments) throws Exception {
        List<String> paths = Files.readAllLines(Path.of(arguments[1]));
        int count = Integer.parseInt(arguments[2]);
        try (ImageClassifier network = ImageClassifier.load(Path.of(arguments[0]))) {
            ImageLoader loader = new ImageLoader(network.use().preprocessing());
            List<INDArray> images = new ArrayList<>();
            for (String path : paths.subList(1, 1 + 10 * BATCH)) {
                images.add(loader.load(Path.of(path)));
            }
            score(network, images, 2 * images.size());
            long begin = System.nanoTime();
            score(network, images, count);
            System.out.printf("network: %d images: %.1f/s%n", count, count / ((System.nanoTime() - begin) / 1e9));
        }
    }

    private static void score(ImageClassifier network, List<INDArray> images, int count) {
        for (int done = 0; done < count; done += BATCH) {
            int from = done % images.size();
            network.score(images.subList(from, from + BATCH));
        }
    }
}
