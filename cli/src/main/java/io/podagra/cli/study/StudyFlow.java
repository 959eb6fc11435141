package io.podagra.cli.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.podagra.data.Cohort;
import io.podagra.data.CohortImage;
import io.podagra.data.Label;
import io.podagra.data.Part;
import io.podagra.data.Split;
import io.podagra.data.View;
import io.podagra.eval.report.DataFlow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Patients and images from the cohort to its parts, and what ingest left out before. */
final class StudyFlow {
    private static final String INGEST_REPORT = "ingest.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private StudyFlow() {}

    static DataFlow of(Cohort cohort, Split split) throws IOException {
        return new DataFlow(
                group("cohort", cohort.images(), cohort.views()),
                exclusions(cohort.folder().resolve(INGEST_REPORT)),
                Stream.of(Part.values())
                        .map(part -> group(part.word(), split.images(part), cohort.views()))
                        .toList());
    }

    private static DataFlow.Group group(String name, List<CohortImage> images, List<View> views) {
        return new DataFlow.Group(
                name,
                (int) images.stream().map(CohortImage::patientId).distinct().count(),
                images.size(),
                abnormal(images),
                views.stream().map(view -> count(view, images)).toList());
    }

    private static DataFlow.ViewCount count(View view, List<CohortImage> images) {
        List<CohortImage> own = images.stream().filter(i -> i.view().equals(view)).toList();
        return new DataFlow.ViewCount(view.name(), own.size(), abnormal(own));
    }

    private static int abnormal(List<CohortImage> images) {
        return (int) images.stream().filter(image -> image.label() == Label.ABNORMAL).count();
    }

    /** Files that ingest quarantined, by its codes; none where the cohort was made otherwise. */
    private static List<DataFlow.Exclusion> exclusions(Path report) throws IOException {
        if (!Files.isRegularFile(report)) {
            return List.of();
        }
        Map<String, Integer> byCode = new TreeMap<>();
        for (JsonNode file : JSON.readTree(report.toFile()).path("files")) {
            if (file.path("status").asText().equals("quarantined")) {
                byCode.merge(file.path("code").asText(), 1, Integer::sum);
            }
        }
        return byCode.entrySet().stream()
                .map(code -> new DataFlow.Exclusion(code.getKey(), code.getValue()))
                .toList();
    }
}
