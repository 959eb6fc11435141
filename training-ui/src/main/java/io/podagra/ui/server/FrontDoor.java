package io.podagra.ui.server;

import io.podagra.ui.page.ClasspathAssets;
import io.podagra.ui.page.Page;
import io.podagra.ui.stock.StockPages;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every request passes first: security headers, the {@link RequestGuard}, the {@link
 * Admission} where there is one, redirects to the first pages, and the assets. Only what is left
 * reaches Deeplearning4j's routes.
 */
final class FrontDoor implements Handler<HttpServerRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                    + " font-src 'self'; img-src 'self' data:; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    private final RequestGuard guard;
    private final Optional<Admission> admission;
    private final Connections connections;
    private final Handler<HttpServerRequest> pages;

    /**
     * @param admission empty if whoever reaches the pages may see them
     */
    FrontDoor(
            RequestGuard guard,
            Optional<Admission> admission,
            Connections connections,
            Handler<HttpServerRequest> pages) {
        this.guard = guard;
        this.admission = admission;
        this.connections = connections;
        this.pages = pages;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (!connections.asked(request)) {
            return;
        }
        try {
            answer(request);
        } catch (RuntimeException e) {
            // Without an answer the browser would wait until the connection times out.
            LOG.warn("The request for {} failed", request.path(), e);
            if (!request.response().ended()) {
                refuse(request, new Refusal(500, "Something went wrong."));
            }
        }
    }

    private void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        addSecurityHeaders(response);
        Optional<Refusal> refusal = guard.check(request);
        if (refusal.isEmpty()) {
            refusal = admission.flatMap(door -> door.check(request));
        }
        if (refusal.isPresent()) {
            refuse(request, refusal.get());
            return;
        }
        if (admission.isPresent() && Admission.showsToken(request)) {
            admission.get().enter(request);
            return;
        }
        if (!RequestGuard.isServed(request)) {
            refuse(request, new Refusal(404, "There is no such page."));
            return;
        }
        connections.letIn(request);
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

    static void redirect(HttpServerResponse response, String location) {
        response.setStatusCode(302).putHeader("Location", location).end();
    }

    /** Ends the connection too: what follows a request that is refused is never taken for one. */
    private void refuse(HttpServerRequest request, Refusal refusal) {
        HttpServerResponse response =
                request.response()
                        .setStatusCode(refusal.status())
                        .putHeader("Connection", "close")
                        .putHeader("Content-Type", "text/plain; charset=utf-8");
        connections.end(request);
        if (request.method() == HttpMethod.HEAD) {
            response.end();
        } else {
            response.end(refusal.reason() + "\n");
        }
        response.close();
    }
}
