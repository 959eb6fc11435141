import io.podagra.model.LayerHelpers;
import io.podagra.model.ResNet50Graph;
import io.podagra.model.training.ArmListener;
import io.podagra.model.training.Schedule;
import io.podagra.model.training.Scores;
import io.podagra.model.training.TrainingLoop;
import io.podagra.model.training.TrainingSettings;
import io.podagra.model.training.TrainingTask;
import io.podagra.model.training.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Times the network's inference and training steps on random data, in one process. Arguments: a
 * name for the output, the size, the batch, the steps that warm up and those that count. The program
 * {@code stock} is trained by Deeplearning4j's {@code fit}, any other as {@code podagra study} trains.
 * With {@code -Dsample=true} it also says where the training thread was, from samples of its stack.
 * Prints one line for each step and one for each kind of work.
 */
public final class StepTime {
    private static final double LEARNING_RATE = 1e-4;
    private static final TrainingSettings SETTINGS =
            TrainingSettings.defaults()
                    .withEpochs(1, 1)
                    .withLearningRate(LEARNING_RATE, Schedule.constant());

    private final String program;
    private final int size;
    private final int batch;
    private final int warming;
    private final int steps;
    private final ComputationGraph network;
    private final List<DataSet> batches;

    private StepTime(String[] arguments) {
        program = arguments[0];
        size = Integer.parseInt(arguments[1]);
        batch = Integer.parseInt(arguments[2]);
        warming = Integer.parseInt(arguments[3]);
        steps = Integer.parseInt(arguments[4]);
        network = ResNet50Graph.create(size, SETTINGS, 1);
        List<DataSet> two = List.of(randomBatch(), randomBatch());
        batches = IntStream.range(0, warming + steps).mapToObj(step -> two.get(step % 2)).toList();
    }

    /** Whatever follows the arguments is the launcher's own, and is not looked at. */
    public static void main(String[] arguments) throws IOException {
        StepTime time = new StepTime(arguments);
        time.infer();
        time.train();
    }

    private DataSet randomBatch() {
        INDArray images =
                Nd4j.randn(DataType.FLOAT, batch, ResNet50Graph.CHANNELS, size, size);
        INDArray labels = Nd4j.zeros(DataType.FLOAT, batch, ResNet50Graph.CLASSES);
        for (int row = 0; row < batch; row++) {
            labels.putScalar(row, row % ResNet50Graph.CLASSES, 1);
        }
        return new DataSet(images, labels);
    }

    private void infer() throws IOException {
        Clock clock = new Clock("inference", Optional.empty());
        for (DataSet data : batches) {
            network.outputSingle(data.getFeatures()).close();
            clock.tick();
        }
        clock.printResult();
    }

    private void train() throws IOException {
        Optional<StackSampler> sampler =
                Boolean.getBoolean("sample")
                        ? Optional.of(new StackSampler(Thread.currentThread()))
                        : Optional.empty();
        Clock clock = new Clock("training", sampler);
        if (program.equals("stock")) {
            for (DataSet data : batches) {
                network.fit(data);
                clock.tick();
            }
        } else {
            new TrainingLoop(SETTINGS, List.of(), Optional.empty())
                    .train(network, new FixedBatches(), 1, clock);
        }
        clock.printResult();
        sampler.ifPresent(StackSampler::print);
    }

    /** One epoch of the batches, validated on nothing. */
    private final class FixedBatches implements TrainingTask {
        @Override
        public int images() {
            return batch * batches.size();
        }

        @Override
        public List<Integer> imagesByClass() {
            return List.of(images() - images() / 2, images() / 2);
        }

        @Override
        public DataSetIterator epoch(int epoch) {
            return new ExistingDataSetIterator(batches);
        }

        @Override
        public double lossLimit() {
            return Double.MAX_VALUE; // what noise costs is of no interest
        }

        @Override
        public Validation validate(ComputationGraph trained) {
            return new Validation(0, OptionalDouble.empty(), Scores.none());
        }
    }

    /** Takes the time from step to step, and prints it; samples the steps that count. */
    private final class Clock implements ArmListener {
        private final String work;
        private final Optional<StackSampler> sampler;
        private final List<Double> seconds = new ArrayList<>();
        private int index = -warming;
        private long last = System.nanoTime();

        Clock(String work, Optional<StackSampler> sampler) {
            this.work = work;
            this.sampler = sampler;
        }

        @Override
        public void onStep(int epoch, long imagesDone, double loss) {
            tick();
        }

        void tick() {
            double passed = (System.nanoTime() - last) / 1e9;
            if (index >= 0) {
                seconds.add(passed);
            }
            print("step work=%s index=%d seconds=%.4f%n", work, index, passed);
            index++;
            if (index == 0) {
                sampler.ifPresent(StackSampler::start);
            } else if (index == steps) {
                sampler.ifPresent(StackSampler::stop);
            }
            last = System.nanoTime();
        }

        void printResult() throws IOException {
            double median = median(seconds);
            print(
                    "result program=%s work=%s size=%d batch=%d steps=%d seconds=%.4f images_per_second=%.2f"
                            + " peak_mib=%d macs=%d threads=%s path=%s data=synthetic-random%n",
                    program,
                    work,
                    size,
                    batch,
                    steps,
                    median,
                    batch / median,
                    peakMib(),
                    macs(),
                    Nd4j.getExecutioner().getEnvironmentInformation().get("omp.threads"),
                    LayerHelpers.computing(network).replace(' ', '_'));
        }
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
        System.out.flush();
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** Multiplications of an image's convolutions and of its head. */
    private long macs() {
        Map<String, InputType> shapes =
                network.getConfiguration()
                        .getLayerActivationTypes(
                                true,
                                InputType.convolutional(size, size, ResNet50Graph.CHANNELS));
        long sum = 0;
        for (var layer : network.getLayers()) {
            if (!(layer.conf().getLayer() instanceof FeedForwardLayer weighted)) {
                continue;
            }
            long weights = weighted.getNIn() * weighted.getNOut();
            if (weighted instanceof ConvolutionLayer convolution) {
                int[] kernel = convolution.getKernelSize();
                var shape =
                        (InputType.InputTypeConvolutional)
                                shapes.get(convolution.getLayerName());
                sum += weights * kernel[0] * kernel[1] * shape.getHeight() * shape.getWidth();
            } else if (weighted instanceof OutputLayer) {
                sum += weights;
            }
        }
        return sum;
    }

    /** The largest resident size of this process so far, as Linux counts it. */
    private static long peakMib() throws IOException {
        String line =
                Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(each -> each.startsWith("VmHWM"))
                        .findFirst()
                        .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
    }
}
