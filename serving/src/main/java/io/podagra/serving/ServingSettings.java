package io.podagra.serving;

import static java.util.Objects.requireNonNull;

import io.podagra.data.InvalidInputException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where models are served, and to whom.
 *
 * @param host a name or address of this machine; {@code 0.0.0.0} for all its addresses. Where other
 *     machines can reach it, a token is asked for
 * @param port 0 to 65535; 0 lets the operating system choose one
 * @param portsToTry from that port on, until one is free; at least 1
 * @param tokenFile holds the token; without it one is made where other machines can reach the host,
 *     and none is asked for elsewhere
 * @param limits what is taken on at most
 */
public record ServingSettings(
        String host, int port, int portsToTry, Optional<Path> tokenFile, ServingLimits limits) {
    private static final int HIGHEST_PORT = 65_535;

    /**
     * @throws InvalidInputException if the port is out of range or the host is not one of this
     *     machine
     */
    public ServingSettings {
        requireNonNull(host, "host is null");
        requireNonNull(tokenFile, "tokenFile is null");
        requireNonNull(limits, "limits is null");
        if (port < 0 || port > HIGHEST_PORT) {
            throw new InvalidInputException(
                    "the port is %d; give one from 1 to 65535, or 0 for any free one"
                            .formatted(port));
        }
        if (portsToTry < 1) {
            throw new IllegalArgumentException("portsToTry is " + portsToTry);
        }
        ServedHost.of(host);
    }

    /** Any free port of this machine alone, without a token. */
    public static ServingSettings local(ServingLimits limits) {
        return new ServingSettings("127.0.0.1", 0, 1, Optional.empty(), limits);
    }

    int lastPort() {
        return port == 0 ? 0 : Math.min(port + portsToTry - 1, HIGHEST_PORT);
    }
}
