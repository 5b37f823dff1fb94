package dev.parley.core.rest.desk;

import dev.parley.contracts.StationId;
import dev.parley.core.person.Action;
import dev.parley.core.rest.problem.Given;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.JsonBody;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationDesk;
import dev.parley.core.station.Stations;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What named people do to one station: a new key, pause and resume, opening hours, the clearing of a stop. */
@Path("/api/v1/desk/stations/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Station desk", description = "For operators, lab admins and platform admins, of their labs' stations.")
public class StationActsResource {
    private final Stations stations;
    private final StationDesk desk;
    private final DeskStationViews views;
    private final StationPerson person;
    private final JsonBody json;

    @Inject
    StationActsResource(
            Stations stations, StationDesk desk, DeskStationViews views, StationPerson person, JsonBody json) {
        this.stations = stations;
        this.desk = desk;
        this.views = views;
        this.person = person;
        this.json = json;
    }

    /** Body of pause, drain and resume. */
    record NewAdmission(
            @Schema(implementation = StationData.Admission.class, required = true) @Nullable
            String admission,

            @Schema(description = "1 to 500 characters; everybody reads it at the station.", required = true) @Nullable
            String reason,

            @Schema(
                    description =
                            "ISO 8601 with zone: when it is expected to be open again. Nothing happens by itself then.")
            @Nullable
            String until) {}

    /** Body of opening hours. */
    record NewHours(
            @Schema(description = "Null: at any time.") @Nullable
            HoursView hours,

            @Schema(description = "1 to 500 characters.", required = true) @Nullable
            String reason) {}

    /** Body of what needs a reason alone. */
    record Why(
            @Schema(description = "1 to 500 characters.", required = true) @Nullable
            String reason) {}

    /** Body of a clearing. */
    record Clearing(
            @Schema(
                    description = "The stop that holds, as read: another one is not cleared by mistake.",
                    required = true)
            @Nullable
            String stopId,

            @Schema(description = "1 to 500 characters.", required = true) @Nullable
            String reason) {}

    @POST
    @Path("keys")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "renewStationKey",
            summary = "A new key",
            description =
                    "The old one opens nothing from now on; whoever is connected with it is cut off. Shown this once.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Why.class)))
    @APIResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = DeskStationViews.KeyedView.class)),
            description = "The new key.")
    public Uni<Response> newKey(@PathParam("id") String id, byte[] body) {
        StationId station = Ids.station(id);
        return person.require(Action.REGISTER_STATION, station)
                .chain(by -> desk.newKey(
                        station, by, Given.reason(json.read(body, Why.class).reason())))
                .chain(views::keyed)
                .map(view -> Response.status(Response.Status.CREATED)
                        .header(HttpHeaders.CACHE_CONTROL, DeskStationViews.NO_STORE)
                        .entity(view)
                        .build());
    }

    @PUT
    @Path("admission")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setStationAdmission",
            summary = "Pause, drain or resume",
            description = "PAUSED and DRAINING take nothing new and let what runs end; OPEN resumes.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewAdmission.class)))
    public Uni<DeskStationView> admit(@PathParam("id") String id, byte[] body) {
        StationId station = Ids.station(id);
        return person.require(Action.ADMIT_STATION, station)
                .chain(by -> {
                    NewAdmission wanted = json.read(body, NewAdmission.class);
                    Optional<Instant> until = Given.time("until", wanted.until());
                    return desk.admit(
                            station,
                            Given.oneOf("admission", wanted.admission(), StationData.Admission.class),
                            until,
                            by,
                            Given.reason(wanted.reason()));
                })
                .chain(views::of);
    }

    @PUT
    @Path("hours")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setStationHours",
            summary = "Set its opening hours",
            description = "Outside of them nothing is offered to it, and waits say when it opens. What runs goes on.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewHours.class)))
    public Uni<DeskStationView> hours(@PathParam("id") String id, byte[] body) {
        StationId station = Ids.station(id);
        return person.require(Action.SET_STATION_RULES, station)
                .chain(by -> {
                    NewHours wanted = json.read(body, NewHours.class);
                    return desk.setHours(
                            station,
                            Optional.ofNullable(wanted.hours()).map(HoursView::hours),
                            by,
                            Given.reason(wanted.reason()));
                })
                .chain(views::of);
    }

    @POST
    @Path("stop-clearance")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "clearStop",
            summary = "Clear a stop",
            description =
                    "The latch, by name and with a reason. No episode resumes. A station under the rules of a real robot goes on"
                            + " holding until a person clears it at its own console.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Clearing.class)))
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = DeskStationView.class)))
    @APIResponse(responseCode = "409", description = "Another stop holds, or none.")
    public Uni<DeskStationView> clear(@PathParam("id") String id, byte[] body) {
        StationId station = Ids.station(id);
        return person.require(Action.CLEAR_STOP, station)
                .chain(by -> {
                    Clearing wanted = json.read(body, Clearing.class);
                    return stations.clearStop(
                            station, Given.field("stopId", wanted.stopId()), by, Given.reason(wanted.reason()));
                })
                .chain(views::of);
    }
}
