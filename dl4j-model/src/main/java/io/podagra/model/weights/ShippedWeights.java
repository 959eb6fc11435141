package io.podagra.model.weights;

import io.podagra.data.InvalidInputException;
import io.podagra.data.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The base weights that Podagra ships, learnt from synthetic images alone. */
public final class ShippedWeights {
    private static final String WEIGHTS = "/io/podagra/base/podagra-base.safetensors";
    private static final String CHECKSUM = "/io/podagra/base/podagra-base.sha256";

    private ShippedWeights() {}

    /**
     * Reads them from the class path and checks that they are those that were shipped.
     *
     * @throws InvalidInputException if they are missing or damaged
     * @throws IOException if the temporary folder cannot be written
     */
    public static BaseWeights read() throws IOException {
        Path copy = Files.createTempFile("podagra-base-", ".safetensors");
        try (InputStream in = open(WEIGHTS);
                InputStream checksum = open(CHECKSUM)) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            String sha256 = Sha256.of(copy);
            String expected = checksum(checksum);
            if (!sha256.equals(expected)) {
                throw new InvalidInputException(
                        "the base weights of this installation have the SHA-256 %s, expected %s; install Podagra again"
                                .formatted(sha256, expected));
            }
            return BaseWeights.read(copy);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** Whether a file with this checksum is the one that this installation ships. */
    static boolean areOf(String sha256) throws IOException {
        try (InputStream checksum = ShippedWeights.class.getResourceAsStream(CHECKSUM)) {
            return checksum != null && checksum(checksum).equals(sha256);
        }
    }

    private static String checksum(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
    }

    private static InputStream open(String resource) {
        InputStream in = ShippedWeights.class.getResourceAsStream(resource);
        if (in == null) {
            throw new InvalidInputException(
                    "this installation has no %s; install Podagra again, or begin with --set base=random"
                            .formatted(resource));
        }
        return in;
    }
}
