package io.podagra.model.saliency;

import io.podagra.data.Cohort;
import io.podagra.data.CohortImage;
import io.podagra.data.SyntheticMark;
import io.podagra.model.ImageClassifier;
import io.podagra.model.ResNet50Graph;
import io.podagra.model.training.TrainingSettings;
import io.podagra.pipeline.Clahe;
import io.podagra.pipeline.ImageLoader;
import io.podagra.pipeline.ImageSettings;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Scores maps against the masks of a phantom cohort's abnormal images: the pointing game (Zhang et
 * al. 2016, arXiv:1608.00507), and the share of a map that lies in the mask. Arguments: a cohort
 * that no network has seen, a model of Podagra's. In the product's package to reach what the door
 * hides.
 */
public final class SaliencyBenchmark {
    private static final List<String> STAGES =
            List.of(
                    "stem-maxpool1", "res2c_branch", "res3d_branch", "res4f_branch", "res5c_branch");
    private static final int[] STRIDES = {4, 4, 8, 16, 32};
    private static final int FIRST = 2;
    private static final int RANDOM_NETWORKS = 3;
    private static final int REDRAWS = 2000;
    private static final double INSIDE = 0.25;

    private final ImageSettings settings;
    private final int size;
    private final List<Truth> truths = new ArrayList<>();
    private final Map<String, List<Result>> results = new LinkedHashMap<>();

    private SaliencyBenchmark(ImageSettings settings) {
        this.settings = settings;
        this.size = settings.size();
    }

    /** An abnormal image: its network input, its mask as shares of pixels, whose it is. */
    private record Truth(String patient, INDArray input, float[] mask, double score) {}

    private record Result(boolean hit, double energy) {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        try (ImageClassifier classifier = ImageClassifier.load(Path.of(arguments[1]))) {
            SaliencyBenchmark benchmark =
                    new SaliencyBenchmark(classifier.use().preprocessing());
            benchmark.read(folder, classifier);
            benchmark.baselines();
            benchmark.trained(classifier.network());
            for (int seed = 1; seed <= RANDOM_NETWORKS; seed++) {
                benchmark.random(seed);
            }
            benchmark.print();
        }
    }

    private void read(Path folder, ImageClassifier classifier) throws IOException {
        ImageLoader images = new ImageLoader(settings);
        ImageLoader masks =
                new ImageLoader(
                        new ImageSettings(
                                size,
                                settings.fit(),
                                false,
                                Clahe.off(),
                                settings.normalisation()));
        for (CohortImage image : Cohort.read(folder).images()) {
            if (!SyntheticMark.marks(image.id())) {
                throw new IllegalArgumentException("no cohort of the phantom's");
            }
            Path mask = folder.resolve(image.id().replaceFirst("^images/", "masks/"));
            if (Files.exists(mask)) {
                float[] shares = shares(mask, masks);
                if (max(shares) >= INSIDE) {
                    INDArray input = images.load(image.file());
                    double score = classifier.score(List.of(input)).scores()[0];
                    classifier.normalise(input);
                    truths.add(new Truth(image.patientId(), input, shares, score));
                }
            }
        }
    }

    /** Of each pixel of the input the share that signs cover, prepared as the image is. */
    private static float[] shares(Path mask, ImageLoader loader) throws IOException {
        BufferedImage signs = ImageIO.read(mask.toFile());
        BufferedImage any =
                new BufferedImage(
                        signs.getWidth(), signs.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < signs.getHeight(); y++) {
            for (int x = 0; x < signs.getWidth(); x++) {
                int sign = signs.getRaster().getSample(x, y, 0);
                any.getRaster().setSample(x, y, 0, sign > 0 ? 255 : 0);
            }
        }
        Path file = Files.createTempFile("mask", ".png");
        try {
            ImageIO.write(any, "png", file.toFile());
            try (INDArray tensor = loader.load(file)) {
                float[] values = tensor.data().asFloat();
                float[] shares = new float[values.length / ResNet50Graph.CHANNELS];
                for (int pixel = 0; pixel < shares.length; pixel++) {
                    shares[pixel] = values[pixel] / 255;
                }
                return shares;
            }
        } finally {
            Files.delete(file);
        }
    }

    private void baselines() {
        float[] centre = new float[size * size];
        float[] even = new float[size * size];
        for (int pixel = 0; pixel < centre.length; pixel++) {
            double x = pixel % size - (size - 1) / 2.0;
            double y = pixel / size - (size - 1) / 2.0;
            double deviation = size / 4.0;
            centre[pixel] = (float) Math.exp(-(x * x + y * y) / (2 * deviation * deviation));
            even[pixel] = 1;
        }
        for (Truth truth : truths) {
            add("centre: a Gaussian of a quarter of the side", truth, centre);
            addEnergy("uniform: the mask's share of the image", truth, even);
            add("mean mask of the other patients", truth, meanOfOthers(truth));
        }
    }

    private float[] meanOfOthers(Truth truth) {
        double[] sums = new double[size * size];
        for (Truth other : truths) {
            if (!other.patient.equals(truth.patient)) {
                Arrays.setAll(sums, pixel -> sums[pixel] + other.mask[pixel]);
            }
        }
        float[] mean = new float[sums.length];
        for (int pixel = 0; pixel < mean.length; pixel++) {
            mean[pixel] = (float) sums[pixel];
        }
        return mean;
    }

    private void trained(ComputationGraph network) {
        long start = System.nanoTime();
        try (Saliency saliency = Saliency.of(network)) {
            for (Truth truth : truths) {
                SaliencyMap map = saliency.of(truth.input).get(0);
                add("default: HiResCAM at the stem blurred", truth, map);
            }
        }
        System.err.printf(
                Locale.ROOT,
                "%.2f s an image%n",
                (System.nanoTime() - start) / 1e9 / truths.size());
        try (EvidenceGraph graph = new EvidenceGraph(network, STAGES)) {
            for (Truth truth : truths) {
                List<StageEvidence> stages = graph.of(truth.input);
                StageEvidence last = stages.get(STAGES.size() - 1);
                add("Grad-CAM++ at the last stage", truth, resized(gradCamPlusPlus(last)));
                for (int stage = 0; stage < STAGES.size(); stage++) {
                    CellBlur cells = new CellBlur(STRIDES[stage], FIRST, STRIDES[stage]);
                    float[][] all = stages.get(stage).sums().get(0);
                    float[][] rising = layerCam(stages.get(stage));
                    if (stage > 0) {
                        add("HiResCAM at " + STAGES.get(stage), truth, cells.spread(all, size));
                    }
                    add("LayerCAM at " + STAGES.get(stage), truth, cells.spread(rising, size));
                }
                stages.forEach(StageEvidence::close);
            }
        }
        randomHead(network);
    }

    /** The last layer alone forgets. */
    private void randomHead(ComputationGraph network) {
        INDArray weights = network.getLayer(ResNet50Graph.OUTPUT).getParam("W");
        INDArray before = weights.dup();
        Random random = new Random(5);
        for (long row = 0; row < weights.rows(); row++) {
            weights.putScalar(row, 0, random.nextGaussian());
            weights.putScalar(row, 1, random.nextGaussian());
        }
        try (Saliency saliency = Saliency.of(network)) {
            for (Truth truth : truths) {
                add("default with a random head", truth, saliency.of(truth.input).get(0));
            }
        }
        weights.assign(before);
    }

    private void random(long seed) {
        ComputationGraph network = ResNet50Graph.create(size, TrainingSettings.defaults(), seed);
        // They begin at 0, which would leave the blocks out.
        network.getConfiguration().getVertices().keySet().stream()
                .filter(name -> name.matches("bn.*_branch2c"))
                .forEach(name -> network.getLayer(name).getParam("gamma").assign(1));
        try (Saliency saliency = Saliency.of(network);
                EvidenceGraph graph = new EvidenceGraph(network, List.of(STAGES.get(0)))) {
            for (Truth truth : truths) {
                add("default with random weights", truth, saliency.of(truth.input).get(0));
                try (StageEvidence stem = graph.of(truth.input).get(0)) {
                    CellBlur cells = new CellBlur(STRIDES[0], FIRST, STRIDES[0]);
                    add(
                            "LayerCAM at stem-maxpool1 with random weights",
                            truth,
                            cells.spread(layerCam(stem), size));
                }
            }
        }
        network.close();
    }

    private static float[][] layerCam(StageEvidence stage) {
        INDArray rising = Transforms.relu(stage.gradients(), true);
        return stage.activations().mul(rising).sum(1).slice(0).toFloatMatrix();
    }

    /** Chattopadhay et al. 2018, equations 10 and 19. */
    private static float[][] gradCamPlusPlus(StageEvidence stage) {
        INDArray activations = stage.activations();
        INDArray gradients = stage.gradients();
        long channels = activations.size(1);
        INDArray squares = gradients.mul(gradients);
        INDArray sums = activations.sum(2, 3).reshape(1, channels, 1, 1);
        INDArray below = squares.mul(2).add(squares.mul(gradients).mul(sums));
        INDArray none = below.eq(0).castTo(below.dataType());
        INDArray alphas = squares.div(below.add(none));
        INDArray weights =
                alphas.mul(Transforms.relu(gradients, true)).sum(2, 3).reshape(1, channels, 1, 1);
        return activations.mul(weights).sum(1).slice(0).toFloatMatrix();
    }

    /** Bilinear, as is usual for Grad-CAM. */
    private float[] resized(float[][] cells) {
        float[] pixels = new float[size * size];
        int last = cells.length - 1;
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            double x = place(pixel % size, cells.length);
            double y = place(pixel / size, cells.length);
            int left = (int) x;
            int top = (int) y;
            int right = Math.min(last, left + 1);
            int bottom = Math.min(last, top + 1);
            double above = cells[top][left] * (1 - x + left) + cells[top][right] * (x - left);
            double below = cells[bottom][left] * (1 - x + left) + cells[bottom][right] * (x - left);
            pixels[pixel] = (float) (above * (1 - y + top) + below * (y - top));
        }
        return pixels;
    }

    private double place(int pixel, int cells) {
        return Math.max(0, Math.min(cells - 1, (pixel + 0.5) * cells / size - 0.5));
    }

    private void add(String method, Truth truth, float[] evidence) {
        add(method, truth, SaliencyMap.of(size, evidence));
    }

    /** An empty map misses, and has its energy everywhere. */
    private void add(String method, Truth truth, SaliencyMap map) {
        boolean hit = map.peak().filter(peak -> isNear(truth.mask, peak)).isPresent();
        put(method, new Result(hit, energy(truth.mask, map)));
    }

    private void addEnergy(String method, Truth truth, float[] evidence) {
        put(method, new Result(false, energy(truth.mask, SaliencyMap.of(size, evidence))));
    }

    private void put(String method, Result result) {
        results.computeIfAbsent(method, unknown -> new ArrayList<>()).add(result);
    }

    /** Within three hundredths of the side of a pixel that a sign covers a quarter of. */
    private boolean isNear(float[] mask, SaliencyMap.Pixel peak) {
        double tolerance = 0.03 * size;
        for (int pixel = 0; pixel < mask.length; pixel++) {
            if (mask[pixel] >= INSIDE
                    && Math.hypot(pixel % size - peak.x(), pixel / size - peak.y()) <= tolerance) {
                return true;
            }
        }
        return false;
    }

    private double energy(float[] mask, SaliencyMap map) {
        double inside = 0;
        double all = 0;
        for (int pixel = 0; pixel < mask.length; pixel++) {
            double value = map.isEmpty() ? 1 : map.at(pixel % size, pixel / size);
            inside += value * mask[pixel];
            all += value;
        }
        return inside / all;
    }

    private static float max(float[] values) {
        float max = 0;
        for (float value : values) {
            max = Math.max(max, value);
        }
        return max;
    }

    private void print() {
        long patients = truths.stream().map(Truth::patient).distinct().count();
        System.err.printf(
                Locale.ROOT,
                "%d px, %d abnormal images of %d patients; score at least 0.5: %d%n",
                size,
                truths.size(),
                patients,
                truths.stream().filter(truth -> truth.score >= 0.5).count());
        System.out.println(
                "size,map,pointing,pointing_low,pointing_high,energy,energy_low,energy_high");
        results.forEach(
                (method, of) -> {
                    double[] hits = of.stream().mapToDouble(result -> result.hit ? 1 : 0).toArray();
                    double[] energies = of.stream().mapToDouble(Result::energy).toArray();
                    System.out.println(size + "," + method + figure(hits) + figure(energies));
                });
    }

    /** The mean, and the percentile interval over redraws of patients. */
    private String figure(double[] values) {
        Map<String, double[]> byPatient = new TreeMap<>();
        for (int place = 0; place < values.length; place++) {
            double[] sums =
                    byPatient.computeIfAbsent(
                            truths.get(place % truths.size()).patient, unknown -> new double[2]);
            sums[0] += values[place];
            sums[1]++;
        }
        List<double[]> patients = List.copyOf(byPatient.values());
        Random random = new Random(1);
        double[] means = new double[REDRAWS];
        for (int redraw = 0; redraw < REDRAWS; redraw++) {
            double sum = 0;
            double count = 0;
            for (int draw = 0; draw < patients.size(); draw++) {
                double[] drawn = patients.get(random.nextInt(patients.size()));
                sum += drawn[0];
                count += drawn[1];
            }
            means[redraw] = sum / count;
        }
        Arrays.sort(means);
        return String.format(
                Locale.ROOT,
                ",%.3f,%.3f,%.3f",
                Arrays.stream(values).average().orElseThrow(),
                means[REDRAWS / 40],
                means[REDRAWS - 1 - REDRAWS / 40]);
    }
}
