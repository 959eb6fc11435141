package io.podagra.ui.server;

import io.podagra.data.InvalidInputException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The address that the pages are bound to, and what they are called by. A name is looked up once,
 * so that it cannot change its meaning later.
 */
final class ServedHost {
    private static final String HINT =
            "use 127.0.0.1 for this machine alone, or 0.0.0.0 for every address of this machine";
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    private final String name;
    private final InetAddress address;

    private ServedHost(String name, InetAddress address) {
        this.name = name;
        this.address = address;
    }

    /**
     * @param host a name or address of this machine, {@code 0.0.0.0} or {@code ::} for all of them
     * @throws InvalidInputException if it is unknown, or another machine's
     */
    static ServedHost of(String host) {
        if (host.isBlank()) { // which Java takes for this machine, but it is a mistake
            throw new InvalidInputException(
                    "The host of the training pages is empty; " + HINT + ".");
        }
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new InvalidInputException(
                    "The host of the training pages, '%s', is unknown; %s.".formatted(host, HINT),
                    e);
        }
        if (!address.isLoopbackAddress()
                && !address.isAnyLocalAddress()
                && !addresses().contains(address)) {
            throw new InvalidInputException(
                    "The host of the training pages is '%s', no address of this machine; %s, or one of %s."
                            .formatted(host, HINT, inWords(addresses())));
        }
        return new ServedHost(host, address);
    }

    /** What to listen on. */
    InetAddress address() {
        return address;
    }

    /** Whether no other machine can reach the pages. */
    boolean isThisMachineOnly() {
        return address.isLoopbackAddress();
    }

    /** As the host in the address of a page; where all addresses are bound, one of them. */
    String inUrl() {
        if (address.isAnyLocalAddress()) {
            return addresses().stream()
                    .map(ServedHost::literal)
                    .findFirst()
                    .orElse(literal(address));
        }
        boolean named = !isThisMachineOnly() && !name.contains(":");
        return named ? name : literal(address);
    }

    /**
     * Whether a Host header means these pages: by the name or address they are bound to, as
     * localhost, or by the address that the request came in at. Any other is another site's name
     * that was pointed here (DNS rebinding).
     *
     * @param header with or without a port
     * @param receivedAt this machine's address of the request's connection, as a literal
     */
    boolean isMeantBy(String header, String receivedAt) {
        String host = PORT.matcher(header.toLowerCase(Locale.ROOT)).replaceFirst("");
        if (LOOPBACK_NAMES.contains(host) || host.equals(literal(address))) {
            return true;
        }
        if (isThisMachineOnly()) {
            return false;
        }
        return host.equals(name.toLowerCase(Locale.ROOT)) || isSameAddress(host, receivedAt);
    }

    /** Compares literals alone, so that nothing a stranger sends is ever looked up. */
    private static boolean isSameAddress(String host, String literal) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (!bracketed && !IPV4.matcher(host).matches()) {
            return false;
        }
        try {
            return InetAddress.getByName(host).equals(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String literal(InetAddress address) {
        String literal = address.getHostAddress();
        return address instanceof Inet6Address ? "[" + literal + "]" : literal;
    }

    /** Those that other machines can reach, the ones a person would type first. */
    private static List<InetAddress> addresses() {
        try (Stream<NetworkInterface> interfaces = NetworkInterface.networkInterfaces()) {
            return interfaces
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress())
                    .sorted(
                            Comparator.comparing(InetAddress::isLinkLocalAddress)
                                    .thenComparing(address -> !(address instanceof Inet4Address)))
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    private static String inWords(List<InetAddress> addresses) {
        return addresses.stream()
                .map(InetAddress::getHostAddress)
                .collect(Collectors.joining(", "));
    }
}
