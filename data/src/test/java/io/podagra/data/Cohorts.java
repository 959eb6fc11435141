package io.podagra.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

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

    /**
     * Counts like the paper's: 351 patients, 1,344 images of each of three views, 680 of them
     * abnormal. Every patient has one frame of each view and more by chance; a quarter are healthy,
     * and of the others' frames those are abnormal in which most of the disease shows, so that most
     * frames of a joint agree.
     */
    static Cohort likeThePaper(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] activity = new double[351];
        for (int patient = 0; patient < activity.length; patient++) {
            activity[patient] = random.nextDouble() < 0.25 ? -1 : random.nextDouble();
        }
        List<CohortImage> images = new ArrayList<>();
        for (String view : List.of("dorsal", "medial", "plantar")) {
            record Frame(int patient, int number, double visibility) {}
            List<Frame> frames = new ArrayList<>();
            for (int number = 0; number < 1344; number++) {
                int patient = number < 351 ? number : random.nextInt(351);
                frames.add(
                        new Frame(patient, number, activity[patient] + 0.5 * random.nextDouble()));
            }
            frames.sort(Comparator.comparingDouble(Frame::visibility).reversed());
            for (int rank = 0; rank < frames.size(); rank++) {
                Frame frame = frames.get(rank);
                Label label = rank < 680 ? Label.ABNORMAL : Label.NORMAL;
                images.add(image("p" + frame.patient(), view, frame.number(), label));
            }
        }
        return of(images);
    }

    /** The same cohort with one more column. */
    static Cohort with(String column, Function<CohortImage, String> value, Cohort cohort) {
        return of(
                cohort.images().stream()
                        .map(
                                image -> {
                                    Map<String, String> attributes =
                                            new LinkedHashMap<>(image.attributes());
                                    attributes.put(column, value.apply(image));
                                    return new CohortImage(
                                            image.id(),
                                            image.file(),
                                            image.patientId(),
                                            image.view(),
                                            image.label(),
                                            attributes);
                                })
                        .toList());
    }
}
