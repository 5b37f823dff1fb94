package dev.parley.core.rest.prompt;

import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.OnceKey;
import dev.parley.core.prompt.Previews;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.rest.problem.Bodies;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.JsonBody;
import dev.parley.core.rest.problem.Numbers;
import dev.parley.core.rest.problem.Problem;
import dev.parley.core.rest.stream.OpenStreams;
import dev.parley.core.station.WantedBody;
import dev.parley.core.turn.LineClosed;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** Prompts. */
@Path("/api/v1/prompts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Prompts", description = "Ask a policy to do something, and follow what becomes of it.")
public class PromptsResource {
    private static final int MOST_LISTED = 100;

    private final Prompts prompts;
    private final Previews previews;
    private final PromptViews views;
    private final ClosedLines lines;
    private final PromptStreams streams;
    private final OpenStreams open;
    private final RequestAuthor requestAuthor;
    private final JsonBody json;

    @Inject
    PromptsResource(
            Prompts prompts,
            Previews previews,
            PromptViews views,
            ClosedLines lines,
            PromptStreams streams,
            OpenStreams open,
            RequestAuthor requestAuthor,
            JsonBody json) {
        this.prompts = prompts;
        this.previews = previews;
        this.views = views;
        this.lines = lines;
        this.streams = streams;
        this.open = open;
        this.requestAuthor = requestAuthor;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "submitPrompt",
            summary = "Submit a prompt",
            description = "Answered once the prompt is durably stored and has its place in the queue.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewPrompt.class)))
    @APIResponse(
            responseCode = "201",
            description = "Stored, and queued or refused by moderation: see state; Location names it.",
            content = @Content(schema = @Schema(implementation = PromptView.class)))
    @APIResponse(responseCode = "400", description = "A problem that names the field.")
    @APIResponse(
            responseCode = "422",
            description =
                    "Unknown scene, policy or goal image, a policy that does not fit, or a key under which you asked something else (key-reused).")
    @APIResponse(responseCode = "429", description = "Too many; detail says when the next is possible.")
    @APIResponse(
            responseCode = "503",
            description =
                    "The line is closed (line-closed): the wait would be too long. Says what can be done instead.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = ClosedLine.class)))
    public Uni<Response> submit(
            @Parameter(
                            description =
                                    "Of your choice, a random UUID for example. Within 24 hours the same prompt sent again under it is the same prompt, and is"
                                            + " answered alike without taking of your allowance; so a program that heard no answer may simply send it again.",
                            schema = @Schema(pattern = OnceKey.PATTERN, minLength = 1, maxLength = 200))
                    @HeaderParam("Idempotency-Key")
                    @Nullable
                    String key,
            byte[] body) {
        NewPrompt wanted = json.read(body, NewPrompt.class);
        Optional<OnceKey> once = Optional.ofNullable(key).map(OnceKey::new);
        Author author = requestAuthor.knownOrNew();
        return prompts.submit(wanted.request().once(once), author)
                .chain(views::view)
                .map(view -> Response.created(URI.create("/api/v1/prompts/" + view.id()))
                        .entity(view)
                        .build())
                .onFailure(LineClosed.class)
                .recoverWithUni(failure -> lines.answer(
                        (LineClosed) failure,
                        author,
                        Optional.ofNullable(wanted.instruction()),
                        Optional.ofNullable(wanted.sceneId()),
                        Bodies.wanted(wanted.body())));
    }

    @GET
    @Operation(operationId = "listOwnPrompts", summary = "Your own prompts, newest first")
    public Uni<List<PromptView>> own(@QueryParam("limit") @DefaultValue("20") String limit) {
        int most = Numbers.between("limit", limit, 1, MOST_LISTED);
        Optional<Author> author = requestAuthor.known();
        if (author.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return prompts.of(author.get(), most)
                .chain(found -> Multi.createFrom()
                        .iterable(found)
                        .onItem()
                        .transformToUniAndConcatenate(views::view)
                        .collect()
                        .asList());
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getPrompt", summary = "One prompt: state, place in line, wait, attempts")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = PromptView.class)),
            description = "As it is now.")
    public Uni<PromptView> find(@PathParam("id") String id) {
        return views.view(Ids.prompt(id));
    }

    @POST
    @Path("{id}/preview")
    @Operation(
            operationId = "previewPrompt",
            summary = "See your prompt tried in simulation while it waits for a robot",
            description =
                    "A prompt of its own with the same words or picture, scene, policy and seed, and body simulation; it counts like"
                            + " any other in limits and fair turns. There is one at most: asking again names the same.")
    @APIResponse(
            responseCode = "201",
            description = "Stored, with a place in line of its own; Location names it.",
            content = @Content(schema = @Schema(implementation = PromptView.class)))
    @APIResponse(
            responseCode = "200",
            description = "It was there already; Location names it.",
            content = @Content(schema = @Schema(implementation = PromptView.class)))
    @APIResponse(
            responseCode = "403",
            description = "Somebody else's prompt (not-yours), or not agreed yet (consent-needed).")
    @APIResponse(
            responseCode = "409",
            description = "It does not wait for a robot, or is a comparison (preview-refused).")
    @APIResponse(responseCode = "410", description = "It, or its preview, was taken back (withdrawn).")
    @APIResponse(responseCode = "422", description = "Nothing simulates its scene with its policy (body-not-offered).")
    @APIResponse(responseCode = "429", description = "Too many; detail says when the next is possible.")
    @APIResponse(
            responseCode = "503",
            description =
                    "The line of the simulation is closed (line-closed): the wait would be too long. Says what can be done instead.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = ClosedLine.class)))
    public Uni<Response> preview(@PathParam("id") String id) {
        PromptId first = Ids.prompt(id);
        Optional<Author> author = requestAuthor.known();
        if (author.isEmpty()) {
            return Uni.createFrom()
                    .failure(new ParleyException(
                            ErrorCode.NOT_YOURS,
                            "Prompt %s can only be tried in simulation with the cookie or token it was made with."
                                    .formatted(first)));
        }
        return previews.of(first, author.get())
                .chain(preview -> views.view(preview.prompt())
                        .map(view -> Response.status(preview.made() ? 201 : 200)
                                .location(URI.create("/api/v1/prompts/" + view.id()))
                                .entity(view)
                                .build()))
                .onFailure(LineClosed.class)
                .recoverWithUni(failure -> prompts.find(first)
                        .chain(known -> lines.answer(
                                (LineClosed) failure,
                                author.get(),
                                known.flatMap(PromptData::instruction),
                                known.map(PromptData::sceneId),
                                Optional.of(WantedBody.SIMULATION))));
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "withdrawPrompt",
            summary = "Withdraw your prompt",
            description = "A waiting turn is cancelled; a running episode is stopped and ends as ABORTED.")
    public Uni<PromptView> withdraw(@PathParam("id") String id) {
        PromptId prompt = Ids.prompt(id);
        Optional<Author> author = requestAuthor.known();
        if (author.isEmpty()) {
            return Uni.createFrom()
                    .failure(new ParleyException(
                            ErrorCode.NOT_YOURS,
                            "Prompt %s can only be withdrawn with the cookie or token it was made with."
                                    .formatted(prompt)));
        }
        return prompts.withdraw(prompt, author.get()).chain(views::view);
    }

    @GET
    @Path("{id}/events")
    @KnownPrompt
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "followPrompt",
            summary = "Follow a prompt (server-sent events)",
            description =
                    "Event \"prompt\" with the whole prompt at every change, a comment as heartbeat; ends when the"
                            + " prompt has ended.")
    public Multi<OutboundSseEvent> follow(@PathParam("id") String id, @Context Sse sse) {
        PromptId prompt = Ids.prompt(id);
        String guest =
                requestAuthor.known().map(author -> author.id().toString()).orElse("");
        String network = requestAuthor.networkPrefix();
        Runnable close = open.open(guest.isEmpty() ? network : guest, network);
        return streams.of(prompt)
                .map(frame -> event(sse, frame))
                .onTermination()
                .invoke(close);
    }

    private static OutboundSseEvent event(Sse sse, Frame frame) {
        return switch (frame) {
            case Frame.Changed changed ->
                sse.newEventBuilder()
                        .name("prompt")
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(PromptView.class, changed.view())
                        .build();
            case Frame.Heartbeat heartbeat ->
                sse.newEventBuilder().comment("still here").build();
            case Frame.End end -> throw new IllegalStateException("the end is not sent");
        };
    }
}
