package io.podagra.cli.settings;

/**
 * The page that shows the training.
 *
 * @param enabled whether it is served
 * @param host name or address of this machine that it is served on; other machines can reach any
 *     but a loopback one, and need a token
 * @param port first port tried, 0 for any free one
 * @param everySteps training steps between two points of Deeplearning4j's curves, at least 1
 * @param images whether small pictures of some images are kept in the run folder and shown
 */
public record InterfaceSettings(
        boolean enabled, String host, int port, int everySteps, boolean images) {
    public InterfaceSettings {
        if (host == null || host.isBlank()) {
            throw new IllegalArgumentException(
                    "host is empty, expected a name or address of this machine such as 127.0.0.1");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "port is " + port + ", expected a number from 0 to 65535");
        }
        if (everySteps < 1) {
            throw new IllegalArgumentException(
                    "everySteps is " + everySteps + ", expected a number of at least 1");
        }
    }
}
