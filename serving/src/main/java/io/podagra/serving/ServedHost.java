package io.podagra.serving;

import io.podagra.data.InvalidInputException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The address that is listened on. A name is looked up once. */
final class ServedHost {
    private static final String HINT =
            "use 127.0.0.1 for this machine alone, or 0.0.0.0 for every address of this machine";
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    private final InetAddress address;

    private ServedHost(InetAddress address) {
        this.address = address;
    }

    /**
     * @throws InvalidInputException if it is unknown, or another machine's
     */
    static ServedHost of(String host) {
        if (host.isBlank()) { // which Java takes for this machine, but it is a mistake
            throw new InvalidInputException("the host is empty; " + HINT);
        }
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new InvalidInputException(
                    "the host '%s' is unknown; %s".formatted(host, HINT), e);
        }
        if (!address.isLoopbackAddress() && !address.isAnyLocalAddress() && !isOurs(address)) {
            throw new InvalidInputException(
                    "the host '%s' is no address of this machine; %s".formatted(host, HINT));
        }
        return new ServedHost(address);
    }

    private static boolean isOurs(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }

    InetAddress address() {
        return address;
    }

    /** Whether no other machine can reach it. */
    boolean isThisMachineOnly() {
        return address.isLoopbackAddress();
    }

    /** As the host of an address that this machine itself can ask. */
    String inUrl() {
        return literal(address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address);
    }

    /**
     * Whether a Host header means this machine as it is called from itself. Any other is another
     * site's name that was pointed here (DNS rebinding).
     *
     * @param header with or without a port
     */
    boolean isMeantBy(String header) {
        String host = PORT.matcher(header.toLowerCase(Locale.ROOT)).replaceFirst("");
        return LOOPBACK_NAMES.contains(host) || host.equals(literal(address));
    }

    private static String literal(InetAddress address) {
        String literal = address.getHostAddress();
        return address instanceof Inet6Address ? "[" + literal + "]" : literal;
    }
}
