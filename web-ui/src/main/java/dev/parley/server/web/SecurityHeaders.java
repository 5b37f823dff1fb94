package dev.parley.server.web;

import dev.parley.core.artifact.ArtifactStore;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * Security headers on every answer. Flow's pages need what Vaadin documents (inline bootstrap, evaluated calls from the
 * server); the pages for crowds run nothing but files of ours; everything else gets a policy under which a browser runs
 * and loads nothing. An answer that already carries a header, such as the sandbox of uploads, keeps it.
 */
@ApplicationScoped
class SecurityHeaders {
    private static final int BEFORE_ALL_ROUTES = 1000;

    private static final int NOT_FOUND = 404;

    static final String STRICT = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private final String pages;
    private final String crowd;

    /** Pictures and films may come from the artifact store, where it is elsewhere. */
    @Inject
    SecurityHeaders(ArtifactStore artifacts) {
        pages = pages(artifacts.origin());
        crowd = crowd(artifacts.origin());
    }

    static String pages(Optional<String> store) {
        String elsewhere = store.map(origin -> " " + origin).orElse("");
        return String.join(
                "; ",
                "default-src 'self'",
                "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
                "style-src 'self' 'unsafe-inline'",
                "img-src 'self' data: blob:" + elsewhere,
                "media-src 'self' blob:" + elsewhere,
                "font-src 'self' data:",
                "connect-src 'self' ws: wss:",
                "worker-src 'self' blob:",
                "object-src 'none'",
                "base-uri 'self'",
                "form-action 'self'",
                "frame-ancestors 'none'");
    }

    /** Pages of our own making, without a session and without a script or style inside. */
    static String crowd(Optional<String> store) {
        String elsewhere = store.map(origin -> " " + origin).orElse("");
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self'" + elsewhere,
                "media-src 'self'" + elsewhere,
                "font-src 'self'",
                "connect-src 'self'",
                "base-uri 'none'",
                "form-action 'self'",
                "frame-ancestors 'none'");
    }

    private static final List<String> CROWD_PAGES = List.of(
            "/explore",
            "/live",
            "/episodes/",
            "/families/",
            "/policies/",
            "/bring-your-policy",
            "/detectors/",
            "/studies",
            "/consent",
            "/compare/",
            "/leaderboard",
            "/plan",
            "/results",
            "/sign-in",
            "/account",
            "/review",
            "/data",
            "/developers",
            "/admin/",
            "/console/");

    /** Its pictures need a key, which no {@code img} sends: they are fetched by script and shown from memory. */
    private static final String DESK = "/moderation";

    /** A worker lives under the policy of its own file: it shows notifications, and renews what the browser's push service ends. */
    static final String WORKER = "default-src 'none'; img-src 'self'; connect-src 'self'; frame-ancestors 'none'";

    private static final String PUSH_WORKER = "/js/parley-push-worker.js";

    private static final List<String> NEVER_PAGES =
            List.of("/api/", "/q/", "/station/", "/policy/", "/js/", "/css/", "/fonts/", "/icons/", "/programs/");

    void register(@Observes Filters filters) {
        filters.register(this::add, BEFORE_ALL_ROUTES);
    }

    private void add(RoutingContext request) {
        HttpServerResponse response = request.response();
        request.addHeadersEndHandler(ignored -> {
            set(response, "Content-Security-Policy", policy(request.normalizedPath(), response.getStatusCode()));
            set(response, "X-Content-Type-Options", "nosniff");
            set(response, "Referrer-Policy", "same-origin");
            set(response, "X-Frame-Options", "DENY");
            set(response, "Cross-Origin-Opener-Policy", "same-origin");
            set(response, "Permissions-Policy", "camera=(), microphone=(), geolocation=()");
        });
        request.next();
    }

    String policy(String path, int status) {
        if (path.startsWith(DESK) && status != NOT_FOUND) {
            return crowd.replace("img-src 'self'", "img-src 'self' data:");
        }
        if (path.equals(PUSH_WORKER)) {
            return WORKER;
        }
        if (CROWD_PAGES.stream().anyMatch(path::startsWith)) {
            // What no page of ours knows, Flow says in its own, which was blank under theirs.
            return status == NOT_FOUND ? pages : crowd;
        }
        return NEVER_PAGES.stream().anyMatch(path::startsWith) ? STRICT : pages;
    }

    private static void set(HttpServerResponse response, String name, String value) {
        if (!response.headers().contains(name)) {
            response.putHeader(name, value);
        }
    }
}
