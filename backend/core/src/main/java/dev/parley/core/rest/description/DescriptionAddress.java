package dev.parley.core.rest.description;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Where programs look for the description: beside what it describes. */
@ApplicationScoped
class DescriptionAddress {
    /** As pages link to it. */
    static final String ADDRESS = "/api/v1/openapi.json";

    private static final String MADE_AT = "/q/openapi.json";
    private static final int BEFORE_RESOURCES = 100;

    void register(@Observes Router router) {
        router.get(ADDRESS).order(BEFORE_RESOURCES).handler(request -> request.reroute(MADE_AT));
    }
}
