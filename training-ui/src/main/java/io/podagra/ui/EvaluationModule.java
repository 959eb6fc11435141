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
 * The evaluation page, a module of Deeplearning4j's UI: {@value #PAGE} is the page, {@value #DATA}
 * what it shows, as JSON. The page asks again every other second; an unchanged answer is 304.
 *
 * <p>Public only because Deeplearning4j finds it by {@code ServiceLoader}.
 */
public final class EvaluationModule implements UIModule {
    static final String PAGE = "/roc";
    static final String DATA = "/roc/data";

    private final EvaluationFeed feed = new EvaluationFeed();
    private final String page = resource("evaluation.html");

    /** For {@code ServiceLoader}. */
    public EvaluationModule() {}

    @Override
    public List<Route> getRoutes() {
        return List.of(
                new Route(PAGE, HttpMethod.GET, (ignored, context) -> sendPage(context)),
                new Route(DATA, HttpMethod.GET, (ignored, context) -> sendData(context)));
    }

    private void sendPage(RoutingContext context) {
        context.response().putHeader("Content-Type", "text/html; charset=utf-8").end(page);
    }

    private void sendData(RoutingContext context) {
        EvaluationFeed.Reply reply = feed.reply();
        HttpServerResponse response = context.response().putHeader("ETag", reply.tag());
        if (reply.tag().equals(context.request().getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
        } else {
            response.putHeader("Content-Type", "application/json; charset=utf-8").end(reply.json());
        }
    }

    @Override
    public void onAttach(StatsStorage storage) {
        feed.attach(storage);
    }

    @Override
    public void onDetach(StatsStorage storage) {
        feed.detach(storage);
    }

    /** None: the feed listens to the storages itself, at once and whatever other modules do. */
    @Override
    public List<String> getCallbackTypeIDs() {
        return List.of();
    }

    @Override
    public void reportStorageEvents(Collection<StatsStorageEvent> events) {}

    @Override
    public List<I18NResource> getInternationalizationResources() {
        return List.of();
    }

    private static String resource(String name) {
        try (InputStream stream = EvaluationModule.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
