import static java.util.Comparator.reverseOrder;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says where a thread was: the innermost method of Podagra or Deeplearning4j, and what it was in. */
final class StackSampler {
    private static final long MILLISECONDS = 5;
    private static final int PLACES = 25;

    private final List<String> places = new ArrayList<>();
    private final Thread watcher;

    StackSampler(Thread watched) {
        watcher = new Thread(() -> watch(watched), "stack-sampler");
        watcher.setDaemon(true);
    }

    void start() {
        watcher.start();
    }

    void stop() {
        watcher.interrupt();
        try {
            watcher.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(Thread watched) {
        try {
            while (true) {
                Thread.sleep(MILLISECONDS);
                places.add(place(watched.getStackTrace()));
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static String place(StackTraceElement[] stack) {
        if (stack.length == 0) {
            return "nowhere";
        }
        String caller =
                Arrays.stream(stack)
                        .filter(StackSampler::isOfTheNetwork)
                        .findFirst()
                        .map(StackSampler::name)
                        .orElse("elsewhere");
        String leaf = name(stack[0]);
        return caller.equals(leaf) ? leaf : caller + ">" + leaf;
    }

    private static boolean isOfTheNetwork(StackTraceElement frame) {
        return frame.getClassName().startsWith("io.podagra.")
                || frame.getClassName().startsWith("org.deeplearning4j.");
    }

    private static String name(StackTraceElement frame) {
        String type = frame.getClassName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName();
    }

    /** The places with the most samples; once stopped. */
    void print() {
        Map<String, Long> counts = places.stream().collect(groupingBy(each -> each, counting()));
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(reverseOrder()))
                .limit(PLACES)
                .forEach(
                        each ->
                                System.out.printf(
                                        Locale.ROOT,
                                        "sample share=%.4f place=%s%n",
                                        each.getValue() / (double) places.size(),
                                        each.getKey()));
    }
}
