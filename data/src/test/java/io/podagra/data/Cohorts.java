package io.podagra.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Cohorts in memory, for tests; their files do not exist. */
final class Cohorts {
    static final Path FOLDER = Path.of("cohort");

    private Cohorts() {}

    static Cohort of(List<CohortImage> images) {
        return new Cohort(FOLDER, images);
    }

    static CohortImage image(String patient, String view, int number, Label label) {
        String id = "images/" + patient + "-" + view + "-" + number + ".png";
        return new CohortImage(id, FOLDER.resolve(id), patient, new View(view), label, Map.of());
    }

    /**
     * Several images of each view for each patient, the numbers of which differ widely; a quarter
     * of the patients healthy, the rest abnormal in two images of three.
     */
    static Cohort random(int patients, int images, List<String> views, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] weight = random.doubles(patients, 0.2, 2).toArray();
        boolean[] healthy = new boolean[patients];
        List<Integer> lots = new ArrayList<>();
        for (int patient = 0; patient < patients; patient++) {
            healthy[patient] = random.nextDouble() < 0.25;
            for (int i = 0; i < Math.round(weight[patient] * 100); i++) {
                lots.add(patient);
            }
        }
        List<CohortImage> all = new ArrayList<>();
        for (int i = 0; i < images; i++) {
            // Every patient first has one image.
            int patient = i < patients ? i : lots.get(random.nextInt(lots.size()));
            boolean abnormal = !healthy[patient] && random.nextDouble() < 2 / 3.0;
            all.add(
                    image(
                            "p" + patient,
                            views.get(random.nextInt(views.size())),
                            i,
                            abnormal ? Label.ABNORMAL : Label.NORMAL));
        }
        return of(all);
    }
}
