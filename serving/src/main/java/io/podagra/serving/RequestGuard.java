package io.podagra.serving;

import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides by its head which request is let in. In this order:
 *
 * <ul>
 *   <li>400 for an address that is not a plain one, or not exactly one Host
 *   <li>421, without a token, for a Host that does not mean this machine: another site's name that
 *       was pointed here (DNS rebinding). Where there is a token, such a site does not know it, and
 *       a proxy may call the server by any name
 *   <li>403, without a token, for what a page of another site sends
 *   <li>401 without the token, where there is one, for whatever is more than whether all is well
 *   <li>404 and 405 for what there is not
 * </ul>
 */
final class RequestGuard {
    private static final String BEARER = "Bearer ";

    private final ServedHost host;
    private final Optional<Secret> token;

    RequestGuard(ServedHost host, Optional<Secret> token) {
        this.host = host;
        this.token = token;
    }

    Optional<Refusal> check(HttpServerRequest request, Endpoint endpoint) {
        List<String> hosts = request.headers().getAll("Host");
        if (hosts.size() != 1 || !request.uri().startsWith("/")) {
            return refusal(
                    400,
                    "malformed",
                    "the request has no plain address",
                    "name one Host and begin the path with /");
        }
        if (token.isEmpty() && !host.isMeantBy(hosts.get(0))) {
            return refusal(
                    421,
                    "foreign_host",
                    "this server answers as localhost alone",
                    "ask for localhost, or start the server with --token-file");
        }
        if (token.isEmpty() && isOfAnotherSite(request, hosts.get(0))) {
            return refusal(
                    403,
                    "foreign_site",
                    "a page of another site must not ask",
                    "ask from a program");
        }
        if (endpoint.isGuarded() && token.isPresent() && !showsToken(request)) {
            return refusal(
                    401,
                    "no_token",
                    "the token is missing or wrong",
                    "send the header Authorization: Bearer TOKEN");
        }
        return checkEndpoint(request, endpoint);
    }

    private static Optional<Refusal> checkEndpoint(HttpServerRequest request, Endpoint endpoint) {
        if (endpoint == Endpoint.NONE) {
            return refusal(
                    404,
                    "no_such_path",
                    "there is nothing here",
                    "ask for one of "
                            + Arrays.stream(Endpoint.values())
                                    .filter(known -> known != Endpoint.NONE)
                                    .map(Endpoint::path)
                                    .collect(Collectors.joining(", ")));
        }
        boolean isHead = endpoint.method().equals("GET") && request.rawMethod().equals("HEAD");
        if (!isHead && !request.rawMethod().equals(endpoint.method())) {
            return refusal(
                    405,
                    "wrong_method",
                    "this path knows no such method",
                    "use " + endpoint.method());
        }
        return Optional.empty();
    }

    private boolean showsToken(HttpServerRequest request) {
        List<String> given = request.headers().getAll("Authorization");
        return given.size() == 1
                && given.get(0).regionMatches(true, 0, BEARER, 0, BEARER.length())
                && token.orElseThrow().is(given.get(0).substring(BEARER.length()).strip());
    }

    /** Browsers say where a request comes from (Fetch Metadata, and Origin for every POST). */
    private static boolean isOfAnotherSite(HttpServerRequest request, String host) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        return "cross-site".equals(site)
                || "same-site".equals(site)
                || (origin != null && !origin.equalsIgnoreCase("http://" + host));
    }

    private static Optional<Refusal> refusal(
            int status, String reason, String error, String action) {
        return Optional.of(new Refusal(status, reason, error, action));
    }
}
