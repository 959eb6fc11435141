package io.podagra.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.eval.Method;
import io.podagra.eval.ScoredImage;
import io.podagra.eval.StudyMetrics;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ErrorSectionTest {
    private static final Map<String, String> VIEWS =
            ReportExample.test().images().stream()
                    .collect(Collectors.toMap(ScoredImage::imageId, ScoredImage::view));

    private final StudyMetrics metrics = ReportExample.metrics(10);

    /** Pictures that note which network each is asked of. */
    private static final class Asked implements Thumbnails {
        private final List<String> networks = new ArrayList<>();
        private final List<String> images = new ArrayList<>();

        @Override
        public Optional<BufferedImage> of(String imageId) {
            return Optional.of(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB));
        }

        @Override
        public Optional<BufferedImage> explained(String imageId, Method method) {
            String network = method.word() + " " + VIEWS.get(imageId);
            if (networks.isEmpty() || !networks.get(networks.size() - 1).equals(network)) {
                networks.add(network);
            }
            images.add(imageId);
            return of(imageId);
        }
    }

    @Test
    void asksOneNetworkAfterTheOther() {
        Asked pictures = new Asked();

        section(pictures);

        assertThat(pictures.networks)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(metrics.methods().size());
        assertThat(pictures.images).hasSize(2 * WorstErrors.SHOWN);
    }

    @Test
    void theOrderIsThatOfTheErrorsAllTheSame() {
        Method first = metrics.methods().get(0);
        List<String> worst =
                WorstErrors.of(
                                ReportExample.test(),
                                first,
                                metrics.all().methods().get(first).threshold())
                        .worst()
                        .stream()
                        .map(ScoredImage::imageId)
                        .toList();

        assertThat(images(section(new Asked()).get(0)))
                .extracting(image -> image.get("id"))
                .isEqualTo(worst);
        assertThat(images(section(new Asked()).get(0)))
                .allMatch(image -> image.containsKey("explained"));
    }

    private List<Map<String, Object>> section(Thumbnails pictures) {
        return new ErrorSection(Messages.of(Language.EN), pictures)
                .methods(metrics, ReportExample.test());
    }

    private static List<Map<?, ?>> images(Map<String, Object> method) {
        List<Map<?, ?>> images = new ArrayList<>();
        for (Object image : (List<?>) method.get("images")) {
            images.add((Map<?, ?>) image);
        }
        return images;
    }
}
