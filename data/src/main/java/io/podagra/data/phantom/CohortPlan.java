package io.podagra.data.phantom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which images a cohort has, and which of them are abnormal.
 *
 * <p>A patient has several frames in each view. A quarter of the patients are healthy; of the
 * others' frames those are abnormal in which most of the disease shows, which is the patient's
 * activity, the view's and, a little, the frame's own chance. So most frames of a joint agree, some
 * do not, and every view has the cohort's share of abnormal images, exactly. [G] but for the share.
 */
final class CohortPlan {
    /** The paper's: 2,040 of 4,032. */
    private static final double ABNORMAL = 2_040 / 4_032.0;

    private static final double DISEASED = 0.75;

    /**
     * One frame of a patient's joint in one view.
     *
     * @param abnormal whether it shows a sign
     * @param labelledAbnormal whether the reader thought so
     */
    record PlannedImage(
            Patient patient,
            Study study,
            PhantomView view,
            int frame,
            boolean abnormal,
            boolean labelledAbnormal) {
        PlannedImage misread() {
            return new PlannedImage(patient, study, view, frame, abnormal, !abnormal);
        }

        /** Such as {@code synthetic-0001-study-1}. */
        String studyId() {
            return patient.id() + "-study-" + study.number();
        }

        /** Such as {@code synthetic-0001-dorsal-1.png}. */
        String fileName() {
            return patient.id() + "-" + view.word() + "-" + frame + ".png";
        }
    }

    private record Frame(Patient patient, Study study, int number, double visibility) {}

    private CohortPlan() {}

    /** The images, by patient, then by view, then by frame. */
    static List<PlannedImage> of(PhantomSettings settings) {
        Draws cohort = Draws.of(settings.seed());
        List<Patient> patients = patients(settings, cohort.branch("diseased"), cohort);
        Reader reader = new Reader(settings);
        List<PlannedImage> planned = new ArrayList<>();
        int views = PhantomView.values().length;
        int imagesLeft = settings.images();
        int abnormalLeft = (int) Math.round(ABNORMAL * settings.images());
        for (PhantomView view : PhantomView.values()) {
            int images = (imagesLeft + views - 1) / views;
            int abnormal = (int) Math.round((double) abnormalLeft * images / imagesLeft);
            planned.addAll(reader.read(ofView(view, patients, images, abnormal, cohort)));
            imagesLeft -= images;
            abnormalLeft -= abnormal;
            views--;
        }
        planned.sort(
                Comparator.comparingInt((PlannedImage image) -> image.patient().number())
                        .thenComparing(PlannedImage::view)
                        .thenComparingInt(PlannedImage::frame));
        return List.copyOf(planned);
    }

    private static List<Patient> patients(PhantomSettings settings, Draws draws, Draws cohort) {
        double[] rank = draws.uniforms(settings.patients(), 0, 1);
        List<Integer> numbers =
                IntStream.range(0, settings.patients())
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> rank[i]))
                        .toList();
        Set<Integer> diseased =
                new HashSet<>(numbers.subList(0, (int) Math.round(DISEASED * settings.patients())));
        List<Site> sites = Site.of(settings.equipment(), cohort);
        return IntStream.range(0, settings.patients())
                .mapToObj(i -> Patient.of(i + 1, diseased.contains(i), sites, cohort))
                .toList();
    }

    private static List<PlannedImage> ofView(
            PhantomView view, List<Patient> patients, int images, int abnormal, Draws cohort) {
        int[] frames = framesOfPatients(patients.size(), images, cohort.branch(view.word()));
        List<Frame> all = new ArrayList<>();
        for (Patient patient : patients) {
            Draws draws = cohort.branch("visibility " + view.word(), patient.number());
            double ofView = draws.unit();
            int count = frames[patient.number() - 1];
            for (int number = 1; number <= count; number++) {
                double visibility = 0.5 * patient.activity() + 0.35 * ofView + 0.15 * draws.unit();
                all.add(
                        new Frame(
                                patient,
                                patient.study(number, count),
                                number,
                                patient.diseased() ? visibility : -1));
            }
        }
        Set<Frame> shown = new HashSet<>();
        all.stream()
                .sorted(Comparator.comparingDouble(Frame::visibility).reversed())
                .limit(abnormal)
                .filter(frame -> frame.patient().diseased())
                .forEach(shown::add);
        return all.stream().map(frame -> planned(frame, view, shown.contains(frame))).toList();
    }

    private static PlannedImage planned(Frame frame, PhantomView view, boolean abnormal) {
        return new PlannedImage(
                frame.patient(), frame.study(), view, frame.number(), abnormal, abnormal);
    }

    /** One frame for each patient, the rest by weight, with the largest remainders rounded up. */
    private static int[] framesOfPatients(int patients, int images, Draws draws) {
        double[] weight = draws.uniforms(patients, 0.5, 1.5);
        double sum = IntStream.range(0, patients).mapToDouble(i -> weight[i]).sum();
        int[] frames = new int[patients];
        double[] remainder = new double[patients];
        int left = images - patients;
        int given = 0;
        for (int i = 0; i < patients; i++) {
            double share = left * weight[i] / sum;
            frames[i] = 1 + (int) share;
            remainder[i] = share - (int) share;
            given += (int) share;
        }
        IntStream.range(0, patients)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> remainder[i]).reversed())
                .limit(left - given)
                .forEach(i -> frames[i]++);
        return frames;
    }
}
