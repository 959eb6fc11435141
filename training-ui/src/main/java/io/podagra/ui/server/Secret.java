package io.podagra.ui.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** A text that nobody can guess: 192 random bits, written in 32 characters of a URL. */
final class Secret {
    private static final int BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    static Secret random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Takes as long whichever character is the first wrong one. */
    boolean is(String guess) {
        return MessageDigest.isEqual(
                text.getBytes(StandardCharsets.UTF_8), guess.getBytes(StandardCharsets.UTF_8));
    }

    /** For the one who may know it. */
    String reveal() {
        return text;
    }

    /** Keeps it out of logs. */
    @Override
    public String toString() {
        return "(secret)";
    }
}
