package dev.parley.server.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Security headers on every answer. Pages need what Vaadin Flow documents (inline bootstrap, evaluated calls from the
 * server); everything else gets a policy under which a browser runs and loads nothing. An answer that already carries a
 * header, such as the sandbox of uploads, keeps it.
 */
@ApplicationScoped
class SecurityHeaders {
    private static final int BEFORE_ALL_ROUTES = 1000;

    static final String STRICT = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    static final String PAGES = String.join(
            "; ",
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "media-src 'self' blob:",
            "font-src 'self' data:",
            "connect-src 'self' ws: wss:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    private static final List<String> NEVER_PAGES =
            List.of("/api/", "/q/", "/station/", "/js/", "/css/", "/fonts/", "/icons/");

    void register(@Observes Filters filters) {
        filters.register(SecurityHeaders::add, BEFORE_ALL_ROUTES);
    }

    private static void add(RoutingContext request) {
        String policy = policy(request.normalizedPath());
        HttpServerResponse response = request.response();
        request.addHeadersEndHandler(ignored -> {
            set(response, "Content-Security-Policy", policy);
            set(response, "X-Content-Type-Options", "nosniff");
            set(response, "Referrer-Policy", "same-origin");
            set(response, "X-Frame-Options", "DENY");
            set(response, "Cross-Origin-Opener-Policy", "same-origin");
            set(response, "Permissions-Policy", "camera=(), microphone=(), geolocation=()");
        });
        request.next();
    }

    static String policy(String path) {
        return NEVER_PAGES.stream().anyMatch(path::startsWith) ? STRICT : PAGES;
    }

    private static void set(HttpServerResponse response, String name, String value) {
        if (!response.headers().contains(name)) {
            response.putHeader(name, value);
        }
    }
}
