package io.podagra.ui.server;

import io.podagra.ui.storage.JsonRecord;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.File;
import java.util.Optional;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.ui.VertxUIServer;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deeplearning4j's UI server, reached only through the {@link FrontDoor} and only at the host of
 * the settings.
 *
 * <p>As it is (1.0.0-M2.1), {@link VertxUIServer} listens on every interface and reads any file of
 * the disk for anyone: it asks Vert.x for {@code createHttpServer().listen(port)} and hands asset
 * paths to {@code sendFile}. Here the Vert.x it is given answers {@code createHttpServer} with a
 * {@link GuardedHttpServer}.
 */
public final class SecuredUiServer extends VertxUIServer {
    private static final Logger LOG = LoggerFactory.getLogger(SecuredUiServer.class);

    private final ServedHost host;
    private final int firstPort;
    private final Optional<Secret> token;
    private final ConnectionLimits limits;
    private volatile Runnable stopped = () -> {};

    SecuredUiServer(
            ServedHost host, int firstPort, Optional<Secret> token, ConnectionLimits limits) {
        this.host = host;
        this.firstPort = firstPort;
        this.token = token;
        this.limits = limits;
    }

    @Override
    public void init(Vertx vertx, Context context) {
        GuardedHttpServer http = new GuardedHttpServer(vertx, host, firstPort, token, limits);
        super.init(http.vertx(), context);
    }

    @Override
    public void start(Promise<Void> started) throws Exception {
        long before = System.currentTimeMillis();
        super.start(started);
        deleteUploadFolder(before, System.currentTimeMillis());
    }

    /** Nothing is ever uploaded, yet Deeplearning4j creates a folder for it, named by the time. */
    private static void deleteUploadFolder(long from, long to) {
        File temporary = new File(System.getProperty("java.io.tmpdir"));
        for (long time = from; time <= to; time++) {
            File folder = new File(temporary, "DL4JUI_" + time);
            // Fails, as it should, unless the folder is there and empty.
            if (folder.isDirectory() && !folder.delete()) {
                LOG.debug("The folder {} is not empty", folder);
            }
        }
    }

    /** Without the token: Deeplearning4j logs it. */
    @Override
    public String getAddress() {
        return "http://" + host.inUrl() + ":" + getPort();
    }

    /**
     * Lets go of every storage, then runs {@code closing}, which must end in {@link
     * #stop(Promise)}, then wakes Deeplearning4j's event thread: it waits for an event without end
     * and looks only afterwards whether the server has stopped.
     */
    void release(Runnable closing) {
        for (StatsStorage storage : getStatsStorageInstances()) {
            try {
                detach(storage);
            } catch (RuntimeException | LinkageError e) {
                // The storage was closed before its pages.
                LOG.debug("A storage could not be detached", e);
            }
        }
        StatsStorage waker = new InMemoryStatsStorage();
        attach(waker);
        stopped = () -> waker.putUpdate(JsonRecord.EMPTY);
        closing.run();
    }

    @Override
    public void stop(Promise<Void> done) {
        super.stop(done);
        stopped.run();
    }

    /** Never: whoever reaches the receiver could forge curves. */
    @Override
    public void enableRemoteListener() {
        throw new UnsupportedOperationException("the remote receiver stays off");
    }

    /** Never: whoever reaches the receiver could forge curves. */
    @Override
    public void enableRemoteListener(StatsStorageRouter storage, boolean attach) {
        throw new UnsupportedOperationException("the remote receiver stays off");
    }
}
