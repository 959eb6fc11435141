package io.podagra.ui.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.api.StatsReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurveSeriesTest {
    private static final int EVERY = 10;

    @TempDir Path folder;
    private RunStatsStorage run;
    private StatsStorage storage;
    private String session;
    private long time;

    @BeforeEach
    void open() {
        run = RunStatsStorage.open(folder);
        storage = run.storage();
        session = run.run() + "-dorsal";
    }

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void aShortTrainingKeepsEveryReport() {
        train(CurveSeries.of(storage, session, EVERY), 1, 1_000);
        assertThat(iterations()).hasSize(100).startsWith(10, 20).endsWith(990, 1_000);
    }

    @Test
    void aLongTrainingKeepsNoMoreThanCanBeDrawnEvenlySpread() {
        train(CurveSeries.of(storage, session, EVERY), 1, 100_000);
        assertThat(iterations()).hasSizeBetween(CurveSeries.MOST / 2, CurveSeries.MOST - 1);
        assertThat(iterations().get(iterations().size() - 1)).isGreaterThan(99_000);
        assertThat(distances()).hasSize(1);
    }

    @Test
    void aResumedArmGoesOnAsSparsely() {
        train(CurveSeries.of(storage, session, EVERY), 1, 50_000);
        train(CurveSeries.of(storage, session, EVERY), 50_001, 100_000);
        assertThat(iterations()).hasSizeBetween(CurveSeries.MOST / 2, CurveSeries.MOST - 1);
        assertThat(distances()).hasSize(1);
    }

    private void train(CurveSeries series, int from, int to) {
        for (int iteration = from; iteration <= to; iteration++) {
            if (iteration % series.every() == 0) {
                CurveReport report = new CurveReport();
                report.reportIDs(session, StatsListener.TYPE_ID, JsonRecord.WORKER_ID, ++time);
                report.reportIterationCount(iteration);
                series.putUpdate(report);
            }
        }
    }

    private List<Integer> iterations() {
        List<Persistable> updates =
                storage.getAllUpdatesAfter(session, StatsListener.TYPE_ID, JsonRecord.WORKER_ID, 0);
        return updates.stream().map(update -> ((StatsReport) update).getIterationCount()).toList();
    }

    private Set<Integer> distances() {
        List<Integer> iterations = iterations();
        return IntStream.range(1, iterations.size())
                .mapToObj(i -> iterations.get(i) - iterations.get(i - 1))
                .collect(Collectors.toSet());
    }
}
