package io.podagra.ui.page;

import io.podagra.eval.report.Language;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.core.storage.StatsStorageEvent;
import org.deeplearning4j.ui.api.HttpMethod;
import org.deeplearning4j.ui.api.Route;
import org.deeplearning4j.ui.api.UIModule;
import org.deeplearning4j.ui.i18n.I18NResource;

/**
 * A page of ours as a module of Deeplearning4j's UI: the page itself, and what it shows, as JSON:
 * {@code PATH/data?run=NAME}, of the run with the newest news where no name is given. The page asks
 * for that again every other second; an unchanged answer is 304. With {@code epoch=N}, what it was
 * after that epoch, where the page looks back.
 */
public abstract class PageModule implements UIModule {
    private static final String JSON = "application/json; charset=utf-8";
    private static final Pattern EPOCH = Pattern.compile("[1-9][0-9]{0,8}");

    private final Page page;
    private final PageFeed feed;
    private final PageTemplate template;

    /**
     * @param page whose template and words are beside the module, under the page's name
     */
    protected PageModule(Page page, PageFeed feed) {
        this.page = page;
        this.feed = feed;
        this.template = new PageTemplate(page, getClass());
    }

    @Override
    public List<Route> getRoutes() {
        return List.of(
                new Route(page.path(), HttpMethod.GET, (ignored, context) -> sendPage(context)),
                new Route(
                        page.path() + "/data",
                        HttpMethod.GET,
                        (ignored, context) -> sendData(context)));
    }

    private void sendPage(RoutingContext context) {
        LanguageChoice.remember(context.request());
        Language language = LanguageChoice.of(context.request());
        context.response()
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Content-Language", language.tag())
                .putHeader("Vary", "Cookie, Accept-Language")
                .end(template.in(language));
    }

    private void sendData(RoutingContext context) {
        Optional<String> run = Optional.ofNullable(context.request().getParam("run"));
        String epoch = context.request().getParam("epoch");
        if (epoch != null) {
            sendEpoch(context, run, epoch);
            return;
        }
        PageFeed.Reply reply = feed.reply(run);
        HttpServerResponse response = context.response().putHeader("ETag", reply.tag());
        if (reply.tag().equals(context.request().getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
        } else {
            response.putHeader("Content-Type", JSON).end(reply.json());
        }
    }

    private void sendEpoch(RoutingContext context, Optional<String> run, String epoch) {
        Optional<String> json =
                EPOCH.matcher(epoch).matches()
                        ? feed.epoch(run, Integer.parseInt(epoch))
                        : Optional.empty();
        json.ifPresentOrElse(
                known -> context.response().putHeader("Content-Type", JSON).end(known),
                () ->
                        context.response()
                                .setStatusCode(404)
                                .putHeader("Content-Type", "text/plain; charset=utf-8")
                                .end("There is no such epoch.\n"));
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
}
