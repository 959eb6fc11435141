package io.podagra.data.phantom;

import io.podagra.data.SyntheticMark;
import io.podagra.data.drawing.BitmapFont;
import io.podagra.data.drawing.GreyImage;
import java.util.Locale;

/**
 * The device's screen: the image in its frame, with text, a depth scale, what overlays the image
 * has, and always, outside of the image, the mark that says it is synthetic.
 */
final class Screen {
    private static final int TEXT = 190;
    private static final int OVERLAY = 230;
    private static final int INSET = 4;
    private static final double TICK = 5;

    private final CohortPlan.PlannedImage planned;
    private final Device device;
    private final Device.Margins margins;
    private final Section section;
    private final Draws draws;

    Screen(CohortPlan.PlannedImage planned, Section section, Draws frame) {
        this.planned = planned;
        this.device = planned.study().device();
        this.margins = device.margins();
        this.section = section;
        this.draws = frame.branch("screen");
    }

    /**
     * @param grey the image inside the frame, from 0 to 1
     */
    GreyImage show(float[] grey, Overlays overlays) {
        GreyImage screen = empty(margins.background());
        for (int row = 0; row < section.height; row++) {
            for (int x = 0; x < section.width; x++) {
                int level = Math.round(255 * grey[row * section.width + x]);
                screen.set(margins.left() + x, margins.top() + row, level);
            }
        }
        drawText(screen);
        drawDepthScale(screen);
        drawGreyScale(screen);
        if (overlays.calipers()) {
            drawCalipers(screen, draws.branch("calipers"));
        }
        if (overlays.caption()) {
            drawCaption(screen, draws.branch("caption"));
        }
        return screen;
    }

    /** A mask of the image, placed as the image is. */
    GreyImage showMask(byte[] mask) {
        GreyImage screen = empty(0);
        for (int row = 0; row < section.height; row++) {
            for (int x = 0; x < section.width; x++) {
                screen.set(margins.left() + x, margins.top() + row, mask[row * section.width + x]);
            }
        }
        return screen;
    }

    private GreyImage empty(int background) {
        return new GreyImage(
                margins.left() + section.width + margins.right(),
                margins.top() + section.height + margins.bottom(),
                background);
    }

    private void drawText(GreyImage screen) {
        String setting = device.label() + "  " + device.probe().frequency() + " MHZ";
        double depth = section.height * section.pixel / 10;
        int bottom = screen.height() - BitmapFont.HEIGHT - INSET;
        BitmapFont.draw(screen, INSET, INSET, setting, TEXT);
        BitmapFont.draw(screen, INSET, bottom, side() + " 1ST MTP  " + number(depth) + " CM", TEXT);
        int right = screen.width() - INSET - BitmapFont.widthOf(SyntheticMark.TEXT);
        BitmapFont.draw(screen, right, INSET, SyntheticMark.TEXT, TEXT);
    }

    private String side() {
        return planned.patient().left() ? "L" : "R";
    }

    private void drawDepthScale(GreyImage screen) {
        int x = margins.left() + section.width + 2;
        for (int i = 0; i * TICK / section.pixel < section.height; i++) {
            int y = margins.top() + (int) Math.round(i * TICK / section.pixel);
            screen.fill(x, y, i % 2 == 0 ? 6 : 3, 1, TEXT);
        }
    }

    /** The strip of grey levels that devices with a wide left margin show. */
    private void drawGreyScale(GreyImage screen) {
        int rows = Math.min(96, section.height);
        if (margins.left() < 40) {
            return;
        }
        for (int row = 0; row < rows; row++) {
            screen.fill(margins.left() - 16, margins.top() + row, 8, 1, 255 - 255 * row / rows);
        }
    }

    /** In the image; the distance stands in the margin. */
    private void drawCalipers(GreyImage screen, Draws place) {
        int x = margins.left() + place.between(30, section.width - 90);
        int y = margins.top() + place.between(30, section.height - 40);
        int toX = x + place.between(12, 60);
        int toY = y + place.between(-18, 18);
        drawCross(screen, x, y);
        drawCross(screen, toX, toY);
        double length = Math.hypot(toX - x, toY - y);
        for (double along = 6; along < length - 4; along += 4) {
            int dotX = x + (int) Math.round((toX - x) * along / length);
            int dotY = y + (int) Math.round((toY - y) * along / length);
            screen.set(dotX, dotY, OVERLAY);
        }
        String text = "D " + number(length * section.pixel) + " MM";
        int right = screen.width() - INSET - BitmapFont.widthOf(text);
        BitmapFont.draw(screen, right, screen.height() - BitmapFont.HEIGHT - INSET, text, TEXT);
    }

    /** In the image, near its lower edge, where the bone's shadow leaves room. */
    private void drawCaption(GreyImage screen, Draws place) {
        String view = planned.view().word().toUpperCase(Locale.ROOT);
        String text = "MTP1 " + view + " " + side();
        int x = place.between(8, section.width - 8 - BitmapFont.widthOf(text));
        int y = section.height - BitmapFont.HEIGHT - place.between(5, 24);
        BitmapFont.draw(screen, margins.left() + x, margins.top() + y, text, OVERLAY);
    }

    private static void drawCross(GreyImage screen, int x, int y) {
        screen.fill(x - 3, y, 7, 1, 255);
        screen.fill(x, y - 3, 1, 7, 255);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
