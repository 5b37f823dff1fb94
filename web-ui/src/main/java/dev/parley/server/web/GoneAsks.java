package dev.parley.server.web;

import dev.parley.contracts.PromptId;
import dev.parley.core.prompt.FollowedPrompts;
import dev.parley.core.prompt.PromptState;
import dev.parley.core.reactive.ReactiveBridge;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The status of a link to an ask that was taken back: 410. Flow would answer 200 and say so in the page, which programs and
 * search engines do not read. The look is the one that the page itself makes a moment later, and shares.
 */
@ApplicationScoped
class GoneAsks {
    private static final Logger LOG = Logger.getLogger(GoneAsks.class);
    private static final int BEFORE_ALL_ROUTES = 998;
    private static final int GONE = 410;
    private static final String ASKS = "/asks/";

    private final FollowedPrompts prompts;
    private final ReactiveBridge bridge;

    @Inject
    GoneAsks(FollowedPrompts prompts, ReactiveBridge bridge) {
        this.prompts = prompts;
        this.bridge = bridge;
    }

    void register(@Observes Filters filters) {
        filters.register(this::look, BEFORE_ALL_ROUTES);
    }

    private void look(RoutingContext request) {
        Optional<PromptId> asked = asked(request);
        if (asked.isEmpty()) {
            request.next();
            return;
        }
        Context here = request.vertx().getOrCreateContext();
        request.request().pause();
        bridge.onContext(() -> prompts.find(asked.get()))
                .subscribe()
                .with(
                        found -> goOn(
                                here,
                                request,
                                found.filter(prompt -> prompt.state() == PromptState.ERASED)
                                        .isPresent()),
                        failure -> {
                            LOG.debugf(failure, "the page says itself whether the ask is there");
                            goOn(here, request, false);
                        });
    }

    private static void goOn(Context here, RoutingContext request, boolean gone) {
        here.runOnContext(ignored -> {
            if (gone) {
                request.addHeadersEndHandler(end -> request.response().setStatusCode(GONE));
            }
            request.request().resume();
            request.next();
        });
    }

    private static Optional<PromptId> asked(RoutingContext request) {
        String path = request.normalizedPath();
        if (request.request().method() != HttpMethod.GET || !path.startsWith(ASKS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(PromptId.parse(path.substring(ASKS.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
