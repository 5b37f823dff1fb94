package dev.parley.core.rest.canary;

import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.canary.Canaries;
import dev.parley.core.person.Action;
import dev.parley.core.rest.desk.StationPerson;
import dev.parley.core.rest.problem.Given;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.JsonBody;
import dev.parley.core.station.OpeningHours;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.ZoneId;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a station is asked every day, to see whether it still does as usual. */
@Path("/api/v1/desk/stations/{id}/canary")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Station desk")
public class CanaryResource {
    private static final ZoneId UTC = ZoneId.of("UTC");

    private final Canaries canaries;
    private final Stations stations;
    private final StationPerson person;
    private final JsonBody json;

    @Inject
    CanaryResource(Canaries canaries, Stations stations, StationPerson person, JsonBody json) {
        this.canaries = canaries;
        this.stations = stations;
        this.person = person;
        this.json = json;
    }

    /** Body of what needs a reason alone. */
    record Why(
            @Schema(description = "1 to 500 characters.", required = true) @Nullable
            String reason) {}

    @GET
    @Operation(
            operationId = "getStationCanary",
            summary = "Its canary, day by day",
            description = "Success of each day with Wilson's interval, and whether it does as in its first days.")
    public Uni<CanaryView> look(@PathParam("id") String id) {
        StationId station = Ids.station(id);
        return person.require(Action.SEE_STATION, station).chain(by -> view(station));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setStationCanary",
            summary = "Set its canary",
            description =
                    "The same policy version, task, words, conditions and seeds every day. What it came to so far stays where only the"
                            + " time is another; else it begins anew.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewCanary.class)))
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = CanaryView.class)))
    @APIResponse(responseCode = "422", description = "The station cannot run this; detail says why.")
    public Uni<CanaryView> set(@PathParam("id") String id, byte[] body) {
        StationId station = Ids.station(id);
        return deed(
                station,
                by -> stations.find(station).chain(found -> {
                    NewCanary wanted = json.read(body, NewCanary.class);
                    ZoneId usual = found.flatMap(StationData::hours)
                            .map(OpeningHours::zone)
                            .orElse(UTC);
                    return canaries.set(station, wanted.plan(usual), by, Given.reason(wanted.reason()));
                }));
    }

    @POST
    @Path("end")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "endStationCanary",
            summary = "Ask it no more",
            description = "What waits leaves the line. What ran stays where it is.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Why.class)))
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = CanaryView.class)))
    @APIResponse(responseCode = "409", description = "None is asked.")
    public Uni<CanaryView> end(@PathParam("id") String id, byte[] body) {
        StationId station = Ids.station(id);
        return deed(station, by -> canaries.end(station, by, why(body)));
    }

    @POST
    @Path("baseline")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "renewCanaryBaseline",
            summary = "Find out anew what is usual",
            description = "From today on: for a station that was changed on purpose, or repaired.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Why.class)))
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = CanaryView.class)))
    @APIResponse(responseCode = "409", description = "None is asked.")
    public Uni<CanaryView> startAnew(@PathParam("id") String id, byte[] body) {
        StationId station = Ids.station(id);
        return deed(station, by -> canaries.startAnew(station, by, why(body)));
    }

    private String why(byte[] body) {
        return Given.reason(json.read(body, Why.class).reason());
    }

    private Uni<CanaryView> deed(StationId station, Function<Actor, Uni<Void>> deed) {
        return person.require(Action.SET_STATION_RULES, station)
                .chain(by -> deed.apply(by))
                .chain(() -> view(station));
    }

    private Uni<CanaryView> view(StationId station) {
        return canaries.of(station).map(CanaryView::of);
    }
}
