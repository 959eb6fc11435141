import io.podagra.model.MemoryEstimate;
import io.podagra.model.ResNet50Graph;
import io.podagra.model.ResNetVariant;
import io.podagra.model.training.ArmListener;
import io.podagra.model.training.ArmTrainer;
import io.podagra.model.training.TrainingSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.datasets.iterator.utilty.SingletonDataSetIterator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Trains on noise for three steps, and prints the estimate beside the process's largest size. */
final class TrainingMemory {
    private static final double GIBIBYTE = 1L << 30;

    private TrainingMemory() {}

    public static void main(String[] arguments) throws Exception {
        int size = Integer.parseInt(arguments[0]);
        int batch = Integer.parseInt(arguments[1]);
        ResNetVariant variant =
                arguments[2].equals("torch") ? ResNetVariant.TORCH : ResNetVariant.PODAGRA;
        TrainingSettings settings = TrainingSettings.defaults().withEpochs(3, 3);
        MemoryEstimate estimate =
                MemoryEstimate.of(size, variant, settings).withBatchSize(batch);

        ComputationGraph network = ResNet50Graph.create(size, variant, settings, 1);
        INDArray images = Nd4j.rand(DataType.FLOAT, batch, ResNet50Graph.CHANNELS, size, size);
        INDArray labels = Nd4j.zeros(DataType.FLOAT, batch, ResNet50Graph.CLASSES);
        for (int row = 0; row < batch; row++) {
            labels.putScalar(row, row % 2, 1);
        }
        DataSet data = new DataSet(images, labels);
        new ArmTrainer(settings, scores -> OptionalDouble.empty(), List.of(), Optional.empty())
                .train(
                        network,
                        List.of(batch / 2, batch - batch / 2),
                        epoch -> new SingletonDataSetIterator(data),
                        new SingletonDataSetIterator(data),
                        1,
                        ArmListener.SILENT);
        System.out.printf(
                Locale.ROOT,
                "%d px, batches of %d, %s: estimate %.2f GiB, process at most %.2f GiB%n",
                size,
                batch,
                arguments[2],
                estimate.bytes() / GIBIBYTE,
                largestSize() / GIBIBYTE);
    }

    /** Of this process, in bytes, as Linux counts it. */
    private static long largestSize() throws Exception {
        String line =
                Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(each -> each.startsWith("VmHWM"))
                        .findFirst()
                        .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
    }
}
