package dev.parley.core.rest.console;

import dev.parley.contracts.StationId;
import dev.parley.core.console.Console;
import dev.parley.core.console.ConsoleState;
import dev.parley.core.person.Action;
import dev.parley.core.rest.desk.StationPerson;
import dev.parley.core.rest.problem.Given;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.JsonBody;
import dev.parley.core.rest.problem.Numbers;
import dev.parley.core.station.ConsoleRule;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The console of one station. Every answer is the console as it is after the deed. */
@Path("/api/v1/desk/stations/{id}/console")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Console",
        description =
                "For operators and lab admins of a real station's lab, who stand beside it. Nothing here enables motion: it only withholds.")
public class ConsoleResource {
    private final Console console;
    private final ConsoleViews views;
    private final StationPerson person;
    private final JsonBody json;

    @Inject
    ConsoleResource(Console console, ConsoleViews views, StationPerson person, JsonBody json) {
        this.console = console;
        this.views = views;
        this.person = person;
        this.json = json;
    }

    /** Body of a rule. */
    record Rule(
            @Schema(implementation = ConsoleRule.class, description = "Null: what holds for stations of its kind.")
            @Nullable
            String rule,

            @Schema(description = "1 to 500 characters.", required = true) @Nullable
            String reason) {}

    @GET
    @Operation(operationId = "getConsole", summary = "What stands at the console now")
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = ConsoleView.class)))
    @APIResponse(responseCode = "403", description = "Not for your roles; detail says for whose.")
    public Uni<ConsoleView> look(@PathParam("id") String id) {
        return views.now(Ids.station(id));
    }

    /** One spell of standing by. */
    record StoodView(
            String name,
            Instant since,

            @Schema(description = "Null: they still stand by.") @Nullable
            Instant ended,

            @Nullable String why) {
        static StoodView of(ConsoleState.Stood stood) {
            return new StoodView(
                    stood.name(),
                    stood.since(),
                    stood.ended().orElse(null),
                    stood.why().orElse(null));
        }
    }

    @GET
    @Path("shifts")
    @Operation(
            operationId = "listShifts",
            summary = "Who stood by and when, newest first",
            description = "For whoever may look at the station.")
    public Uni<List<StoodView>> shifts(
            @PathParam("id") String id, @QueryParam("limit") @DefaultValue("20") String limit) {
        StationId station = Ids.station(id);
        int most = Numbers.between("limit", limit, 1, 200);
        return person.require(Action.SEE_STATION, station)
                .chain(by -> console.shifts(station, most))
                .map(all -> all.stream().map(StoodView::of).toList());
    }

    @POST
    @Path("shift")
    @Operation(
            operationId = "beginShift",
            summary = "Stand by",
            description = "In the place of whoever did. Nothing is offered to the station while nobody stands by.")
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = ConsoleView.class)))
    @APIResponse(responseCode = "409", description = "This station has no console.")
    public Uni<ConsoleView> signOn(@PathParam("id") String id) {
        StationId station = Ids.station(id);
        return views.after(station, by -> console.signOn(station, by));
    }

    @DELETE
    @Path("shift")
    @Operation(
            operationId = "endShift",
            summary = "Stand by no more",
            description = "What is proposed goes back in line; what runs goes on.")
    public Uni<ConsoleView> signOff(@PathParam("id") String id) {
        StationId station = Ids.station(id);
        return views.after(station, by -> console.signOff(station, by));
    }

    @PUT
    @Path("rule")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setConsoleRule",
            summary = "Set what a person has to do at this console",
            description = "For lab admins and platform admins. What is proposed already goes on under the old rule.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Rule.class)))
    @APIResponse(responseCode = "204", description = "Set.")
    public Uni<Void> rule(@PathParam("id") String id, byte[] body) {
        StationId station = Ids.station(id);
        return person.require(Action.SET_STATION_RULES, station).chain(by -> {
            Rule wanted = json.read(body, Rule.class);
            Optional<ConsoleRule> rule =
                    Optional.ofNullable(wanted.rule()).map(name -> Given.oneOf("rule", name, ConsoleRule.class));
            return console.setRule(station, rule, by, Given.reason(wanted.reason()));
        });
    }
}
