package dev.parley.scheduler.desk;

import dev.parley.contracts.LabId;
import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.audit.Actor;
import dev.parley.core.person.Action;
import dev.parley.core.person.Permissions;
import dev.parley.core.person.Rank;
import dev.parley.core.person.SignedIn;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.desk.StationPerson;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.rest.guest.RequestPerson;
import dev.parley.core.rest.problem.Given;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.JsonBody;
import dev.parley.core.rest.problem.Numbers;
import dev.parley.core.turn.TurnData;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The line before the stations of one's labs, and what named people do to it. */
@Path("/api/v1/desk/line")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Line desk",
        description = "Operators look; lab admins order what only their labs' stations could run, platform admins all.")
public class LineResource {
    private static final int MOST_LISTED = 500;

    private final LineDesk desk;
    private final LineEntries entries;
    private final StationPerson stationPerson;
    private final RequestPerson requestPerson;
    private final RequestAuthor requestAuthor;
    private final JsonBody json;

    @Inject
    LineResource(
            LineDesk desk,
            LineEntries entries,
            StationPerson stationPerson,
            RequestPerson requestPerson,
            RequestAuthor requestAuthor,
            JsonBody json) {
        this.desk = desk;
        this.entries = entries;
        this.stationPerson = stationPerson;
        this.requestPerson = requestPerson;
        this.requestAuthor = requestAuthor;
        this.json = json;
    }

    /** Body of what needs a reason alone. */
    record Why(
            @Schema(
                    description = "1 to 500 characters. Whoever asked reads why they are held or taken out.",
                    required = true)
            @Nullable
            String reason) {}

    /** Body of a move. */
    record Move(
            @Schema(
                    description = "The turn that it goes behind; one of its own class that stands further back.",
                    required = true)
            @Nullable
            String behind,

            @Schema(description = "1 to 500 characters.", required = true) @Nullable
            String reason) {}

    /** Body of a reassignment. */
    record Sending(
            @Schema(description = "Id of the station; null: whichever fits.") @Nullable
            String station,

            @Schema(description = "1 to 500 characters.", required = true) @Nullable
            String reason) {}

    @GET
    @Operation(
            operationId = "listLine",
            summary = "The line",
            description = "Class by class in the order of places, as far as a station of your labs could run it.")
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = LineView.class)))
    @APIResponse(responseCode = "401", description = "Not signed in.")
    @APIResponse(responseCode = "403", description = "Not for your roles; detail says for whose.")
    public Uni<LineView> line(@QueryParam("limit") @DefaultValue("100") String limit) {
        int most = Numbers.between("limit", limit, 1, MOST_LISTED);
        Optional<Set<LabId>> labs = stationPerson.labs(Action.SEE_STATION);
        Optional<SignedIn> who = requestPerson.signedIn();
        return entries.all().map(all -> {
            List<LineEntry> seen = all.stream()
                    .filter(entry -> labs.map(own -> entry.labs().stream().anyMatch(own::contains))
                            .orElse(true))
                    .toList();
            return LineView.of(seen, most, entry -> mayOrder(who, entry.labs()));
        });
    }

    @POST
    @Path("{turn}/holds")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "holdTurn",
            summary = "Hold it back",
            description = "Out of line until it is released; its place is kept.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Why.class)))
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = LineView.TurnView.class)))
    @APIResponse(responseCode = "409", description = "It is held, taken or gone already.")
    public Uni<LineView.TurnView> hold(@PathParam("turn") String turn, byte[] body) {
        return order(turn, (id, by) -> desk.hold(id, by, why(body)));
    }

    @POST
    @Path("{turn}/releases")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "releaseTurn", summary = "Let it back in", description = "At its old place.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Why.class)))
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = LineView.TurnView.class)))
    @APIResponse(responseCode = "409", description = "No lab holds it.")
    public Uni<LineView.TurnView> release(@PathParam("turn") String turn, byte[] body) {
        return order(turn, (id, by) -> desk.release(id, by, why(body)));
    }

    @POST
    @Path("{turn}/expedites")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "expediteTurn",
            summary = "Let it go first",
            description = "An exception to the fair order, logged as one. Everybody else keeps their order.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Why.class)))
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = LineView.TurnView.class)))
    @APIResponse(responseCode = "409", description = "It is held, taken or gone.")
    public Uni<LineView.TurnView> expedite(@PathParam("turn") String turn, byte[] body) {
        return order(turn, (id, by) -> desk.expedite(id, by, why(body)));
    }

    @POST
    @Path("{turn}/moves")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "moveTurn",
            summary = "Move it back",
            description = "Behind another one. Nobody else loses by it.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Move.class)))
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = LineView.TurnView.class)))
    @APIResponse(responseCode = "409", description = "That one stands before it, or in another class.")
    public Uni<LineView.TurnView> move(@PathParam("turn") String turn, byte[] body) {
        return order(turn, (id, by) -> {
            Move wanted = json.read(body, Move.class);
            return desk.move(id, Ids.turn(Given.field("behind", wanted.behind())), by, Given.reason(wanted.reason()));
        });
    }

    @POST
    @Path("{turn}/cancellations")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "cancelTurn",
            summary = "Take it out",
            description = "For good; whoever asked reads why, and may ask again.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Why.class)))
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = LineView.TurnView.class)))
    @APIResponse(responseCode = "409", description = "It is taken or gone already.")
    public Uni<LineView.TurnView> cancel(@PathParam("turn") String turn, byte[] body) {
        return order(turn, (id, by) -> desk.cancel(id, by, why(body)));
    }

    @POST
    @Path("{turn}/stations")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "sendTurnToStation",
            summary = "Send it to a station",
            description = "To one that could run it; null: to whichever fits.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Sending.class)))
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = LineView.TurnView.class)))
    @APIResponse(responseCode = "409", description = "That station cannot run it.")
    public Uni<LineView.TurnView> reassign(@PathParam("turn") String turn, byte[] body) {
        Optional<SignedIn> who = requestPerson.signedIn();
        return order(turn, (id, by) -> {
            Sending wanted = json.read(body, Sending.class);
            Optional<StationId> station = Optional.ofNullable(wanted.station()).map(Ids::station);
            return desk.reassign(id, station, labs -> mayOrder(who, labs), by, Given.reason(wanted.reason()));
        });
    }

    /** What is done to a turn. */
    private interface Order {
        Uni<TurnData> of(TurnId id, Actor by);
    }

    /** Whoever may order nothing is told so before they learn whether there is such a turn. */
    private Uni<LineView.TurnView> order(String turn, Order order) {
        TurnId id = Ids.turn(turn);
        Optional<SignedIn> who = requestPerson.signedIn();
        String network = requestAuthor.networkPrefix();
        stationPerson.labs(Action.ORDER_QUEUE);
        return entries.find(id)
                .map(found -> found.orElseThrow(() -> new ParleyException(
                        ErrorCode.TURN_UNKNOWN, "No turn %s waits in line; it may have been taken.".formatted(id))))
                .chain(entry -> order.of(id, who.orElseThrow().as(rank(who, entry.labs()), network))
                        .chain(changed -> entries.find(id).map(after -> LineView.TurnView.of(changed, after, entry))));
    }

    private static boolean mayOrder(Optional<SignedIn> who, Set<LabId> labs) {
        return Permissions.may(who, Action.ORDER_QUEUE)
                || !labs.isEmpty() && labs.stream().allMatch(lab -> Permissions.may(who, Action.ORDER_QUEUE, lab));
    }

    /** What the stations of several labs could run is not one lab's to order. */
    private static Rank rank(Optional<SignedIn> who, Set<LabId> labs) {
        if (!mayOrder(who, labs)) {
            return Permissions.require(
                    who,
                    Action.ORDER_QUEUE,
                    labs.stream()
                            .filter(lab -> !Permissions.may(who, Action.ORDER_QUEUE, lab))
                            .findFirst());
        }
        return Permissions.require(who, Action.ORDER_QUEUE, labs.stream().findFirst());
    }

    private String why(byte[] body) {
        return Given.reason(json.read(body, Why.class).reason());
    }
}
