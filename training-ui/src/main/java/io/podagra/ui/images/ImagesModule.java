package io.podagra.ui.images;

import io.podagra.ui.page.Page;
import io.podagra.ui.page.PageModule;
import io.podagra.ui.page.RunFeed;
import io.podagra.ui.storage.JsonRecord;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.deeplearning4j.ui.api.HttpMethod;
import org.deeplearning4j.ui.api.Route;

/**
 * The images page, {@code /images}, and its pictures, {@code /images/picture/NAME.png}. Pictures of
 * patients must not stay in the browser's cache on the disk.
 *
 * <p>Public only because Deeplearning4j finds it by {@code ServiceLoader}.
 */
public final class ImagesModule extends PageModule {
    private static final Pattern FILE = Pattern.compile("([0-9a-f]{32})\\.png");

    private final RunFeed feed;

    /** For {@code ServiceLoader}. */
    public ImagesModule() {
        this(new RunFeed(JsonRecord.IMAGES, ImagesView::new));
    }

    private ImagesModule(RunFeed feed) {
        super(Page.IMAGES, feed);
        this.feed = feed;
    }

    @Override
    public List<Route> getRoutes() {
        return Stream.concat(
                        super.getRoutes().stream(),
                        Stream.of(
                                new Route(
                                        Page.IMAGES.path() + "/picture/:file",
                                        HttpMethod.GET,
                                        (ignored, context) -> sendPicture(context))))
                .toList();
    }

    private void sendPicture(RoutingContext context) {
        Matcher file = FILE.matcher(context.pathParam("file"));
        Optional<byte[]> png =
                file.matches()
                        ? feed.standing(JsonRecord.PICTURES, file.group(1))
                                .flatMap(PictureStore::png)
                        : Optional.empty();
        if (png.isEmpty()) {
            context.response()
                    .setStatusCode(404)
                    .putHeader("Content-Type", "text/plain; charset=utf-8")
                    .end("There is no such picture.\n");
            return;
        }
        context.response()
                .putHeader("Content-Type", "image/png")
                .putHeader("Cache-Control", "private, no-store")
                .end(Buffer.buffer(png.get()));
    }
}
