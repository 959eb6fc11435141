package io.podagra.cli.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.data.CohortImage;
import io.podagra.data.Label;
import io.podagra.data.View;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleChoiceTest {
    @Test
    void everyViewAndLabelIsShownEquallyOften() {
        List<CohortImage> images = images(90, "b", "a", "c");
        List<Integer> chosen = SampleChoice.of(images);
        assertThat(chosen).hasSize(12).doesNotHaveDuplicates();
        assertThat(chosen.stream().map(images::get).map(SampleChoiceTest::group))
                .containsExactly(
                        "a abnormal",
                        "a abnormal",
                        "a normal",
                        "a normal",
                        "b abnormal",
                        "b abnormal",
                        "b normal",
                        "b normal",
                        "c abnormal",
                        "c abnormal",
                        "c normal",
                        "c normal");
    }

    @Test
    void imagesOfOneViewAreSpreadOverTheList() {
        List<Integer> chosen = SampleChoice.of(images(80, "a"));
        assertThat(chosen).containsExactly(1, 21, 41, 61, 0, 20, 40, 60);
    }

    @Test
    void whereThereIsLittleAllIsShown() {
        assertThat(SampleChoice.of(images(3, "a"))).containsExactly(1, 0, 2);
        assertThat(SampleChoice.of(List.of())).isEmpty();
    }

    @Test
    void noViewIsLeftOutHoweverManyThereAre() {
        List<CohortImage> images = images(400, "abcdefghijklmnopqrst".split(""));
        assertThat(SampleChoice.of(images)).hasSize(40);
    }

    private static String group(CohortImage image) {
        return image.view().name() + " " + image.label().word();
    }

    /** View after view, then the next label. */
    private static List<CohortImage> images(int count, String... views) {
        List<CohortImage> images = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            String view = views[index % views.length];
            Label label = index / views.length % 2 == 0 ? Label.NORMAL : Label.ABNORMAL;
            images.add(
                    new CohortImage(
                            index + ".png",
                            Path.of(index + ".png"),
                            "p" + index,
                            new View(view),
                            label,
                            Map.of()));
        }
        return images;
    }
}
