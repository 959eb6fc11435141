package io.podagra.ui.server;

import static java.util.Objects.requireNonNull;

import io.podagra.data.InvalidInputException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where the pages are served.
 *
 * @param host a name or address of this machine's loopback interface, such as {@code 127.0.0.1}
 * @param port 1 to 65535, the first port to try; 0 lets the operating system choose one
 */
public record UiSettings(String host, int port) {
    /** Only this machine, port 9000 or the next free one. */
    public static final UiSettings DEFAULTS = new UiSettings("127.0.0.1", 9000);

    static final int HIGHEST_PORT = 65_535;

    /**
     * @throws InvalidInputException if the port is out of range or the host is not a loopback one
     */
    public UiSettings {
        requireNonNull(host, "host is null");
        if (port < 0 || port > HIGHEST_PORT) {
            throw new InvalidInputException(
                    "The port of the training pages is "
                            + port
                            + "; choose one from 1 to 65535, or 0 for any free one.");
        }
        loopbackAddress(host);
    }

    /** As {@link #DEFAULTS}, on another port. */
    public static UiSettings onPort(int port) {
        return new UiSettings(DEFAULTS.host(), port);
    }

    /** The address to bind to; looked up once, so that a name cannot change its meaning later. */
    InetAddress address() {
        return loopbackAddress(host);
    }

    private static InetAddress loopbackAddress(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            // An empty name means this machine as well, but it is a mistake.
            if (!host.isBlank() && address.isLoopbackAddress()) {
                return address;
            }
        } catch (UnknownHostException e) {
            throw new InvalidInputException(
                    "The host of the training pages, '"
                            + host
                            + "', is unknown; use 127.0.0.1 or localhost.",
                    e);
        }
        throw new InvalidInputException(
                "The host of the training pages is '"
                        + host
                        + "', which other machines can reach: showing the pages to them needs an"
                        + " access token, an option that does not exist yet; use 127.0.0.1 or"
                        + " localhost.");
    }
}
