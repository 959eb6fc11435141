package io.podagra.ui.server;

import static java.util.Objects.requireNonNull;

import io.podagra.data.InvalidInputException;

/**
 * Where the pages are served.
 *
 * @param host a name or address of this machine, such as {@code 127.0.0.1}, or {@code 0.0.0.0} for
 *     all its addresses; where it is not a loopback one, other machines can reach the pages, and
 *     whoever opens them needs a token (see {@link TrainingUi#link})
 * @param port 1 to 65535, the first port to try; 0 lets the operating system choose one
 */
public record UiSettings(String host, int port) {
    /** Only this machine, port 9000 or the next free one. */
    public static final UiSettings DEFAULTS = new UiSettings("127.0.0.1", 9000);

    static final int HIGHEST_PORT = 65_535;

    /**
     * @throws InvalidInputException if the port is out of range or the host is not one of this
     *     machine
     */
    public UiSettings {
        requireNonNull(host, "host is null");
        if (port < 0 || port > HIGHEST_PORT) {
            throw new InvalidInputException(
                    "The port of the training pages is "
                            + port
                            + "; choose one from 1 to 65535, or 0 for any free one.");
        }
        ServedHost.of(host);
    }

    /** As {@link #DEFAULTS}, on another port. */
    public static UiSettings onPort(int port) {
        return new UiSettings(DEFAULTS.host(), port);
    }
}
