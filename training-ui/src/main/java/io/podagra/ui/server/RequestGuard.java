package io.podagra.ui.server;

import io.podagra.ui.page.Page;
import io.podagra.ui.stock.StockPages;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which requests are let in. In this order:
 *
 * <ul>
 *   <li>421 for a Host that is not this machine's loopback name: another site's name that was
 *       pointed at 127.0.0.1 (DNS rebinding)
 *   <li>405 for anything but GET and HEAD: the pages only read
 *   <li>400 for a request with a body, which nothing here expects and Deeplearning4j would store
 *   <li>400 for a path that is not plain (see {@link PlainPath}): traversal in any encoding
 *   <li>403 for what a page of another site fetches: only the user's own navigation may come from
 *       there, else it could change the language or the session shown
 *   <li>404 for whatever is no page of Podagra's: Deeplearning4j's remote receiver and unused pages
 * </ul>
 */
public final class RequestGuard {
    /** A request that is not let in: the HTTP status and a sentence for a person. */
    record Refusal(int status, String reason) {}

    /** The first segment of every path that is served beside those of {@link Page}. */
    private static final Set<String> SERVED = Set.of("", "assets", "train");

    private final Set<String> hosts;

    RequestGuard(InetAddress bound) {
        String literal = bound.getHostAddress();
        hosts =
                Set.copyOf(
                        List.of(
                                "localhost",
                                "127.0.0.1",
                                "[::1]",
                                bound instanceof Inet6Address ? "[" + literal + "]" : literal));
    }

    Optional<Refusal> check(HttpServerRequest request) {
        if (!isOurHost(request)) {
            return refusal(421, "These pages are served to this machine only, as localhost.");
        }
        if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
            return refusal(405, "These pages can only be read.");
        }
        if (hasBody(request)) {
            return refusal(400, "A request must not have a body.");
        }
        Optional<List<String>> segments = PlainPath.segments(request.path());
        if (segments.isEmpty()) {
            return refusal(400, "The path is not a plain one.");
        }
        if (isFetchedByAnotherSite(request)) {
            return refusal(403, "Another site must not fetch from here.");
        }
        if (!isServed(segments.get())) {
            return refusal(404, "There is no such page.");
        }
        return Optional.empty();
    }

    private boolean isOurHost(HttpServerRequest request) {
        String host = request.host();
        if (host == null || request.headers().getAll("Host").size() > 1) {
            return false;
        }
        return hosts.contains(host.toLowerCase(Locale.ROOT).replaceFirst(":\\d{1,5}$", ""));
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return request.getHeader("Transfer-Encoding") != null
                || (length != null && !length.equals("0"))
                || request.getHeader("Content-Type") != null;
    }

    /** Browsers say where a request comes from (Fetch Metadata); other clients are the user's. */
    private static boolean isFetchedByAnotherSite(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        boolean another = "cross-site".equals(site) || "same-site".equals(site);
        boolean opensPage =
                "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                        && "document".equals(request.getHeader("Sec-Fetch-Dest"));
        return another && !(opensPage && isReadOnlyPage(request.path()));
    }

    private static boolean isReadOnlyPage(String path) {
        return path.equals("/") || Page.at(path).isPresent() || StockPages.isPage(path);
    }

    private static boolean isServed(List<String> segments) {
        String first = segments.get(0);
        return SERVED.contains(first) || Page.at("/" + first).isPresent();
    }

    private static Optional<Refusal> refusal(int status, String reason) {
        return Optional.of(new Refusal(status, reason));
    }
}
