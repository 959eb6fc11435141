package io.podagra.ui.server;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in those who know the token, where other machines can reach the pages.
 *
 * <p>The token is taken from the address alone, {@code ?token=}, where a person puts it. The answer
 * leads to the same address without it, so that it stays in no history and no referrer, and gives
 * the browser a session's cookie, whose random id has nothing to do with the token.
 */
final class Admission {
    static final String PARAMETER = "token";

    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private static final String NO_TOKEN =
            "Copy the address with the token, which Podagra printed when it started, into the"
                    + " browser's address bar.\n"
                    + "请将 Podagra 启动时在终端显示的带令牌（token）的地址复制到浏览器地址栏。";
    private static final String WRONG_TOKEN =
            "The token is wrong: each start of Podagra prints a new one.\n"
                    + "令牌（token）错误：Podagra 每次启动都会显示新的令牌。";
    private static final String TOO_MANY =
            "Too many wrong tokens came from your address; try again in a minute.\n"
                    + "来自您的地址的错误令牌过多，请一分钟后再试。";

    private final Secret token;
    private final Sessions sessions = new Sessions();
    private final Guesses guesses = new Guesses(System::nanoTime);

    Admission(Secret token) {
        this.token = token;
    }

    /** Why the request must not be answered. */
    Optional<Refusal> check(HttpServerRequest request) {
        List<String> tokens = tokens(request);
        if (tokens.isEmpty()) {
            return hasSession(request) ? Optional.empty() : unauthorized(request, NO_TOKEN);
        }
        String address = request.remoteAddress().host();
        if (guesses.areTooMany(address)) {
            request.response().putHeader("Retry-After", "" + Guesses.PERIOD.toSeconds());
            return Optional.of(new Refusal(429, TOO_MANY));
        }
        if (tokens.size() == 1 && token.is(tokens.get(0))) {
            return Optional.empty();
        }
        if (guesses.addWrong(address)) {
            LOG.warn("Too many wrong tokens for the pages came from {}", address);
        }
        return unauthorized(request, WRONG_TOKEN);
    }

    private static Optional<Refusal> unauthorized(HttpServerRequest request, String reason) {
        request.response().putHeader("WWW-Authenticate", "Token");
        return Optional.of(new Refusal(401, reason));
    }

    /** Whether a request that was let in shows the token, and so is to {@link #enter}. */
    static boolean showsToken(HttpServerRequest request) {
        return !tokens(request).isEmpty();
    }

    /** Answers with a session and the way to the address without the token. */
    void enter(HttpServerRequest request) {
        if (!hasSession(request)) {
            request.response()
                    .headers()
                    .add(
                            "Set-Cookie",
                            "%s=%s; Path=/; HttpOnly; SameSite=Strict"
                                    .formatted(cookieName(request), sessions.open().reveal()));
        }
        FrontDoor.redirect(request.response(), withoutToken(request));
    }

    private static List<String> tokens(HttpServerRequest request) {
        return request.params().getAll(PARAMETER);
    }

    private boolean hasSession(HttpServerRequest request) {
        Cookie cookie = request.getCookie(cookieName(request));
        return cookie != null && sessions.isOpen(cookie.getValue());
    }

    /** With the port, as a browser sends a cookie to every port of a host: to other runs' too. */
    private static String cookieName(HttpServerRequest request) {
        return "podagra-session-" + request.localAddress().port();
    }

    private static String withoutToken(HttpServerRequest request) {
        String rest =
                Arrays.stream(request.query().split("[&;]"))
                        .filter(pair -> !isToken(pair))
                        .collect(Collectors.joining("&"));
        return request.path() + (rest.isEmpty() ? "" : "?" + rest);
    }

    private static boolean isToken(String pair) {
        String name = pair.split("=", 2)[0];
        // As Vert.x reads it, whatever the case.
        return URLDecoder.decode(name, StandardCharsets.UTF_8).equalsIgnoreCase(PARAMETER);
    }
}
