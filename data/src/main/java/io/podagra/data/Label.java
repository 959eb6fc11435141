package io.podagra.data;

import java.util.Locale;
import java.util.Optional;

/** What a reader of the image decided: abnormal is the positive class. */
public enum Label {
    NORMAL(0),
    ABNORMAL(1);

    private final int code;

    Label(int code) {
        this.code = code;
    }

    /** The class index in tensors and score files: 0 normal, 1 abnormal. */
    public int code() {
        return code;
    }

    /** The spelling used in the files Podagra writes: {@code normal} or {@code abnormal}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a spelling of a manifest: abnormal/normal, positive/negative or 1/0, in any case.
     *
     * @return empty for any other text
     */
    public static Optional<Label> parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "abnormal", "positive", "1" -> Optional.of(ABNORMAL);
            case "normal", "negative", "0" -> Optional.of(NORMAL);
            default -> Optional.empty();
        };
    }
}
