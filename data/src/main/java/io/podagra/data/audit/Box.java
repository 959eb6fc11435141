package io.podagra.data.audit;

/**
 * A rectangle in an image, in its pixels.
 *
 * @param x leftmost column, from 0
 * @param y topmost row, from 0
 * @param width at least 1
 * @param height at least 1
 */
public record Box(int x, int y, int width, int height) {
    public Box {
        if (x < 0 || y < 0 || width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "no box: x %d, y %d, width %d, height %d".formatted(x, y, width, height));
        }
    }

    /** The first column to the right of it. */
    public int right() {
        return x + width;
    }

    /** The first row below it. */
    public int bottom() {
        return y + height;
    }

    /** The smallest one that holds both. */
    public Box around(Box other) {
        int left = Math.min(x, other.x);
        int top = Math.min(y, other.y);
        return new Box(
                left,
                top,
                Math.max(right(), other.right()) - left,
                Math.max(bottom(), other.bottom()) - top);
    }
}
