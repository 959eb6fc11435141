package io.podagra.pipeline;

import io.podagra.data.audit.Box;

/** Takes rows and columns of dark tissue into an area: noise, neither flat nor letters. */
final class DarkTissue {
    /** Grey values between neighbours that letters exceed, and tissue beside a frame does not. */
    static final int LETTER_CONTRAST = 80;

    /** Grey values between neighbours that dark tissue does not reach. */
    private static final int CONTRAST = 40;

    /** Of a row, that is not flat where dark tissue goes on. */
    private static final double LEAST_SHARE = 0.5;

    /** Of a row, letters that end it. */
    private static final double MOST_LETTERS = 0.03;

    private final GreyPicture picture;
    private final DeviceFrame frame;

    DarkTissue(GreyPicture picture, DeviceFrame frame) {
        this.picture = picture;
        this.frame = frame;
    }

    /** The box and what of dark tissue lies on its sides. */
    Box around(Box box) {
        int left = box.x();
        int top = box.y();
        int right = box.right();
        int bottom = box.bottom();
        while (bottom < picture.height() && fills(left, right, bottom, bottom + 1)) {
            bottom++;
        }
        while (top > 0 && fills(left, right, top - 1, top)) {
            top--;
        }
        while (left > 0 && fills(left - 1, left, top, bottom)) {
            left--;
        }
        while (right < picture.width() && fills(right, right + 1, top, bottom)) {
            right++;
        }
        return new Box(left, top, right - left, bottom - top);
    }

    private boolean fills(int left, int right, int top, int bottom) {
        int tissue = 0;
        int letters = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int range = frame.range(y * picture.width() + x);
                tissue += range > DeviceFrame.FLAT && range <= CONTRAST ? 1 : 0;
                letters += range > LETTER_CONTRAST ? 1 : 0;
            }
        }
        int all = (right - left) * (bottom - top);
        return tissue >= LEAST_SHARE * all && letters < MOST_LETTERS * all;
    }
}
