package io.podagra.data.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is unusual about an image as a whole, so that somebody should look at it. */
public enum FrameFlag {
    /** Blood flow is shown in colours over the tissue. */
    COLOUR_DOPPLER,
    /** Two images stand side by side, or it is one of two that did. */
    DUAL_SCREEN,
    /** Where the tissue ends and the device's frame begins could not be told. */
    AREA_UNSURE;

    /** What files call it, such as {@code colour-doppler}; never changes. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one that files call so, if there is one. */
    public static Optional<FrameFlag> of(String word) {
        return Arrays.stream(values()).filter(flag -> flag.word().equals(word)).findFirst();
    }
}
