package io.podagra.cli.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.ui.storage.Failsafe;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.junit.jupiter.api.Test;

class StudyListenersTest {
    private final List<String> heard = new ArrayList<>();
    private final StudyListener hears =
            new StudyListener() {
                @Override
                public void onNotice(Arm arm, String notice) {
                    heard.add(notice);
                }
            };
    private final StudyListener fails =
            new StudyListener() {
                @Override
                public void onNotice(Arm arm, String notice) {
                    throw new IllegalStateException("of a page");
                }

                @Override
                public List<TrainingListener> networkListeners(Arm arm) {
                    throw new NoClassDefFoundError("of a page");
                }
            };

    @Test
    void whatFailsOnAPageStopsNeitherTheStudyNorTheOtherPages() {
        StudyListener pages =
                StudyListeners.harmless(new Failsafe("The test"), List.of(fails, hears));
        pages.onNotice(Arm.SINGLE, "one");
        pages.onNotice(Arm.SINGLE, "two");
        assertThat(heard).containsExactly("one", "two");
        assertThat(pages.networkListeners(Arm.SINGLE)).isEmpty();
    }
}
