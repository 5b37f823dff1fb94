package dev.parley.core.rest.goal;

import dev.parley.core.goal.ComposedGoals;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.rest.problem.JsonBody;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Goal images that are arranged, not sent. */
@Path("/api/v1/goal-images/composed")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Goal images", description = "Pictures of a wanted end state.")
public class ComposedGoalResource {
    private final ComposedGoals goals;
    private final RequestAuthor requestAuthor;
    private final JsonBody json;

    @Inject
    ComposedGoalResource(ComposedGoals goals, RequestAuthor requestAuthor, JsonBody json) {
        this.goals = goals;
        this.requestAuthor = requestAuthor;
        this.json = json;
    }

    /** What was stored. */
    record Composed(String id, String url, String sceneId, String seed, ComposerView.Statement statement) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "composeGoalImage",
            summary = "Make a goal image by arranging a scene",
            description =
                    "The statement is confirmed with it and never changes; the judge of an episode under this picture looks for it.")
    @APIResponse(
            responseCode = "201",
            description = "Stored; Location names it.",
            content = @Content(schema = @Schema(implementation = Composed.class)))
    @RequestBody(content = @Content(schema = @Schema(implementation = Arranging.class)))
    public Uni<Response> composed(byte[] body) {
        ComposedGoals.Wanted wanted = json.read(body, Arranging.class).wanted();
        return goals.store(wanted, requestAuthor.knownOrNew()).map(stored -> {
            String url = "/api/v1/goal-images/" + stored.id() + ".png";
            return Response.created(URI.create(url))
                    .entity(new Composed(
                            stored.id().toString(),
                            url,
                            wanted.sceneId(),
                            Long.toUnsignedString(wanted.seed()),
                            ComposerView.Statement.of(
                                    stored.goal().statement(), stored.goal().reading())))
                    .build();
        });
    }
}
