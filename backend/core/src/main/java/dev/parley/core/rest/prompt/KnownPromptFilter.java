package dev.parley.core.rest.prompt;

import dev.parley.core.rest.problem.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** A stream has sent its status before its first item is known: what can be refused must be refused before. */
class KnownPromptFilter {
    private final PromptViews views;

    @Inject
    KnownPromptFilter(PromptViews views) {
        this.views = views;
    }

    @ServerRequestFilter
    @KnownPrompt
    public Uni<Response> requireKnown(ContainerRequestContext request) {
        String id = request.getUriInfo().getPathParameters().getFirst("id");
        return Uni.createFrom()
                .deferred(() -> views.followed(Ids.prompt(id == null ? "" : id)))
                .chain(known -> Uni.createFrom().nullItem());
    }
}
