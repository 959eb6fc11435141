package io.podagra.ui.server;

import io.podagra.ui.page.Page;
import io.podagra.ui.stock.StockPages;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which requests are let in. In this order:
 *
 * <ul>
 *   <li>421 for a Host that does not mean these pages (see {@link ServedHost}): another site's name
 *       that was pointed at this machine (DNS rebinding)
 *   <li>405 for anything but GET and HEAD: the pages only read
 *   <li>400 for a request with a body, which nothing here expects and Deeplearning4j would store
 *   <li>400 for a path that is not plain (see {@link PlainPath}): traversal in any encoding
 *   <li>403 for what a page of another site fetches: only the user's own navigation may come from
 *       there, else it could change the language or the session shown
 *   <li>404 for whatever is no page of Podagra's: Deeplearning4j's remote receiver and unused pages
 * </ul>
 */
public final class RequestGuard {
    /** The first segment of every path that is served beside those of {@link Page}. */
    private static final Set<String> SERVED = Set.of("", "assets", "train");

    private final ServedHost host;

    RequestGuard(ServedHost host) {
        this.host = host;
    }

    /** All but the last of these: whether there is such a page is not for everyone to know. */
    Optional<Refusal> check(HttpServerRequest request) {
        if (!isOurHost(request)) {
            return refusal(
                    421,
                    host.isThisMachineOnly()
                            ? "These pages are served to this machine only, as localhost."
                            : "These pages are served by the address they were started with.");
        }
        if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
            return refusal(405, "These pages can only be read.");
        }
        if (hasBody(request)) {
            return refusal(400, "A request must not have a body.");
        }
        if (!isPlain(request)) {
            return refusal(400, "The address is not a plain one.");
        }
        if (isFetchedByAnotherSite(request)) {
            return refusal(403, "Another site must not fetch from here.");
        }
        return Optional.empty();
    }

    private boolean isOurHost(HttpServerRequest request) {
        List<String> names = request.headers().getAll("Host");
        return names.size() == 1 && host.isMeantBy(names.get(0), request.localAddress().host());
    }

    /** Its own host in the address would overrule the header's (RFC 9112, section 3.2.2). */
    private static boolean isPlain(HttpServerRequest request) {
        return request.uri().startsWith("/")
                && PlainPath.segments(request.path()).isPresent()
                && hasReadableQuery(request);
    }

    private static boolean hasReadableQuery(HttpServerRequest request) {
        try {
            request.params();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
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

    /** Whether there may be something at the request's path, which must be plain. */
    static boolean isServed(HttpServerRequest request) {
        List<String> segments = PlainPath.segments(request.path()).orElseThrow();
        String first = segments.get(0);
        return SERVED.contains(first) || Page.at("/" + first).isPresent();
    }

    private static Optional<Refusal> refusal(int status, String reason) {
        return Optional.of(new Refusal(status, reason));
    }
}
