package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC;

import io.podagra.data.audit.Box;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Random;
import org.bytedeco.opencv.opencv_core.Mat;

/** Draws what a device shows: a frame of one grey, tissue of speckle in it, text, bars and flow. */
public final class DeviceScreen {
    private static final Font FONT = new Font(Font.MONOSPACED, Font.BOLD, 16);

    private final BufferedImage image;

    private DeviceScreen(BufferedImage image) {
        this.image = image;
    }

    /** Of one grey. */
    public static DeviceScreen of(int width, int height, int grey) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        DeviceScreen screen = new DeviceScreen(image);
        return screen.bar(0, 0, width, height, new Color(grey, grey, grey));
    }

    /** Speckle, wider across than along, that fades with depth to a third. */
    public DeviceScreen tissue(Box box, long seed) {
        Random random = new Random(seed);
        for (int row = 0; row < box.height(); row++) {
            double bright = 110 * (1 - 0.65 * row / box.height());
            double grain = 0;
            for (int column = 0; column < box.width(); column++) {
                grain = 0.92 * grain + 0.25 * random.nextGaussian();
                int grey = (int) Math.max(8, Math.min(245, bright * (1 + 0.8 * grain)));
                int place = box.x() + column;
                image.setRGB(place, box.y() + row, new Color(grey, grey, grey).getRGB());
            }
        }
        return this;
    }

    public DeviceScreen text(String text, int x, int y, Color colour) {
        Graphics2D graphics = image.createGraphics();
        graphics.setFont(FONT);
        graphics.setColor(colour);
        graphics.drawString(text, x, y);
        graphics.dispose();
        return this;
    }

    DeviceScreen bar(int x, int y, int width, int height, Color colour) {
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(x, y, width, height);
        graphics.dispose();
        return this;
    }

    /** A vessel: a disc of red to yellow that is noisy as velocities are. */
    public DeviceScreen flow(int x, int y, int radius, long seed) {
        Random random = new Random(seed);
        for (int row = -radius; row <= radius; row++) {
            for (int column = -radius; column <= radius; column++) {
                if (Math.hypot(row, column) <= radius) {
                    int red = 130 + random.nextInt(120);
                    Color colour = new Color(red, random.nextInt(red), random.nextInt(40));
                    image.setRGB(x + column, y + row, colour.getRGB());
                }
            }
        }
        return this;
    }

    /** Every grey in one colour, as chroma maps show it. */
    DeviceScreen tinted() {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int grey = new Color(image.getRGB(x, y)).getGreen();
                Color sepia = new Color(Math.min(255, grey * 5 / 4), grey, grey * 3 / 5);
                image.setRGB(x, y, sepia.getRGB());
            }
        }
        return this;
    }

    /** Darker in the middle, with soft sides, as below bone. */
    DeviceScreen shadow(Box box) {
        for (int y = box.y(); y < box.bottom(); y++) {
            for (int x = box.x(); x < box.right(); x++) {
                double side = 2.0 * (x - box.x()) / box.width() - 1;
                double left = 0.3 + 0.7 * side * side;
                int grey = (int) (left * new Color(image.getRGB(x, y)).getGreen());
                image.setRGB(x, y, new Color(grey, grey, grey).getRGB());
            }
        }
        return this;
    }

    public BufferedImage toImage() {
        return image;
    }

    /** Blue, green, red; lives in the caller's scope. */
    Mat toMat() {
        Mat mat = new Mat(image.getHeight(), image.getWidth(), CV_8UC(3));
        mat.data().put(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
        return mat;
    }

    GreyPicture toPicture() {
        return GreyPicture.of(toMat());
    }
}
