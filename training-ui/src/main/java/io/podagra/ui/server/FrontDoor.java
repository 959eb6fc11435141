package io.podagra.ui.server;

import io.podagra.ui.page.ClasspathAssets;
import io.podagra.ui.page.Page;
import io.podagra.ui.stock.StockPages;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.InetAddress;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every request passes first: security headers, the {@link RequestGuard}, redirects to the
 * first pages, and the assets. Only what is left reaches Deeplearning4j's routes.
 */
final class FrontDoor implements Handler<HttpServerRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                    + " font-src 'self'; img-src 'self' data:; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    private final RequestGuard guard;
    private final Handler<HttpServerRequest> pages;

    FrontDoor(InetAddress address, Handler<HttpServerRequest> pages) {
        this.guard = new RequestGuard(address);
        this.pages = pages;
    }

    @Override
    public void handle(HttpServerRequest request) {
        try {
            answer(request);
        } catch (RuntimeException e) {
            // Without an answer the browser would wait until the connection times out.
            LOG.warn("The request for {} failed", request.path(), e);
            if (!request.response().ended()) {
                refuse(request.response(), 500, "Something went wrong.");
            }
        }
    }

    private void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        addSecurityHeaders(response);
        Optional<RequestGuard.Refusal> refusal = guard.check(request);
        if (refusal.isPresent()) {
            refuse(response, refusal.get().status(), refusal.get().reason());
            return;
        }
        String path = request.path();
        if (path.startsWith(ClasspathAssets.PREFIX)) {
            ClasspathAssets.serve(request);
            return;
        }
        switch (path) {
            case "/" -> redirect(response, Page.STUDY.path());
            // Deeplearning4j answers with the overview itself here, whose links are relative.
            case "/train", "/train/" -> redirect(response, "/train/overview");
            default -> {
                if (path.startsWith("/train/")) {
                    StockPages.prepare(request);
                }
                pages.handle(request);
            }
        }
    }

    private static void addSecurityHeaders(HttpServerResponse response) {
        response.putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Cache-Control", "no-cache");
    }

    private static void redirect(HttpServerResponse response, String location) {
        response.setStatusCode(302).putHeader("Location", location).end();
    }

    static void refuse(HttpServerResponse response, int status, String reason) {
        response.setStatusCode(status)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end(reason + "\n");
    }
}
