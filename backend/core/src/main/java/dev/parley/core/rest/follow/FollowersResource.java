package dev.parley.core.rest.follow;

import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.follow.Followers;
import dev.parley.core.follow.Following;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.FollowedPrompts;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.rest.problem.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who else waits for a prompt. */
@Path("/api/v1/prompts/{id}/followers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Being told", description = "What you want to be told of; it outlives the page and the browser.")
public class FollowersResource {
    private final Followers followers;
    private final FollowedPrompts prompts;
    private final RequestAuthor requestAuthor;

    @Inject
    FollowersResource(Followers followers, FollowedPrompts prompts, RequestAuthor requestAuthor) {
        this.followers = followers;
        this.prompts = prompts;
        this.requestAuthor = requestAuthor;
    }

    @Schema(description = "Who waits for a prompt.")
    record FollowingView(
            @Schema(description = "Everybody, whoever asked included.")
            int people,

            @Schema(description = "Whether you are told of it.")
            boolean you) {
        static FollowingView of(Following following) {
            return new FollowingView(following.people(), following.you());
        }
    }

    @POST
    @Operation(
            operationId = "beToldOfPrompt",
            summary = "Follow a prompt that waits or runs",
            description =
                    "You are told of it as if it were yours, and take no turn for it. Of your own: be told when it starts and ends.")
    @APIResponse(responseCode = "200", description = "You follow it, now or since before.")
    @APIResponse(responseCode = "403", description = "Consent is missing, or nobody has passed it yet.")
    @APIResponse(responseCode = "409", description = "It has ended.")
    @APIResponse(responseCode = "410", description = "It was taken back.")
    @APIResponse(responseCode = "429", description = "You follow as many as one person may, or too many changes.")
    public Uni<FollowingView> follow(@PathParam("id") String id) {
        return followers.follow(Ids.prompt(id), requestAuthor.knownOrNew()).map(FollowingView::of);
    }

    @DELETE
    @Operation(operationId = "stopBeingToldOfPrompt", summary = "Follow it no more")
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = FollowingView.class)))
    @APIResponse(responseCode = "429", description = "Too many changes.")
    public Uni<FollowingView> unfollow(@PathParam("id") String id) {
        PromptId prompt = Ids.prompt(id);
        return requestAuthor
                .known()
                .map(author -> require(prompt).chain(() -> followers.unfollow(prompt, author)))
                .orElseGet(() -> count(prompt))
                .map(FollowingView::of);
    }

    @GET
    @Operation(operationId = "countPromptFollowers", summary = "How many people wait for a prompt, and whether you do")
    public Uni<FollowingView> of(@PathParam("id") String id) {
        return count(Ids.prompt(id)).map(FollowingView::of);
    }

    private Uni<Following> count(PromptId prompt) {
        return require(prompt)
                .chain(() -> followers.of(prompt, requestAuthor.known().map(Author::id)));
    }

    private Uni<Void> require(PromptId prompt) {
        return prompts.find(prompt)
                .invoke(found -> {
                    if (found.isEmpty()) {
                        throw new ParleyException(ErrorCode.PROMPT_UNKNOWN, "There is no prompt %s.".formatted(prompt));
                    }
                })
                .replaceWithVoid();
    }
}
