package io.podagra.data.phantom;

/**
 * What sound meets at each pixel, row by row from the probe down.
 *
 * <p>{@code echo}: amplitude of the diffuse scatter, 1 for dermis less its own brightness. {@code
 * mirror}: amplitude of what reflects as a mirror does, in phase, so that it is no speckle. {@code
 * loss}: what shadows have taken off, in dB. {@code signs}: the {@link Sign#maskBit} of the signs
 * that are there.
 */
final class TissueMap {
    private static final double REACH = 2.6;

    /** In a deeper shadow, dB, a sign cannot be seen, unless it reflects as a mirror does [G]. */
    private static final double DARK = 14;

    /** In a deeper shadow, dB, nothing can be seen [G]. */
    private static final double DARKEST = 26;

    private static final int BRIGHT =
            Sign.DOUBLE_CONTOUR.maskBit() | Sign.AGGREGATES.maskBit() | Sign.EROSION.maskBit();

    final int width;
    final int height;
    final double pixel;
    final float[] echo;
    final float[] mirror;
    final float[] loss;
    final byte[] signs;

    TissueMap(int width, int height, double pixel) {
        this.width = width;
        this.height = height;
        this.pixel = pixel;
        this.echo = new float[width * height];
        this.mirror = new float[width * height];
        this.loss = new float[width * height];
        this.signs = new byte[width * height];
    }

    /** Decibels to amplitude. */
    static double amplitude(double decibels) {
        return Math.pow(10, decibels / 20);
    }

    void fillEcho(int x, int fromRow, int toRow, double amplitude) {
        for (int row = Math.max(0, fromRow); row < Math.min(height, toRow); row++) {
            echo[row * width + x] = (float) amplitude;
        }
    }

    /**
     * Adds a thin sheet to a plane in one column.
     *
     * @param depth of its middle, mm
     * @param thickness at which its strength has fallen to 1/e, mm
     */
    void addSheet(float[] plane, int x, double depth, double thickness, double amplitude) {
        int from = Math.max(0, (int) Math.ceil((depth - REACH * thickness) / pixel));
        int to = Math.min(height - 1, (int) ((depth + REACH * thickness) / pixel));
        for (int row = from; row <= to; row++) {
            double distance = (row * pixel - depth) / thickness;
            plane[row * width + x] += (float) (amplitude * Math.exp(-distance * distance));
        }
    }

    /** Notes that a sign is there, in one column from one depth to another, mm. */
    void mark(Sign sign, int x, double fromDepth, double toDepth) {
        int from = Math.max(0, (int) Math.ceil(fromDepth / pixel));
        int to = Math.min(height - 1, (int) (toDepth / pixel));
        for (int row = from; row <= to; row++) {
            signs[row * width + x] |= (byte) sign.maskBit();
        }
    }

    /** The signs, but for what no sound reaches. */
    byte[] visibleSigns() {
        byte[] visible = signs.clone();
        for (int i = 0; i < visible.length; i++) {
            if (loss[i] > DARKEST) {
                visible[i] = 0;
            } else if (loss[i] > DARK) {
                visible[i] &= (byte) BRIGHT;
            }
        }
        return visible;
    }

    /** Adds a loss that grows with depth, by so many dB per mm over so many mm. */
    void addShadow(int x, double depth, double slope, double range) {
        for (int row = Math.max(0, (int) Math.ceil(depth / pixel)); row < height; row++) {
            loss[row * width + x] += (float) (slope * Math.min(range, row * pixel - depth));
        }
    }
}
