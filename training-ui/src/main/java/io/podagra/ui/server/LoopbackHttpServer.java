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
import java.net.InetAddress;

/**
 * The only HTTP server that Deeplearning4j's UI gets: it listens on a loopback address whatever it
 * is told, on the first free port from the one the settings name, and lets a request through only
 * by way of the {@link FrontDoor}.
 *
 * <p>It stands in for {@link HttpServer} by a proxy that knows the three calls that {@code
 * VertxUIServer} makes and refuses every other, so that a call nobody thought of fails instead of
 * opening a way around the guard.
 */
public final class LoopbackHttpServer {
    private static final int PORTS_TO_TRY = 50;
    private static final int MAX_REQUEST_LINE_BYTES = 4_096;
    private static final int MAX_HEADER_BYTES = 8_192;
    private static final int IDLE_SECONDS = 30;

    private final Vertx real;
    private final InetAddress address;
    private final int firstPort;
    private FrontDoor frontDoor;
    // Written on the event loop, read by the thread that started the server.
    private volatile HttpServer listening;

    LoopbackHttpServer(Vertx real, UiSettings settings) {
        this.real = real;
        this.address = settings.address();
        this.firstPort = settings.port();
    }

    InetAddress address() {
        return address;
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
            frontDoor = new FrontDoor(address, (Handler<HttpServerRequest>) arguments[0]);
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
        server.listen(
                port,
                address.getHostAddress(),
                result -> {
                    if (result.failed()
                            && result.cause() instanceof BindException
                            && port < lastPort(firstPort)) {
                        listen(port + 1, done);
                        return;
                    }
                    if (result.succeeded()) {
                        listening = server;
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
                        LoopbackHttpServer.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
