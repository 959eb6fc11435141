package io.podagra.pipeline;

import io.podagra.pipeline.AppliedStep.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.datavec.image.transform.ImageTransform;

/**
 * Draws the transforms of one image from a random source: the only place of chance.
 *
 * <p>Each variation has a stream of its own, derived from the image's: what one draws, or whether
 * it is switched on at all, changes nothing of another's numbers.
 *
 * <p>DataVec's {@code PipelineImageTransform} is not used: its constructor sets the seed of ND4J's
 * random source of the thread, from which weights are initialised, to a constant, and it decides by
 * that source which transforms run.
 */
final class Augmentation {
    /** What has a stream. A name's hash, which Java specifies, is part of what is drawn. */
    private enum Source {
        HORIZONTAL_FLIP,
        VERTICAL_FLIP,
        ROTATION,
        SCALE,
        SHIFT,
        GAIN,
        CONTRAST,
        GAMMA,
        TGC,
        SPECKLE
    }

    /**
     * A transform with fixed parameters.
     *
     * @param steps what it does
     */
    record Drawn(ImageTransform transform, List<AppliedStep> steps) {
        private static Drawn of(ImageTransform transform, AppliedStep step) {
            return new Drawn(transform, List.of(step));
        }
    }

    private final AugmentationSettings settings;

    Augmentation(AugmentationSettings settings) {
        this.settings = settings;
    }

    /** The transforms to apply in this order, with fixed parameters; for one image only. */
    List<ImageTransform> draw(Random random) {
        return describe(random).stream().map(Drawn::transform).toList();
    }

    /** The same transforms, and what each does. */
    List<Drawn> describe(Random random) {
        if (!settings.enabled()) {
            return List.of();
        }
        long image = random.nextLong();
        List<Drawn> drawn = new ArrayList<>();
        // In the order in which sound, scanner and screen would do it; mirroring after turning, for
        // then it is of a small image.
        geometry(image, drawn);
        flips(image, drawn);
        speckle(image, drawn);
        tgc(image, drawn);
        gainAndContrast(image, drawn);
        gamma(image, drawn);
        return drawn;
    }

    private void flips(long image, List<Drawn> drawn) {
        if (settings.horizontalFlip().draw(stream(image, Source.HORIZONTAL_FLIP))) {
            drawn.add(
                    Drawn.of(
                            new FlipTransform(FlipTransform.Direction.LEFT_AND_RIGHT),
                            new AppliedStep(What.MIRRORED, "")));
        }
        if (settings.verticalFlip().draw(stream(image, Source.VERTICAL_FLIP))) {
            drawn.add(
                    Drawn.of(
                            new FlipTransform(FlipTransform.Direction.UP_AND_DOWN),
                            new AppliedStep(What.UPSIDE_DOWN, "")));
        }
    }

    private void geometry(long image, List<Drawn> drawn) {
        double degrees = amount(settings.rotation(), stream(image, Source.ROTATION), 0);
        double scale = amount(settings.scale(), stream(image, Source.SCALE), 1);
        Random shifts = stream(image, Source.SHIFT);
        boolean shifted = settings.shift().happens(shifts);
        double right = shifted ? settings.shift().amount(shifts) : 0;
        double down = shifted ? settings.shift().amount(shifts) : 0;
        List<AppliedStep> steps = new ArrayList<>();
        if (degrees != 0) {
            steps.add(step(What.TURNED, "%+.1f°", degrees));
        }
        if (scale != 1) {
            steps.add(step(What.SCALE, "%.2f", scale));
        }
        if (shifted) {
            steps.add(step(What.SHIFT, "%+.1f %+.1f %%", 100 * right, 100 * down));
        }
        if (degrees != 0 || scale != 1 || right != 0 || down != 0) {
            drawn.add(new Drawn(new GeometryTransform(degrees, scale, right, down), steps));
        }
    }

    private void speckle(long image, List<Drawn> drawn) {
        Random random = stream(image, Source.SPECKLE);
        double strength = amount(settings.speckle(), random, 0);
        if (strength != 0) {
            drawn.add(
                    Drawn.of(
                            new SpeckleTransform(strength, random.nextInt()),
                            step(What.SPECKLE, "%.2f", strength)));
        }
    }

    private void tgc(long image, List<Drawn> drawn) {
        double slope = amount(settings.tgc(), stream(image, Source.TGC), 0);
        if (slope != 0) {
            drawn.add(Drawn.of(new TgcTransform(slope), step(What.TGC, "%+.2f", slope)));
        }
    }

    private void gainAndContrast(long image, List<Drawn> drawn) {
        double gain = amount(settings.gain(), stream(image, Source.GAIN), 1);
        double contrast = amount(settings.contrast(), stream(image, Source.CONTRAST), 1);
        List<AppliedStep> steps = new ArrayList<>();
        if (gain != 1) {
            steps.add(step(What.GAIN, "%.2f", gain));
        }
        if (contrast != 1) {
            steps.add(step(What.CONTRAST, "%.2f", contrast));
        }
        if (!steps.isEmpty()) {
            drawn.add(new Drawn(new GainContrastTransform(gain, contrast), steps));
        }
    }

    private void gamma(long image, List<Drawn> drawn) {
        Random random = stream(image, Source.GAMMA);
        boolean bent = settings.gamma().happens(random);
        double gamma = bent ? settings.gamma().ratio(random) : 1;
        if (gamma != 1) {
            drawn.add(Drawn.of(new GammaTransform(gamma), step(What.GAMMA, "%.2f", gamma)));
        }
    }

    private static double amount(Variation variation, Random random, double neutral) {
        return variation.happens(random) ? variation.amount(random) : neutral;
    }

    private static Random stream(long image, Source source) {
        return new Random(Seeds.derive(image, source.name().hashCode()));
    }

    private static AppliedStep step(What what, String format, Object... values) {
        return new AppliedStep(what, String.format(Locale.ROOT, format, values));
    }
}
