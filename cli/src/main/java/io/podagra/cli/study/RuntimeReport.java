package io.podagra.cli.study;

import io.podagra.model.BackendProbe;
import java.util.LinkedHashMap;
import java.util.Map;

/** What Podagra runs on, as name and value in a fixed order. */
public final class RuntimeReport {
    private RuntimeReport() {}

    /** Found out by training a network for a few steps; takes some seconds. */
    public static Map<String, Object> probed() {
        BackendProbe probe = BackendProbe.run();
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("backend", probe.backend());
        report.put("blas", probe.blas());
        report.put("nativeClassifier", nativeClassifier());
        report.put("computedBy", probe.computedBy());
        report.put("oneDnnHelpers", probe.onCpu() && probe.helpers().complete());
        report.put("cudnnHelpers", !probe.onCpu() && probe.helpers().complete());
        report.put("helpedLayers", probe.helpers().helped());
        report.put("helpableLayers", probe.helpers().layers());
        report.put("trainImagesPerSecond", round(probe.trainImagesPerSecond()));
        report.put("trainProbe", BackendProbe.DESCRIPTION);
        report.putAll(withoutProbe());
        return report;
    }

    /** What can be told without running a network. */
    public static Map<String, Object> withoutProbe() {
        Runtime runtime = Runtime.getRuntime();
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("maxHeapBytes", runtime.maxMemory());
        report.put("maxOffHeapBytes", BackendProbe.nativeMemoryLimit());
        report.put("physicalMemoryBytes", BackendProbe.physicalMemory());
        report.put("processors", runtime.availableProcessors());
        report.put("operatingSystem", joined("os.name", "os.version", "os.arch"));
        report.put("java", joined("java.vm.name", "java.version"));
        report.put("deeplearning4j", BackendProbe.deeplearning4jVersion());
        report.put("podagra", ReleaseVersion.current());
        return report;
    }

    static String nativeClassifier() {
        return System.getProperty("podagra.native.classifier", "unknown");
    }

    private static String joined(String... properties) {
        return String.join(
                " ", java.util.Arrays.stream(properties).map(System::getProperty).toList());
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
