package io.podagra.ui.server;

import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.VertxInternal;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.BindException;
import java.util.Optional;

/**
 * The only HTTP server that Deeplearning4j's UI gets: it listens on the host of the settings
 * whatever it is told, on the first free port from the one they name, lets a request through only
 * by way of the {@link FrontDoor}, and keeps the {@link Connections} few.
 *
 * <p>It stands in for {@link HttpServer} by a proxy that knows the three calls that {@code
 * VertxUIServer} makes and refuses every other, so that a call nobody thought of fails instead of
 * opening a way around the guard.
 */
public final class GuardedHttpServer {
    private static final int PORTS_TO_TRY = 50;
    private static final int MAX_REQUEST_LINE_BYTES = 4_096;
    private static final int MAX_HEADER_BYTES = 8_192;
    private static final int IDLE_SECONDS = 30;
    private static final int SWEEP_MILLIS = 1_000;

    static {
        // No options of Vert.x 3.9 turn these off. Without HTTP/2 a connection is counted before
        // its first byte, and never has many requests at once; a WebSocket's request would pass by
        // the front door until it is whole.
        System.setProperty("vertx.disableH2c", "true");
        System.setProperty("vertx.disableWebsockets", "true");
    }

    private final Vertx real;
    private final ServedHost host;
    private final int firstPort;
    private final Optional<Admission> admission;
    private final Connections connections;
    private FrontDoor frontDoor;
    // Written on the event loop, read by the thread that started the server.
    private volatile HttpServer listening;

    /**
     * @param token what everyone must know who is to see the pages
     */
    GuardedHttpServer(
            Vertx real,
            ServedHost host,
            int firstPort,
            Optional<Secret> token,
            ConnectionLimits limits) {
        this.real = real;
        this.host = host;
        this.firstPort = firstPort;
        this.admission = token.map(Admission::new);
        this.connections = new Connections(limits, System::nanoTime);
    }

    /** The last port that is tried when {@code first} is taken. */
    static int lastPort(int first) {
        return first == 0 ? 0 : Math.min(first + PORTS_TO_TRY - 1, UiSettings.HIGHEST_PORT);
    }

    /** The Vert.x to give to Deeplearning4j: as the real one, but its HTTP server is this one. */
    Vertx vertx() {
        return proxy(VertxInternal.class, this::callVertx);
    }

    private Object callVertx(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("createHttpServer")) {
            return proxy(HttpServer.class, this::callServer);
        }
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @SuppressWarnings("unchecked") // the parameter types of HttpServer's own methods
    private Object callServer(Object proxy, Method method, Object[] arguments) {
        String call = method.getName();
        int count = arguments == null ? 0 : arguments.length;
        if (call.equals("requestHandler") && count == 1) {
            frontDoor =
                    new FrontDoor(
                            new RequestGuard(host),
                            admission,
                            connections,
                            (Handler<HttpServerRequest>) arguments[0]);
            return proxy;
        }
        if (call.equals("listen") && count == 2 && arguments[0] instanceof Integer) {
            listen(firstPort, (Handler<AsyncResult<HttpServer>>) arguments[1]);
            return proxy;
        }
        if (call.equals("actualPort") && count == 0) {
            return listening == null ? 0 : listening.actualPort();
        }
        throw new UnsupportedOperationException("HttpServer." + call + " would bypass the guard");
    }

    private void listen(int port, Handler<AsyncResult<HttpServer>> done) {
        HttpServer server = real.createHttpServer(options());
        server.requestHandler(frontDoor);
        server.connectionHandler(connections::opened);
        // What a stranger breaks off before it is a connection is no news either.
        server.exceptionHandler(broken -> {});
        server.listen(
                port,
                host.address().getHostAddress(),
                result -> {
                    if (result.failed()
                            && result.cause() instanceof BindException
                            && port < lastPort(firstPort)) {
                        listen(port + 1, done);
                        return;
                    }
                    if (result.succeeded()) {
                        listening = server;
                        real.setPeriodic(SWEEP_MILLIS, tick -> connections.closeSlow());
                    }
                    done.handle(result);
                });
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions()
                .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setIdleTimeout(IDLE_SECONDS)
                .setCompressionSupported(true);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(
                        GuardedHttpServer.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
