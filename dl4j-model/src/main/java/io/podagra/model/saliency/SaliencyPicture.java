package io.podagra.model.saliency;

import io.podagra.data.SyntheticMark;
import io.podagra.data.drawing.BitmapFont;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/**
 * A map laid over its image: grey where nothing speaks for abnormal, then from violet over red to
 * yellow, more opaque the more does. The colours are those of inferno (matplotlib, Smith and van
 * der Walt), whose lightness rises evenly, for readers who do not tell red from green.
 */
public final class SaliencyPicture {
    /** The larger side is at least this long, in pixels. */
    private static final int SIDE = 384;

    private static final int[] COLOURS = {
        0x000004, 0x210C4A, 0x57106E, 0x8A226A, 0xBC3754, 0xE45A31, 0xF98E09, 0xF9CB35, 0xFCFFA4
    };

    /** Of the colour where the map is 1; the image has to be seen below it. */
    private static final double OPACITY = 0.6;

    /** Below this nothing is drawn, so that the image stays grey where little speaks. */
    private static final double FAINTEST = 0.1;

    private static final String NOTHING = "NOTHING SPEAKS FOR ABNORMAL";
    private static final int TEXT = 0xFFFFFF;
    private static final int MARGIN = 4;

    private SaliencyPicture() {}

    /**
     * Draws a map over its image, without the black that was added to make the image a square.
     *
     * @param image as the network was given it, of the map's size, before it was normalised
     * @param synthetic whether it or the network came from the phantom, which the picture then says
     * @throws IllegalArgumentException if the image has another size than the map
     */
    public static BufferedImage draw(BufferedImage image, SaliencyMap map, boolean synthetic) {
        if (image.getWidth() != map.size() || image.getHeight() != map.size()) {
            throw new IllegalArgumentException(
                    "the image has %d x %d pixels, its map %d"
                            .formatted(image.getWidth(), image.getHeight(), map.size()));
        }
        int factor = Math.max(1, (SIDE + map.size() - 1) / map.size());
        BufferedImage large = enlarged(image, factor);
        colour(large, map, factor);
        BufferedImage picture = Frame.around(image).cut(large, factor);
        int line = picture.getHeight() - MARGIN - 2 * BitmapFont.HEIGHT;
        if (synthetic) {
            write(picture, line, SyntheticMark.TEXT);
        }
        if (map.isEmpty()) {
            write(picture, MARGIN, NOTHING);
        }
        return picture;
    }

    private static BufferedImage enlarged(BufferedImage image, int factor) {
        int side = factor * image.getWidth();
        BufferedImage large = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = large.createGraphics();
        try {
            graphics.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.drawImage(image, 0, 0, side, side, null);
        } finally {
            graphics.dispose();
        }
        return large;
    }

    private static void colour(BufferedImage large, SaliencyMap map, int factor) {
        for (int y = 0; y < large.getHeight(); y++) {
            for (int x = 0; x < large.getWidth(); x++) {
                double strength = between(map, (x + 0.5) / factor - 0.5, (y + 0.5) / factor - 0.5);
                if (strength > FAINTEST) {
                    double opacity = OPACITY * (strength - FAINTEST) / (1 - FAINTEST);
                    large.setRGB(x, y, mix(large.getRGB(x, y), colour(strength), opacity));
                }
            }
        }
    }

    /** The map between pixels, linearly. */
    private static double between(SaliencyMap map, double x, double y) {
        int last = map.size() - 1;
        int left = (int) Math.max(0, Math.min(last, Math.floor(x)));
        int top = (int) Math.max(0, Math.min(last, Math.floor(y)));
        int right = Math.min(last, left + 1);
        int bottom = Math.min(last, top + 1);
        double across = Math.max(0, Math.min(1, x - left));
        double down = Math.max(0, Math.min(1, y - top));
        double above = map.at(left, top) * (1 - across) + map.at(right, top) * across;
        double below = map.at(left, bottom) * (1 - across) + map.at(right, bottom) * across;
        return above * (1 - down) + below * down;
    }

    private static int colour(double strength) {
        double place = strength * (COLOURS.length - 1);
        int below = Math.min((int) place, COLOURS.length - 2);
        return mix(COLOURS[below], COLOURS[below + 1], place - below);
    }

    /**
     * @param share of the second
     */
    private static int mix(int first, int second, double share) {
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            double value = (first >> shift & 0xFF) * (1 - share) + (second >> shift & 0xFF) * share;
            mixed |= (int) Math.round(value) << shift;
        }
        return mixed;
    }

    /** Each pixel of a letter two by two, on black. */
    private static void write(BufferedImage picture, int top, String text) {
        int width = Math.min(2 * BitmapFont.widthOf(text) + MARGIN, picture.getWidth());
        for (int y = Math.max(0, top - 2);
                y < Math.min(picture.getHeight(), top + 2 * BitmapFont.HEIGHT + 2);
                y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, 0);
            }
        }
        BitmapFont.draw(
                text,
                (inkX, inkY) -> {
                    for (int pixel = 0; pixel < 4; pixel++) {
                        int x = MARGIN + 2 * inkX + pixel % 2;
                        int y = top + 2 * inkY + pixel / 2;
                        if (x < picture.getWidth() && y >= 0 && y < picture.getHeight()) {
                            picture.setRGB(x, y, TEXT);
                        }
                    }
                });
    }

    /** The part of an image that is not its black border. */
    private record Frame(int left, int top, int right, int bottom) {
        static Frame around(BufferedImage image) {
            int left = image.getWidth();
            int top = image.getHeight();
            int right = 0;
            int bottom = 0;
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    if ((image.getRGB(x, y) & 0xFFFFFF) != 0) {
                        left = Math.min(left, x);
                        top = Math.min(top, y);
                        right = Math.max(right, x + 1);
                        bottom = Math.max(bottom, y + 1);
                    }
                }
            }
            return left < right
                    ? new Frame(left, top, right, bottom)
                    : new Frame(0, 0, image.getWidth(), image.getHeight());
        }

        BufferedImage cut(BufferedImage large, int factor) {
            return large.getSubimage(
                    factor * left, factor * top, factor * (right - left), factor * (bottom - top));
        }
    }
}
