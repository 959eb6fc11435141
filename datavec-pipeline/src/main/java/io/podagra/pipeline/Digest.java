package io.podagra.pipeline;

import io.podagra.data.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;

/**
 * A SHA-256.
 *
 * @param hex 64 digits
 */
record Digest(String hex) implements Comparable<Digest> {
    static final int BYTES = 32;

    /** Of a file's content. */
    static Digest of(byte[] content) {
        return new Digest(Sha256.of(content));
    }

    /** Of a text and of other digests, whatever their order. */
    static Digest of(String text, Collection<Digest> others) {
        MessageDigest digest = Sha256.start();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        others.stream().sorted().forEach(other -> digest.update(other.bytes()));
        return new Digest(HexFormat.of().formatHex(digest.digest()));
    }

    static Digest read(ByteBuffer buffer) {
        byte[] bytes = new byte[BYTES];
        buffer.get(bytes);
        return new Digest(HexFormat.of().formatHex(bytes));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public int compareTo(Digest other) {
        return hex.compareTo(other.hex);
    }
}
