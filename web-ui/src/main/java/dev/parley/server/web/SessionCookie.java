package dev.parley.server.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The cookie of Flow's sessions, as strict as our own: no script reads it, no other site's page sends it along. The servlet
 * container writes it itself, past the server's settings for cookies, and its own know no SameSite.
 */
@ApplicationScoped
class SessionCookie {
    private static final int BEFORE_ALL_ROUTES = 1000;
    private static final String SET_COOKIE = "Set-Cookie";
    private static final String FLOWS = "JSESSIONID=";

    void register(@Observes Filters filters) {
        filters.register(this::watch, BEFORE_ALL_ROUTES);
    }

    private void watch(RoutingContext request) {
        boolean secure = overTls(request.request());
        MultiMap headers = request.response().headers();
        request.addHeadersEndHandler(ignored -> restrict(headers, secure));
        request.next();
    }

    /** A proxy that lies about TLS only harms its own cookies. */
    private static boolean overTls(HttpServerRequest request) {
        return request.isSSL() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    }

    /** @param secure whether the browser may send it over TLS only */
    static void restrict(MultiMap headers, boolean secure) {
        List<String> cookies = headers.getAll(SET_COOKIE);
        if (cookies.stream().anyMatch(cookie -> cookie.startsWith(FLOWS))) {
            headers.set(
                    SET_COOKIE,
                    cookies.stream()
                            .map(cookie -> cookie.startsWith(FLOWS) ? restricted(cookie, secure) : cookie)
                            .toList());
        }
    }

    private static String restricted(String cookie, boolean secure) {
        String strict = with(with(cookie, "SameSite", "SameSite=Lax"), "HttpOnly", "HttpOnly");
        return secure ? with(strict, "Secure", "Secure") : strict;
    }

    /** What it says of this already stays. */
    private static String with(String cookie, String attribute, String written) {
        boolean there = Arrays.stream(cookie.split(";", -1))
                .skip(1)
                .map(each -> each.split("=", 2)[0].strip().toLowerCase(Locale.ROOT))
                .anyMatch(attribute.toLowerCase(Locale.ROOT)::equals);
        return there ? cookie : cookie + "; " + written;
    }
}
