package io.podagra.ui;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.core.storage.StatsStorageEvent;
import org.deeplearning4j.ui.api.HttpMethod;
import org.deeplearning4j.ui.api.Route;
import org.deeplearning4j.ui.api.UIModule;
import org.deeplearning4j.ui.i18n.I18NResource;

/**
 * A page of ours as a module of Deeplearning4j's UI: the page itself, and what it shows, as JSON.
 * The page asks for that again every other second; an unchanged answer is 304.
 */
abstract class PageModule implements UIModule {
    private final String pagePath;
    private final String dataPath;
    private final RunFeed feed;
    private final String page;

    /**
     * @param pagePath the page's address, such as {@code /roc}; its first segment has to be let in
     *     by {@link RequestGuard}
     * @param dataPath the address of what the page shows
     * @param resource the page's file, beside this class
     */
    PageModule(String pagePath, String dataPath, RunFeed feed, String resource) {
        this.pagePath = pagePath;
        this.dataPath = dataPath;
        this.feed = feed;
        this.page = read(resource);
    }

    @Override
    public final List<Route> getRoutes() {
        return List.of(
                new Route(pagePath, HttpMethod.GET, (ignored, context) -> sendPage(context)),
                new Route(dataPath, HttpMethod.GET, (ignored, context) -> sendData(context)));
    }

    private void sendPage(RoutingContext context) {
        context.response().putHeader("Content-Type", "text/html; charset=utf-8").end(page);
    }

    private void sendData(RoutingContext context) {
        RunFeed.Reply reply = feed.reply();
        HttpServerResponse response = context.response().putHeader("ETag", reply.tag());
        if (reply.tag().equals(context.request().getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
        } else {
            response.putHeader("Content-Type", "application/json; charset=utf-8").end(reply.json());
        }
    }

    @Override
    public final void onAttach(StatsStorage storage) {
        feed.attach(storage);
    }

    @Override
    public final void onDetach(StatsStorage storage) {
        feed.detach(storage);
    }

    /** None: the feed listens to the storages itself, at once and whatever other modules do. */
    @Override
    public final List<String> getCallbackTypeIDs() {
        return List.of();
    }

    @Override
    public final void reportStorageEvents(Collection<StatsStorageEvent> events) {}

    @Override
    public final List<I18NResource> getInternationalizationResources() {
        return List.of();
    }

    private static String read(String resource) {
        try (InputStream stream = PageModule.class.getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
