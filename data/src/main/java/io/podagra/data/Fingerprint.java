package io.podagra.data;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** Computes {@link Cohort#fingerprint}. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(List<CohortImage> images) {
        MessageDigest digest = Sha256.start();
        try (DataOutputStream out =
                new DataOutputStream(
                        new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
            for (CohortImage image :
                    images.stream().sorted(Comparator.comparing(CohortImage::id)).toList()) {
                write(out, image.id());
                write(out, image.patientId());
                write(out, image.view().name());
                write(out, image.label().word());
                out.writeLong(Files.size(image.file()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot take the cohort's fingerprint: " + e, e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** With its length before it, so that no two rows can run together into the same bytes. */
    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
