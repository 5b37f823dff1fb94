package dev.parley.core.rest.console;

import dev.parley.contracts.StationId;
import dev.parley.core.console.Console;
import dev.parley.core.episode.Outcome;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.problem.Given;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.JsonBody;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What whoever stands by at a station's console does with one ask. Every answer is the console as it is after the deed. */
@Path("/api/v1/desk/stations/{id}/console/asks/{ask}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Console")
public class ConsoleAskResource {
    /** What has to be so before a start is confirmed. */
    enum Check {
        OBJECTS_AS_PICTURED,
        NOBODY_IN_REACH,
        WIRED_STOP_IN_REACH,
        CAMERAS_SEE_ALL
    }

    private final Console console;
    private final ConsoleViews views;
    private final JsonBody json;

    @Inject
    ConsoleAskResource(Console console, ConsoleViews views, JsonBody json) {
        this.console = console;
        this.views = views;
        this.json = json;
    }

    /** Body of a refusal. */
    record Refusal(
            @Schema(description = "1 to 500 characters; whoever asked reads it.", required = true) @Nullable
            String reason,

            @Schema(description = "True: it leaves the line, although another station could run it.") @Nullable
            Boolean end) {}

    /** Body of a confirmed start. */
    record Start(
            @Schema(description = "All four: whoever starts has looked at each.", required = true) @Nullable
            List<@Nullable String> checked) {}

    /** Body of what needs a reason alone. */
    record Why(
            @Schema(description = "1 to 500 characters.", required = true) @Nullable
            String reason) {}

    /** Body of a verdict. */
    record Verdict(
            @Schema(implementation = Outcome.Result.class, required = true) @Nullable
            String result) {}

    @POST
    @Path("approval")
    @Operation(operationId = "approveAsk", summary = "Approve an ask that you have read")
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = ConsoleView.class)))
    @APIResponse(responseCode = "409", description = "Not signed on, or it waits for nobody any more.")
    public Uni<ConsoleView> approve(@PathParam("id") String id, @PathParam("ask") String ask) {
        StationId station = Ids.station(id);
        UUID which = Ids.ask(ask);
        return views.after(station, by -> console.approve(station, which, by));
    }

    @POST
    @Path("refusal")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "refuseAsk",
            summary = "Refuse an ask",
            description =
                    "It goes to another station that can run it, or leaves the line. It is nobody's result; whoever asked reads why.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Refusal.class)))
    public Uni<ConsoleView> refuse(@PathParam("id") String id, @PathParam("ask") String ask, byte[] body) {
        StationId station = Ids.station(id);
        UUID which = Ids.ask(ask);
        return views.after(station, by -> {
            Refusal given = json.read(body, Refusal.class);
            return console.refuse(station, which, Boolean.TRUE.equals(given.end()), by, Given.reason(given.reason()))
                    .replaceWithVoid();
        });
    }

    @POST
    @Path("start")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "confirmStart",
            summary = "Confirm the start",
            description = "The station begins when it is ready, and not before this.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Start.class)))
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = ConsoleView.class)))
    @APIResponse(responseCode = "409", description = "Not approved, not reset, or the station takes no work now.")
    public Uni<ConsoleView> start(@PathParam("id") String id, @PathParam("ask") String ask, byte[] body) {
        StationId station = Ids.station(id);
        UUID which = Ids.ask(ask);
        return views.after(station, by -> {
            requireAll(json.read(body, Start.class).checked());
            return console.start(station, which, by);
        });
    }

    @POST
    @Path("reset")
    @Operation(
            operationId = "markSceneReset",
            summary = "Mark the table as reset",
            description = "The next ask comes after that.")
    public Uni<ConsoleView> reset(@PathParam("id") String id, @PathParam("ask") String ask) {
        StationId station = Ids.station(id);
        UUID which = Ids.ask(ask);
        return views.after(station, by -> console.resetDone(station, which, by));
    }

    @POST
    @Path("takeover")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "takeOver",
            summary = "Take over",
            description =
                    "The policy's part ends. The episode is kept, never counts as done, and is left out of rates.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Why.class)))
    public Uni<ConsoleView> takeOver(@PathParam("id") String id, @PathParam("ask") String ask, byte[] body) {
        StationId station = Ids.station(id);
        UUID which = Ids.ask(ask);
        return views.after(
                station,
                by -> console.takeOver(
                        station,
                        which,
                        by,
                        Given.reason(json.read(body, Why.class).reason())));
    }

    @PUT
    @Path("verdict")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "judgeAsk",
            summary = "Say what was achieved",
            description = "Kept beside what the machine judged; a later one replaces it.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Verdict.class)))
    public Uni<ConsoleView> judge(@PathParam("id") String id, @PathParam("ask") String ask, byte[] body) {
        StationId station = Ids.station(id);
        UUID which = Ids.ask(ask);
        return views.after(
                station,
                by -> console.judge(
                        station,
                        which,
                        Given.oneOf("result", json.read(body, Verdict.class).result(), Outcome.Result.class),
                        by));
    }

    private static void requireAll(@Nullable List<@Nullable String> checked) {
        Set<Check> seen = new HashSet<>();
        Given.field("checked", checked).forEach(each -> seen.add(Given.oneOf("checked", each, Check.class)));
        if (seen.size() < Check.values().length) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "A start is confirmed once all of %s are so; %s were."
                            .formatted(List.of(Check.values()), seen.isEmpty() ? "none" : seen));
        }
    }
}
