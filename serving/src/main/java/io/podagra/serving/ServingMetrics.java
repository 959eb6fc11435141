package io.podagra.serving;

import io.podagra.model.ModelUse;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;

/**
 * What is counted, in the text format of Prometheus, version 0.0.4. No label holds anything a
 * sender chose. Thread-safe.
 */
final class ServingMetrics {
    private static final PrometheusTextFormatWriter FORMAT = PrometheusTextFormatWriter.create();

    private static final double[] SECONDS = {
        .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60
    };

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter requests =
            Counter.builder()
                    .name("podagra_requests_total")
                    .help("Answered requests.")
                    .labelNames("path", "code")
                    .register(registry);
    private final Histogram seconds =
            Histogram.builder()
                    .name("podagra_prediction_seconds")
                    .help("From the head of a request for a prediction until its answer.")
                    .classicOnly()
                    .classicUpperBounds(SECONDS)
                    .labelNames("code")
                    .register(registry);
    private final Counter refused =
            Counter.builder()
                    .name("podagra_refused_total")
                    .help("Requests that were refused.")
                    .labelNames("reason")
                    .register(registry);
    private final Counter images =
            Counter.builder()
                    .name("podagra_images_total")
                    .help("Scored images.")
                    .labelNames("model")
                    .register(registry);
    private final Histogram batches =
            Histogram.builder()
                    .name("podagra_batch_images")
                    .help("Images that were scored together.")
                    .classicOnly()
                    .classicUpperBounds(1, 2, 4, 8, 16)
                    .register(registry);

    ServingMetrics(Collection<ServedModel> models, Room room, ServingLimits limits) {
        gauge("podagra_queue_requests", "Requests without an answer.", room::taken);
        gauge("podagra_queue_limit", "Most of these.", limits::queue);
        gauge("podagra_body_bytes", "Bytes of bodies that are held.", room::held);
        gauge("podagra_body_bytes_limit", "Most of these.", limits::heldBytes);
        Info info =
                Info.builder()
                        .name("podagra_model_info")
                        .help("Networks that are served; what a synthetic one says is of no use.")
                        .labelNames("model", "arm", "views", "synthetic")
                        .register(registry);
        for (ServedModel model : models) {
            images.initLabelValues(model.name());
            for (ModelUse use : model.classifier().models()) {
                info.addLabelValues(
                        model.name(),
                        use.arm(),
                        use.views().stream().sorted().collect(Collectors.joining(" ")),
                        use.synthetic().map(String::valueOf).orElse("unknown"));
            }
        }
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    void answered(Endpoint endpoint, int status, long nanos) {
        requests.labelValues(endpoint.label(), Integer.toString(status)).inc();
        if (endpoint == Endpoint.PREDICT) {
            seconds.labelValues(Integer.toString(status)).observe(nanos / 1e9);
        }
    }

    void refused(Refusal refusal) {
        refused.labelValues(refusal.reason()).inc();
    }

    void scored(String model, int count) {
        images.labelValues(model).inc(count);
        batches.observe(count);
    }

    String contentType() {
        return FORMAT.getContentType();
    }

    byte[] text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            FORMAT.write(out, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
