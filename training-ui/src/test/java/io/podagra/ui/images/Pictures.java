package io.podagra.ui.images;

import io.podagra.data.Label;
import io.podagra.data.Part;
import io.podagra.ui.images.ErrorSnapshot.Scored;
import io.podagra.ui.images.SampleSnapshot.Change;
import io.podagra.ui.images.SampleSnapshot.Sample;
import io.podagra.ui.images.SampleSnapshot.Variant;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Hand-made pictures and what is published with them. */
final class Pictures {
    static final Instant NOON = Instant.parse("2024-04-01T12:00:00Z");
    static final List<String> VIEWS = List.of("dorsal", "medial", "plantar");

    private static final int SIDE = 64;

    private Pictures() {}

    /** A bright arc in grain, another for each number. */
    static BufferedImage picture(int number) {
        Random random = new Random(number);
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        int height = 24 + random.nextInt(20);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double arc = height + (x - 24.0) * (x - 24.0) / 60;
                double echo = 200 * Math.exp(-(y - arc) * (y - arc) / 12) + 90 * Math.exp(-y / 24.);
                int grey = (int) Math.min(255, echo * (0.6 + 0.5 * random.nextDouble()));
                picture.setRGB(x, y, grey * 0x010101);
            }
        }
        return picture;
    }

    static BufferedImage varied(int number, int epoch) {
        BufferedImage varied = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = varied.createGraphics();
        graphics.setColor(Color.BLACK);
        AffineTransform transform = new AffineTransform();
        transform.rotate(0.1 * (epoch - 2), SIDE / 2.0, SIDE / 2.0);
        if (epoch % 2 == 0) {
            transform.translate(SIDE, 0);
            transform.scale(-1, 1);
        }
        graphics.drawImage(picture(number), transform, null);
        graphics.dispose();
        return varied;
    }

    /** Samples of an arm: so many images, each with four variants. */
    static SampleSnapshot samples(ImagesPublisher publisher, String arm, int images) {
        List<Sample> samples = new ArrayList<>();
        for (int image = 0; image < images; image++) {
            int number = image;
            List<Variant> variants =
                    IntStream.rangeClosed(1, 4)
                            .mapToObj(
                                    epoch ->
                                            new Variant(
                                                    epoch,
                                                    publisher.keep(
                                                            Part.TRAIN,
                                                            () -> varied(number, epoch)),
                                                    changes(epoch)))
                            .toList();
            samples.add(new Sample(shown(publisher, arm, number), variants));
        }
        return new SampleSnapshot(arm, samples, NOON);
    }

    private static List<Change> changes(int epoch) {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change("turned", "%+.1f°".formatted(5.7 * (2 - epoch))));
        changes.add(new Change("shift", "+1.9 -4.2 %"));
        if (epoch % 2 == 0) {
            changes.add(new Change("mirrored", ""));
        }
        return changes;
    }

    private static ShownImage shown(ImagesPublisher publisher, String arm, int number) {
        return new ShownImage(
                "images/p%03d-%s.png".formatted(17 + 3 * number, arm),
                arm.equals("single") || arm.equals("multiple") ? VIEWS.get(number / 2 % 3) : arm,
                number % 2 == 0 ? Label.ABNORMAL : Label.NORMAL,
                publisher.keep(Part.VALIDATION, () -> picture(number)));
    }

    /** Validation errors, the worst with these scores. */
    static ErrorSnapshot validation(
            ImagesPublisher publisher, String arm, int epoch, boolean best, double worst) {
        return new ErrorSnapshot(
                arm,
                Part.VALIDATION,
                epoch,
                best,
                scored(publisher, arm, 20, worst, Map.of()),
                scored(publisher, arm, 21, 1 - worst, Map.of()),
                NOON.plusSeconds(epoch));
    }

    static ErrorSnapshot test(ImagesPublisher publisher, String method) {
        String other = method.equals("single") ? "multiple" : "single";
        return new ErrorSnapshot(
                method,
                Part.TEST,
                0,
                false,
                scored(publisher, method, 40, 0.021, Map.of(other, 0.418)),
                scored(publisher, method, 41, 0.987, Map.of(other, 0.502)),
                NOON.plusSeconds(60));
    }

    private static List<Scored> scored(
            ImagesPublisher publisher,
            String scorer,
            int first,
            double worst,
            Map<String, Double> others) {
        return IntStream.range(0, 6)
                .mapToObj(
                        i -> {
                            Map<String, Double> scores = new LinkedHashMap<>();
                            scores.put(scorer, worst + (worst < 0.5 ? 0.04 : -0.04) * i);
                            scores.putAll(others);
                            return new Scored(shown(publisher, scorer, first + 2 * i), scores);
                        })
                .toList();
    }

    /** Two errors of the test, the first with a picture of what speaks for abnormal. */
    static ErrorSnapshot explained(ImagesPublisher publisher) {
        Map<String, Double> scores = Map.of("single", 0.25);
        return new ErrorSnapshot(
                "single",
                Part.TEST,
                0,
                false,
                List.of(
                        new Scored(
                                shown(publisher, "single", 0),
                                scores,
                                publisher.keep(Part.TEST, () -> picture(4))),
                        new Scored(shown(publisher, "single", 6), scores)),
                List.of(),
                NOON);
    }

    /** A validation error whose picture could not be kept. */
    static ErrorSnapshot withoutPicture(String arm) {
        ShownImage image = new ShownImage("images/late.png", arm, Label.ABNORMAL, Optional.empty());
        return new ErrorSnapshot(
                arm,
                Part.VALIDATION,
                1,
                true,
                List.of(new Scored(image, Map.of(arm, 0.25))),
                List.of(),
                NOON);
    }
}
