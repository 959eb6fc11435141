import com.sun.management.OperatingSystemMXBean;
import io.podagra.eval.statistics.AucComparison;
import io.podagra.eval.statistics.DeLong;
import io.podagra.eval.statistics.LabelledScores;
import io.podagra.eval.statistics.MethodRedraws;
import io.podagra.eval.statistics.PatientBootstrap;
import io.podagra.eval.statistics.Patients;
import io.podagra.eval.statistics.SimulationDesign;
import io.podagra.eval.statistics.SimulationDesign.Labels;
import io.podagra.eval.statistics.ZTest;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Times DeLong's paired test and the patient bootstrap, as lines {@code program,task,images,run,
 * seconds,processor_seconds,z}, the processors' being all threads', with those that compile.
 * Arguments: {@code delong IMAGES FOLDER}, or {@code bootstrap REDRAWS FOLDER}. The data are left
 * in the folder for R: labels, first and second scores, as big-endian doubles.
 */
public final class Speed {
    private static final int RUNS = 5;
    private static final double MEGABYTE = 1 << 20;

    private Speed() {}

    /** Two methods' scores of the same images. */
    private record Scores(LabelledScores first, LabelledScores second) {
        /** Rounds to four digits, for ties. */
        static Scores of(double[] first, double[] second, boolean[] abnormal) {
            return new Scores(rounded(first, abnormal), rounded(second, abnormal));
        }

        private static LabelledScores rounded(double[] latent, boolean[] abnormal) {
            double[] scores = new double[latent.length];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = Math.rint(1e4 / (1 + Math.exp(1 - latent[i]))) / 1e4;
            }
            return LabelledScores.of(scores, abnormal);
        }

        double z() {
            return DeLong.compare(first, second)
                    .flatMap(AucComparison::test)
                    .map(ZTest::z)
                    .orElseThrow();
        }

        void write(Path file) throws IOException {
            try (DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
                for (int i = 0; i < first.size(); i++) {
                    out.writeDouble(first.abnormal(i) ? 1 : 0);
                    out.writeDouble(first.score(i));
                    out.writeDouble(second.score(i));
                }
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        int size = Integer.parseInt(arguments[1]);
        Path folder = Path.of(arguments[2]);
        if (arguments[0].equals("delong")) {
            delong(size, folder);
        } else {
            bootstrap(size, folder);
        }
    }

    private static void delong(int images, Path folder) throws IOException {
        Scores scores = independentImages(images);
        scores.write(folder.resolve("delong-" + images));
        for (int run = 1; run <= RUNS; run++) {
            timed("delong", images, run, scores, scores::z);
        }
        System.err.printf(
                Locale.ROOT,
                "DeLong's test on %,d images: %.0f MiB of heap at most, of %.0f%n",
                images,
                peakHeapMegabytes(),
                Runtime.getRuntime().maxMemory() / MEGABYTE);
    }

    private static Scores independentImages(int images) {
        SplittableRandom random = new SplittableRandom(1);
        boolean[] abnormal = new boolean[images];
        double[] first = new double[images];
        double[] second = new double[images];
        for (int i = 0; i < images; i++) {
            abnormal[i] = random.nextBoolean();
            double common = (abnormal[i] ? 1.8 : 0) + random.nextGaussian();
            first[i] = common + 0.7 * random.nextGaussian();
            second[i] = common + 0.71 * random.nextGaussian();
        }
        return Scores.of(first, second, abnormal);
    }

    /** The paper's test images: 1,616 of 140 patients, 12 of most and 11 of 64. */
    private static void bootstrap(int redraws, Path folder) throws IOException {
        SimulationDesign design = new SimulationDesign(140, 12, Labels.ALIKE, 0.9, 0.3, 0.6);
        SimulationDesign.Sample drawn = design.draw(new SplittableRandom(1));
        int[] kept = IntStream.range(0, 1680).filter(i -> i % 12 < 11 || i / 12 >= 64).toArray();
        boolean[] abnormal = new boolean[kept.length];
        for (int i = 0; i < kept.length; i++) {
            abnormal[i] = drawn.first().abnormal(kept[i]);
        }
        Scores scores =
                Scores.of(
                        IntStream.of(kept).mapToDouble(drawn.first()::score).toArray(),
                        IntStream.of(kept).mapToDouble(drawn.second()::score).toArray(),
                        abnormal);
        scores.write(folder.resolve("bootstrap"));
        Patients patients =
                Patients.of(IntStream.of(kept).mapToObj(i -> String.valueOf(i / 12)).toList());
        for (int run = 1; run <= RUNS; run++) {
            PatientBootstrap parallel = PatientBootstrap.of(patients, redraws, 1);
            List<MethodRedraws> together =
                    timed(
                            "patient bootstrap",
                            kept.length,
                            run,
                            scores,
                            () -> redraws(parallel, scores));
            List<MethodRedraws> oneByOne =
                    timed(
                            "patient bootstrap serial",
                            kept.length,
                            run,
                            scores,
                            () -> redraws(parallel.serial(), scores));
            if (!together.equals(oneByOne)) {
                throw new IllegalStateException("serial and parallel redraws differ");
            }
        }
    }

    private static List<MethodRedraws> redraws(PatientBootstrap bootstrap, Scores scores) {
        return List.of(
                bootstrap.redraw(scores.first(), 0.5), bootstrap.redraw(scores.second(), 0.5));
    }

    private static double peakHeapMegabytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                / MEGABYTE;
    }

    private static <T> T timed(String task, int images, int run, Scores scores, Supplier<T> work) {
        OperatingSystemMXBean process =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long start = System.nanoTime();
        long startOfProcessors = process.getProcessCpuTime();
        T result = work.get();
        double seconds = (System.nanoTime() - start) / 1e9;
        double processorSeconds = (process.getProcessCpuTime() - startOfProcessors) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "podagra,%s,%d,%d,%.3f,%.3f,%.15g%n",
                task,
                images,
                run,
                seconds,
                processorSeconds,
                scores.z());
        return result;
    }
}
