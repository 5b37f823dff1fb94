package dev.parley.server.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/** How long browsers may keep the files of the pages: a crowd would else ask for each of them with every page. */
@ApplicationScoped
class StaticFiles {
    private static final int BEFORE_ALL_ROUTES = 999;

    /** Scripts and sheets change with the server: a page may be older than they are by as much as this. */
    private static final String MINUTES = "public, max-age=300, stale-while-revalidate=3600";

    private static final String DAYS = "public, max-age=604800";

    private static final Map<String, String> KEPT =
            Map.of("/js/", MINUTES, "/css/", MINUTES, "/fonts/", DAYS, "/icons/", DAYS, "/img/", DAYS);

    void register(@Observes Filters filters) {
        filters.register(StaticFiles::add, BEFORE_ALL_ROUTES);
    }

    private static void add(RoutingContext request) {
        String path = request.normalizedPath();
        KEPT.forEach((folder, kept) -> {
            if (path.startsWith(folder)) {
                request.addHeadersEndHandler(ignored -> {
                    int status = request.response().getStatusCode();
                    if (status == 200 || status == 304) {
                        request.response().headers().set(HttpHeaders.CACHE_CONTROL, kept);
                    }
                });
            }
        });
        request.next();
    }
}
