package io.podagra.data.phantom;

import io.podagra.data.SyntheticMark;
import java.util.Locale;

/**
 * The device's screen: the image in its frame, with text, a depth scale, in some images calipers,
 * and always, outside of the image, the mark that says it is synthetic.
 */
final class Screen {
    /** How many images have calipers, whatever their label [G]. */
    private static final double CALIPERS = 0.25;

    private static final int TEXT = 190;
    private static final int INSET = 4;
    private static final double TICK = 5;

    private final Patient patient;
    private final Section section;
    private final Draws draws;

    Screen(Patient patient, Section section, Draws frame) {
        this.patient = patient;
        this.section = section;
        this.draws = frame.branch("screen");
    }

    /**
     * @param grey the image inside the frame, from 0 to 1
     */
    GreyImage show(float[] grey) {
        Device.Margins margins = patient.device().margins();
        GreyImage screen =
                new GreyImage(
                        margins.left() + section.width + margins.right(),
                        margins.top() + section.height + margins.bottom(),
                        margins.background());
        for (int row = 0; row < section.height; row++) {
            for (int x = 0; x < section.width; x++) {
                int level = Math.round(255 * grey[row * section.width + x]);
                screen.set(margins.left() + x, margins.top() + row, level);
            }
        }
        drawText(screen);
        drawDepthScale(screen, margins);
        drawGreyScale(screen, margins);
        if (draws.chance(CALIPERS)) {
            drawCalipers(screen, margins);
        }
        return screen;
    }

    private void drawText(GreyImage screen) {
        Device device = patient.device();
        String setting = device.label() + "  " + device.probe().frequency() + " MHZ";
        String place = (patient.left() ? "L" : "R") + " 1ST MTP  ";
        double depth = section.height * section.pixel / 10;
        int bottom = screen.height() - BitmapFont.HEIGHT - INSET;
        BitmapFont.draw(screen, INSET, INSET, setting, TEXT);
        BitmapFont.draw(screen, INSET, bottom, place + number(depth) + " CM", TEXT);
        int right = screen.width() - INSET - BitmapFont.widthOf(SyntheticMark.TEXT);
        BitmapFont.draw(screen, right, INSET, SyntheticMark.TEXT, TEXT);
    }

    private void drawDepthScale(GreyImage screen, Device.Margins margins) {
        int x = margins.left() + section.width + 2;
        for (int i = 0; i * TICK / section.pixel < section.height; i++) {
            int y = margins.top() + (int) Math.round(i * TICK / section.pixel);
            screen.fill(x, y, i % 2 == 0 ? 6 : 3, 1, TEXT);
        }
    }

    /** The strip of grey levels that devices with a wide left margin show. */
    private void drawGreyScale(GreyImage screen, Device.Margins margins) {
        int rows = Math.min(96, section.height);
        if (margins.left() < 40) {
            return;
        }
        for (int row = 0; row < rows; row++) {
            screen.fill(margins.left() - 16, margins.top() + row, 8, 1, 255 - 255 * row / rows);
        }
    }

    private void drawCalipers(GreyImage screen, Device.Margins margins) {
        int x = margins.left() + draws.between(30, section.width - 90);
        int y = margins.top() + draws.between(30, section.height - 40);
        int toX = x + draws.between(12, 60);
        int toY = y + draws.between(-18, 18);
        drawCross(screen, x, y);
        drawCross(screen, toX, toY);
        double length = Math.hypot(toX - x, toY - y);
        for (double along = 6; along < length - 4; along += 4) {
            int dotX = x + (int) Math.round((toX - x) * along / length);
            int dotY = y + (int) Math.round((toY - y) * along / length);
            screen.set(dotX, dotY, 230);
        }
        String text = "D " + number(length * section.pixel) + " MM";
        int right = screen.width() - INSET - BitmapFont.widthOf(text);
        BitmapFont.draw(screen, right, screen.height() - BitmapFont.HEIGHT - INSET, text, TEXT);
    }

    private static void drawCross(GreyImage screen, int x, int y) {
        screen.fill(x - 3, y, 7, 1, 255);
        screen.fill(x, y - 3, 1, 7, 255);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
